using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>
/// Reads the edges between projects. A project reference is an internal edge without a range: a pack writes the referenced
/// project's version as the minimum. A package reference to a sibling's id is external: it comes from a registry.
/// </summary>
internal sealed class DependencyReader
{
    private readonly string _ecosystem;
    private readonly Dictionary<RelativePath, WorkspaceProject> _byPath;
    private readonly Dictionary<string, WorkspaceProject> _byId;
    private readonly Dictionary<string, PackageId> _upstream;

    private readonly Func<EvaluatedProject, ImmutableArray<EvaluatedItem>> _centralVersions;

    /// <summary>A reader that knows all projects, and asks for central versions where it needs them.</summary>
    public DependencyReader(
        string ecosystem, IReadOnlyList<WorkspaceProject> projects, IReadOnlyDictionary<PackageId, string> upstream, Func<EvaluatedProject, ImmutableArray<EvaluatedItem>> centralVersions)
    {
        _centralVersions = centralVersions;
        _ecosystem = ecosystem;
        _upstream = upstream.Keys.ToDictionary(id => id.Name, StringComparer.OrdinalIgnoreCase);
        _byPath = projects.ToDictionary(project => project.Project.Path);
        _byId = projects.Where(project => project.IsPacked).DistinctBy(project => project.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(project => project.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The edges of one project, in ordinal order of id and kind.</summary>
    public ImmutableArray<Dependency> Read(WorkspaceProject project)
    {
        var internalEdges = project.Project.ProjectReferences
            .Select(item => FromProject(project, item))
            .OfType<Dependency>()
            .GroupBy(edge => edge.Id)
            .Select(edges => edges.MinBy(edge => edge.Kind)!);
        var externalEdges = project.Project.PackageReferences.SelectMany(item => FromPackage(project, item)).DistinctBy(edge => (edge.Id, edge.Kind, edge.Range, edge.DeclaredIn));
        return [.. internalEdges.Concat(externalEdges).OrderBy(edge => edge.Id).ThenBy(edge => edge.Kind).ThenBy(edge => edge.DeclaredIn).ThenBy(edge => edge.Range, StringComparer.Ordinal)];
    }

    private Dependency? FromProject(WorkspaceProject project, EvaluatedItem item)
    {
        if (item.Target is not { } path || !_byPath.TryGetValue(path, out var sibling) || sibling == project)
        {
            return null;
        }

        var isDev = item.Value("ReferenceOutputAssembly").Trim().Equals("false", StringComparison.OrdinalIgnoreCase) || IsPrivate(item);
        return new Dependency(
            new PackageId(_ecosystem, sibling.Name), "", isDev ? DependencyKind.Dev : DependencyKind.Runtime, DependencySource.Workspace, item.File, item.Location);
    }

    private IEnumerable<Dependency> FromPackage(WorkspaceProject project, EvaluatedItem item)
    {
        var other = _upstream.GetValueOrDefault(item.Include);
        if (_byId.TryGetValue(item.Include, out var sibling) ? sibling == project : other == default)
        {
            return [];
        }

        var kind = IsPrivate(item) || item.Type == "GlobalPackageReference" ? DependencyKind.Dev : DependencyKind.Runtime;
        var id = sibling is null ? other : new PackageId(_ecosystem, sibling.Name);
        var ranges = RangesOf(project.Project, item).ToArray();
        return ranges.Length == 0
            ? [new Dependency(id, "", kind, DependencySource.Registry, item.File, item.Location)]
            : ranges.Select(range => new Dependency(id, range.Written, kind, DependencySource.Registry, range.File, range.Location));
    }

    /// <summary>NuGet's own order: an override, the reference's version, the central version.</summary>
    private IEnumerable<EvaluatedMetadata> RangesOf(EvaluatedProject project, EvaluatedItem item)
    {
        foreach (var name in new[] { "VersionOverride", "Version" })
        {
            if (item.Metadata.TryGetValue(name, out var own) && own.Value.Trim().Length > 0)
            {
                return [own];
            }
        }

        return _centralVersions(project)
            .Where(version => version.Include.Equals(item.Include, StringComparison.OrdinalIgnoreCase) && version.Value("Version").Trim().Length > 0)
            .Select(version => version.Metadata["Version"]);
    }

    private static bool IsPrivate(EvaluatedItem item) =>
        item.Value("PrivateAssets").Split(';', StringSplitOptions.TrimEntries).Contains("all", StringComparer.OrdinalIgnoreCase);
}
