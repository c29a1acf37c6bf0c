using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Xml;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>
/// Evaluates C#, F# and Visual Basic projects without MSBuild, as <c>dotnet pack -c Release</c> would see them: a thousand
/// projects take a fraction of a second where one <c>dotnet msbuild</c> takes half a one. Whatever it does not understand
/// and could matter is said in <see cref="EvaluatedProject.Doubt"/>. Files above the workspace root are not seen.
/// Safe to use from several threads.
/// </summary>
public sealed class ProjectEvaluator
{
    /// <summary>The global properties of a pack, which the evaluation and the build have in common.</summary>
    public static readonly ImmutableArray<KeyValuePair<string, string>> PackProperties =
        [KeyValuePair.Create("Configuration", "Release"), KeyValuePair.Create("ContinuousIntegrationBuild", "true")];

    private static readonly string[] Kept =
    [
        "AssemblyName", "PackageId", "Version", "VersionPrefix", "VersionSuffix", "PackageVersion", "IsPackable", "IsTestProject", "OutputType",
        "PackAsTool", "PackageType", "NuspecFile", "TargetFramework", "TargetFrameworks", "ManagePackageVersionsCentrally",
        "Description", "PackageDescription", "PackageLicenseExpression", "PackageLicenseFile", "PackageLicenseUrl", "PackageReadmeFile", "PackageIcon", "MinVerTagPrefix", "MinVerMinimumMajorMinor", "MinVerSkip",
    ];

    private readonly ProjectFiles _files;
    private readonly Func<string, string?> _environment;

    /// <summary>An evaluator over a workspace.</summary>
    /// <param name="files">The workspace's files.</param>
    /// <param name="listing">What wildcards match, in ordinal order.</param>
    /// <param name="environment">Environment variables, which MSBuild reads as properties.</param>
    public ProjectEvaluator(IFileSystem files, ImmutableArray<RelativePath> listing, Func<string, string?> environment)
    {
        _files = new ProjectFiles(files, listing);
        _environment = environment;
    }

    /// <summary>Evaluates a project, all its target frameworks included.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException">The project, or a file it imports, cannot be read or parsed.</exception>
    public EvaluatedProject Evaluate(RelativePath project)
    {
        var outer = EvaluateOnce(project, null);
        var frameworks = FrameworksOf(outer);
        if (frameworks.Length == 0)
        {
            return outer;
        }

        var inner = frameworks.Select(framework => EvaluateOnce(project, framework)).ToArray();
        return outer with
        {
            ProjectReferences = Union(inner.Select(each => each.ProjectReferences)),
            PackageReferences = Union(inner.Select(each => each.PackageReferences)),
            Doubt = outer.Doubt ?? inner.Select(each => each.Doubt).FirstOrDefault(doubt => doubt is not null),
        };
    }

    /// <summary>
    /// The central versions that apply to a project. They are asked for apart, because many projects share long lists of
    /// which few matter.
    /// </summary>
    /// <exception cref="Core.Diagnostics.ReleaseException">The project, or a file it imports, cannot be read or parsed.</exception>
    public ImmutableArray<EvaluatedItem> EvaluateCentralVersions(EvaluatedProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var frameworks = FrameworksOf(project);
        return frameworks.Length == 0
            ? CentralVersions(project.Path, null)
            : Union(frameworks.Select(framework => CentralVersions(project.Path, framework)));
    }

    /// <summary>A file of the workspace as it was parsed.</summary>
    internal XmlDocumentSyntax Read(RelativePath path) => _files.Load(path).Syntax;

    private EvaluatedProject EvaluateOnce(RelativePath project, string? framework)
    {
        var evaluated = Evaluate(project, framework, default);
        var restored = WellKnownPackages.MarksOf(evaluated.PackageReferences);
        return restored == default ? evaluated : Evaluate(project, framework, restored);
    }

    private EvaluatedProject Evaluate(RelativePath project, string? framework, RestoredMarks restored)
    {
        var context = CreateContext(project, framework);
        var properties = new PropertyPass(context, restored);
        properties.Run();
        var items = new ItemPass(context, properties.Groups, "ProjectReference", "PackageReference", "GlobalPackageReference");
        items.Run();
        var result = new EvaluatedProject
        {
            Path = project,
            Files = [.. properties.Files.Order()],
            IsSdkStyle = properties.IsSdkStyle,
            Properties = Collect(context.Properties),
            ProjectReferences = [.. items["ProjectReference"].Select(item => item with { Target = _files.ToRelative(EvaluationContext.Resolve(item.Include, context.ProjectFolder)) })],
            PackageReferences = [.. items["PackageReference"], .. items["GlobalPackageReference"]],
        };
        return result with { Doubt = properties.StructureDoubt ?? FindDoubt(result) };
    }

    private ImmutableArray<EvaluatedItem> CentralVersions(RelativePath project, string? framework)
    {
        var context = CreateContext(project, framework);
        var properties = new PropertyPass(context, default);
        properties.Run();
        var items = new ItemPass(context, properties.Groups, "PackageVersion", "GlobalPackageReference");
        items.Run();
        return [.. items["PackageVersion"], .. items["GlobalPackageReference"]];
    }

    private EvaluationContext CreateContext(RelativePath project, string? framework)
    {
        var context = new EvaluationContext(_files, project, _environment);
        foreach (var (name, value) in PackProperties)
        {
            context.Properties.SetGlobal(name, value);
        }

        if (framework is not null)
        {
            context.Properties.SetGlobal("TargetFramework", Escaping.Escape(framework));
        }

        return context;
    }

    /// <summary>The frameworks of the inner builds; none where there is but one build.</summary>
    private static string[] FrameworksOf(EvaluatedProject project) => project["TargetFramework"].Value.Length > 0
        ? []
        : [.. project["TargetFrameworks"].Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static ImmutableDictionary<string, EvaluatedProperty> Collect(PropertyTable properties)
    {
        var kept = ImmutableDictionary.CreateBuilder<string, EvaluatedProperty>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in Kept)
        {
            if (properties.Find(name) is { } property)
            {
                kept[name] = property with { Value = Escaping.Unescape(property.Value) };
            }
        }

        return kept.ToImmutable();
    }

    private static string? FindDoubt(EvaluatedProject project) =>
        project["PackageId"].Doubt ?? project["PackageVersion"].Doubt ?? project["IsPackable"].Doubt ?? project["NuspecFile"].Doubt ??
        project["TargetFrameworks"].Doubt ?? project["MinVerTagPrefix"].Doubt ??
        project.ProjectReferences.Select(item => item.Doubt).FirstOrDefault(doubt => doubt is not null) ??
        project.PackageReferences.Where(item => WellKnownPackages.Matters(item.Include)).Select(item => item.Doubt).FirstOrDefault(doubt => doubt is not null);

    /// <summary>Each item once; where the frameworks differ in metadata, all variants.</summary>
    private static ImmutableArray<EvaluatedItem> Union(IEnumerable<ImmutableArray<EvaluatedItem>> items) =>
        [.. items.SelectMany(each => each).DistinctBy(item => (item.Include, item.Location, MetadataText(item)))];

    private static string MetadataText(EvaluatedItem item) =>
        string.Join('|', item.Metadata.OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).Select(pair => $"{pair.Key}={pair.Value.Value}"));
}
