using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>One discovery: roots, then members, then edges; every problem on the way is told at the end.</summary>
internal sealed class PackageFinder
{
    private static readonly ImmutableArray<string> NeverSearched = ["node_modules", "bower_components"];
    private static readonly ImmutableArray<string> OtherManifests = ["package.yaml", "package.json5"];
    private readonly DiscoveryRequest _request;
    private readonly List<Diagnostic> _problems = [];
    private readonly ManifestCache _manifests;

    public PackageFinder(DiscoveryRequest request)
    {
        _request = request;
        _manifests = new ManifestCache(request.Files);
    }

    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>, <c>RK-MANIFEST-ENCODING</c>, <c>RK-MANIFEST-INVALID</c>: all of them together.</exception>
    public ImmutableArray<Package> Find(CancellationToken cancellationToken)
    {
        var listing = _request.Listing.Where(IsSearched).ToHashSet();
        var directories = listing.Where(IsDefinition).Select(file => file.Parent).Distinct()
            .OrderBy(directory => directory.IsRoot ? 0 : directory.Value.Count(c => c == '/') + 1).ThenBy(directory => directory).ToArray();
        var roots = new RootFinder(_request, _manifests).Find(directories.Where(d => d.IsWithin(_request.Root)), listing, _problems);
        var drafts = new List<PackageDraft>();
        var reader = new DraftReader(_problems);
        foreach (var directory in directories)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!_request.Excluded(directory) && ReadDraft(directory, roots, reader, listing) is { } draft)
            {
                drafts.Add(draft);
            }
        }

        var packages = Connect(drafts, roots);
        return _problems.Count == 0
            ? packages
            : throw new ReleaseException([.. _problems.Distinct().OrderBy(p => p.Location?.File, StringComparer.Ordinal).ThenBy(p => p.Location?.Line).ThenBy(p => p.Location?.Column)]);
    }

    private PackageDraft? ReadDraft(RelativePath directory, WorkspaceMap roots, DraftReader reader, HashSet<RelativePath> listing)
    {
        var root = roots.At(directory) ?? roots.OwnerOf(directory);
        var isAlone = root is null && directory.IsWithin(_request.Root) && !roots.Covers(directory);
        if (root is null && !isAlone)
        {
            return null;
        }

        var file = directory.Combine(PackageManifest.FileName);
        if (!listing.Contains(file))
        {
            TellOtherManifest(directory, root, listing);
            return null;
        }

        var manifest = _manifests.Read(file, _problems);
        return manifest is null ? null : root is null ? reader.ReadAlone(manifest) : reader.ReadMember(manifest, root);
    }

    /// <summary>pnpm reads two more formats of manifests; passing over such a member would leave it unreleased in silence.</summary>
    private void TellOtherManifest(RelativePath directory, WorkspaceRoot? root, HashSet<RelativePath> listing)
    {
        if (root?.Client == NpmClient.Pnpm && OtherManifests.Select(directory.Combine).Where(f => listing.Contains(f) && _request.Files.FileExists(f)).ToArray() is [var other, ..])
        {
            _problems.Add(ManifestCodes.Invalid.At(
                new SourceLocation(other.Value), $"{other} is a manifest in a format that is not supported. Write it as {PackageManifest.FileName}, or exclude the folder."));
        }
    }

    private ImmutableArray<Package> Connect(List<PackageDraft> drafts, WorkspaceMap roots)
    {
        var edges = new EdgeReader(drafts, roots, _problems);
        var packages = drafts
            .Select(draft => (Draft: draft, Package: draft.Package with { Dependencies = edges.Read(draft) }))
            .Where(p => !p.Draft.NeedsEdges || !p.Package.Dependencies.IsEmpty)
            .OrderBy(p => p.Package.Id).ThenBy(p => p.Package.Directory).ToArray();
        foreach (var same in packages.GroupBy(p => p.Package.Id).Where(group => group.Count() > 1))
        {
            var first = same.First().Package;
            foreach (var (draft, _) in same.Skip(1))
            {
                _problems.Add(ManifestCodes.Invalid.At(
                    draft.Manifest.Locate(draft.Manifest.Root["name"]!),
                    $"{first.Manifest} has the name {first.Name} as well. Rename one of the two packages, or exclude its folder."));
            }
        }

        return [.. packages.Select(p => p.Package)];
    }

    private static bool IsDefinition(RelativePath file) =>
        file.FileName is PackageManifest.FileName or PnpmWorkspaceFile.FileName || OtherManifests.Contains(file.FileName);

    private static bool IsSearched(RelativePath file) =>
        IsDefinition(file) && !Array.Exists(file.Value.Split('/'), NeverSearched.Contains);
}
