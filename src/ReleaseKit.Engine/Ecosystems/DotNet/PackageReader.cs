using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>Turns evaluated projects into the workspace's packages.</summary>
/// <param name="ecosystem">The ecosystem part of the ids.</param>
/// <param name="evaluator">Where the projects come from.</param>
/// <param name="upstream">Packages of other repositories whose dependents are looked for.</param>
/// <param name="samples">Where projects lie that nobody releases.</param>
internal sealed class PackageReader(string ecosystem, ProjectEvaluator evaluator, SamplePlaces samples, IReadOnlyDictionary<PackageId, string> upstream)
{
    private readonly List<Diagnostic> _problems = [];

    /// <summary>What is wrong with what was read so far.</summary>
    public IReadOnlyList<Diagnostic> Problems => _problems;

    /// <summary>The packages in ordinal order of id.</summary>
    public ImmutableArray<Package> Read(IReadOnlyList<EvaluatedProject> projects)
    {
        var named = Name(projects);
        var edges = new DependencyReader(ecosystem, named, upstream, evaluator.EvaluateCentralVersions);
        return Together([.. named.Select(project => Describe(project) with { Dependencies = edges.Read(project) }).OrderBy(package => package.Id)]);
    }

    /// <summary>
    /// Names every project by its package id. Projects that are not packed often share a file name; they go by their path
    /// then, because nobody else uses their id.
    /// </summary>
    private List<WorkspaceProject> Name(IReadOnlyList<EvaluatedProject> projects)
    {
        var packed = projects.Where(IsPacked).GroupBy(IdOf, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, StringComparer.OrdinalIgnoreCase);
        foreach (var group in packed.Values.Where(group => group.Count() > 1))
        {
            _problems.Add(ManifestCodes.Invalid.At(
                LocationOf(group.Last()),
                $"{string.Join(" and ", group.Select(project => project.Path))} all pack '{group.Key}'. Give each its own PackageId, set IsPackable to false where no package is wanted, or leave folders out with exclude in releasekit.toml ([ecosystems.{ecosystem}])."));
        }

        var others = projects.Where(project => !IsPacked(project)).GroupBy(IdOf, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1 || packed.ContainsKey(group.Key))
            .SelectMany(group => group)
            .ToHashSet();
        return [.. projects.Select(project => new WorkspaceProject(project, others.Contains(project) ? PathName(project) : Checked(project), samples.ReasonAgainst(project.Path.Parent)))];
    }

    private Package Describe(WorkspaceProject project)
    {
        var version = project.IsPacked ? ProjectVersion.Of(project.Project, evaluator.Read) : Unpacked(project.Project);
        var reason = ReasonAgainst(project) ?? version.Unsupported;
        if (reason is null && version.Version is { } text && NuGetVersionScheme.TryParse(text) is null)
        {
            _problems.Add(ManifestCodes.Invalid.At(version.Location, $"'{text}' is not a NuGet version. Write three numbers and, for a prerelease, a label: 1.2.3 or 1.2.3-rc.1."));
        }

        return new Package
        {
            Id = new PackageId(ecosystem, project.Name),
            Directory = project.Project.Path.Parent,
            Manifest = project.Project.Path,
            Version = version.Version,
            VersionFile = version.File,
            VersionLocation = version.Location,
            Tagging = version.Tags?.Tagging,
            Publishable = reason is null,
            NotPublishableReason = reason,
        };
    }

    /// <summary>What has the same tags has one version, as if it were written in one place: that of the first of the projects.</summary>
    private static ImmutableArray<Package> Together(ImmutableArray<Package> packages)
    {
        var first = packages.Where(package => package.Tagging is not null).GroupBy(package => package.Tagging!.Format, StringComparer.Ordinal)
            .ToDictionary(group => group.Key!, group => group.MinBy(package => package.Manifest)!, StringComparer.Ordinal);
        return [.. packages.Select(package => package.Tagging is null ? package : package with
        {
            VersionFile = first[package.Tagging.Format!].Manifest,
            VersionLocation = first[package.Tagging.Format!].VersionLocation,
        })];
    }

    private static string? ReasonAgainst(WorkspaceProject project)
    {
        var evaluated = project.Project;
        if (!evaluated.IsSdkStyle)
        {
            return "it is an old-style project, which 'dotnet pack' cannot pack; convert it to the SDK style to release it";
        }

        if (!project.IsPacked)
        {
            var isTest = evaluated.IsTrue("IsTestProject") || WellKnownPackages.MarksOf(evaluated.PackageReferences) != default;
            return isTest ? "it is a test project" : WorkspaceProject.IsPackedBy(evaluated) ? project.Objection : "IsPackable is false";
        }

        return evaluated["NuspecFile"].Value.Trim() is { Length: > 0 } nuspec ? $"it is packed with a nuspec of its own, {nuspec}, whose version releases do not edit"
            : !PackageIdRules.IsValid(project.Name) ? $"'{project.Name}' is not a NuGet package id (letters, digits and '_', joined by single '.' or '-'); set PackageId, or IsPackable to false"
            : null;
    }

    /// <summary>The version of a project that is not packed does not matter to anybody; it is told where it is plain.</summary>
    private static ProjectVersion Unpacked(EvaluatedProject project)
    {
        var version = project["PackageVersion"];
        return version.Origin is { } origin && version.Suffix is null && NuGetVersionScheme.TryParse(version.Value) is not null
            ? new ProjectVersion(version.Value, origin.File, origin.Location, null)
            : new ProjectVersion(null, project.Path, null, null);
    }

    private bool IsPacked(EvaluatedProject project) => WorkspaceProject.IsPackedBy(project) && samples.ReasonAgainst(project.Path.Parent) is null;

    private string Checked(EvaluatedProject project)
    {
        var id = IdOf(project);
        if (PackageIdRules.IsHostile(id))
        {
            _problems.Add(ManifestCodes.Invalid.At(
                LocationOf(project), $"'{DisplayText.Line(id)}' cannot be a package id: it is empty or too long for a file name, starts with '-' or '.', or holds characters that are not allowed in file names. Set PackageId to a name such as Acme.Core."));
        }

        return id;
    }

    private static string IdOf(EvaluatedProject project)
    {
        var id = project["PackageId"].Value.Trim();
        return id.Length > 0 ? id
            : project["AssemblyName"].Value.Trim() is { Length: > 0 } assembly ? assembly
            : Path.GetFileNameWithoutExtension(project.Path.FileName);
    }

    private static string PathName(EvaluatedProject project) => Path.ChangeExtension(project.Path.Value, null);

    private static SourceLocation LocationOf(EvaluatedProject project) => project["PackageId"].Location ?? new SourceLocation(project.Path.Value);
}
