using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>Decides which dependencies are on members, and whether the workspace or the registry meets them.</summary>
internal sealed class EdgeReader
{
    private static readonly SemanticVersionScheme Versions = new();
    private readonly Dictionary<(RelativePath Workspace, string Name), PackageDraft> _byName = [];
    private readonly Dictionary<RelativePath, PackageDraft> _byDirectory = [];
    private readonly WorkspaceMap _roots;
    private readonly IReadOnlyDictionary<PackageId, string> _upstream;
    private readonly ICollection<Diagnostic> _problems;

    public EdgeReader(IReadOnlyList<PackageDraft> drafts, WorkspaceMap roots, IReadOnlyDictionary<PackageId, string> upstream, ICollection<Diagnostic> problems)
    {
        _roots = roots;
        _upstream = upstream;
        _problems = problems;
        foreach (var draft in drafts)
        {
            _byDirectory.TryAdd(draft.Package.Directory, draft);
            if (draft is { Root: { } root, IsLinkable: true })
            {
                _byName.TryAdd((root.Workspace, draft.Package.Name), draft);
            }
        }
    }

    /// <summary>The package's edges in ordinal order of id and kind.</summary>
    public ImmutableArray<Dependency> Read(PackageDraft draft)
    {
        var edges = draft.Manifest.ReadDependencies(_problems)
            .Select(entry => ReadEntry(draft, entry)).OfType<(Dependency Edge, bool Accepts)>().ToArray();
        var linked = edges.Where(e => e.Edge.Source == DependencySource.Workspace).Select(e => e.Edge.Id).ToHashSet();
        return
        [
            .. edges.Select(e => e is { Edge: { Kind: DependencyKind.Peer, Source: DependencySource.Registry }, Accepts: true } && linked.Contains(e.Edge.Id)
                    // A peer is met by whatever is there: by the member, when another entry links it.
                    ? e.Edge with { Source = DependencySource.Workspace }
                    : e.Edge)
                .OrderBy(e => e.Id).ThenBy(e => e.Kind).ThenBy(e => e.Range, StringComparer.Ordinal),
        ];
    }

    private (Dependency Edge, bool Accepts)? ReadEntry(PackageDraft draft, DependencyEntry entry)
    {
        var specifier = DependencySpecifier.Parse(entry.Specifier);
        var (range, file, location) = (entry.Specifier, draft.Package.Manifest, entry.Location);
        if (specifier.Kind == SpecifierKind.Catalog)
        {
            if (Resolve(draft, entry, specifier.Value) is not var (catalog, catalogFile))
            {
                return null;
            }

            specifier = DependencySpecifier.Parse(catalog.Range);
            (range, file, location) = (catalog.Range, catalogFile, catalog.Location);
        }

        var target = Target(draft, entry.Name, specifier);
        if (target is null && specifier.Kind == SpecifierKind.Range && new PackageId(NpmEcosystem.Id, specifier.Alias ?? entry.Name) is var other && _upstream.ContainsKey(other))
        {
            return (new Dependency(other, range, entry.Kind, DependencySource.Registry, file, location), false);
        }

        if (target is null || ReferenceEquals(target, draft))
        {
            return null;
        }

        var accepts = Accepts(specifier, target.Package.Version);
        var isWorkspace = specifier.Kind is SpecifierKind.Workspace or SpecifierKind.Path || (accepts && IsLinked(draft.Root!, specifier));
        var source = isWorkspace ? DependencySource.Workspace : DependencySource.Registry;
        return (new Dependency(target.Package.Id, range, entry.Kind, source, file, location), accepts);
    }

    private (CatalogEntry Entry, RelativePath File)? Resolve(PackageDraft draft, DependencyEntry entry, string catalog)
    {
        var root = draft.Root is null ? null : _roots.At(draft.Root.Workspace);
        if (root?.FindInCatalog(catalog, entry.Name) is { } found)
        {
            return (found, root.CatalogFile);
        }

        if (root is not null && _byName.ContainsKey((root.Workspace, entry.Name)))
        {
            _problems.Add(ManifestCodes.Invalid.At(
                entry.Location, $"No catalogue '{catalog}' of the workspace has an entry for {entry.Name}. Add one, or write a range here."));
        }

        return null;
    }

    private PackageDraft? Target(PackageDraft draft, string name, DependencySpecifier specifier)
    {
        if (specifier.Kind == SpecifierKind.Path)
        {
            return AtPath(draft.Package.Directory, specifier.Value);
        }

        if (draft.Root is null)
        {
            return null;
        }

        var workspace = draft.Root.Workspace;
        return _byName.GetValueOrDefault((workspace, specifier.Alias ?? name)) is { } member ? member
            : specifier.Kind == SpecifierKind.Workspace ? AtPath(workspace, specifier.Value)
            : null;
    }

    private PackageDraft? AtPath(RelativePath from, string path) =>
        (from.TryCombine(path, out var directory) ? _byDirectory.GetValueOrDefault(directory) : null) ??
        (path.Contains('%', StringComparison.Ordinal) && from.TryCombine(Uri.UnescapeDataString(path), out var unescaped)
            ? _byDirectory.GetValueOrDefault(unescaped)
            : null);

    /// <summary>npm and Yarn look for an alias at the registry; pnpm links it like any other name.</summary>
    private static bool IsLinked(WorkspaceRoot root, DependencySpecifier specifier) =>
        root.LinksRanges && (specifier.Alias is null || root.Client == NpmClient.Pnpm);

    private static bool Accepts(DependencySpecifier specifier, string? version) =>
        specifier.Kind == SpecifierKind.Range && version is not null &&
        (specifier.IsWildcard || Versions.Satisfies(version, specifier.Value) == true);
}
