using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Npm.Locking;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>One discovery: roots, then members, then edges; every problem on the way is told at the end.</summary>
internal sealed class PackageFinder
{
    private static readonly ImmutableArray<string> NeverSearched = ["node_modules", "bower_components"];
    private static readonly ImmutableArray<string> OtherManifests = ["package.yaml", "package.json5"];
    private readonly DiscoveryRequest _request;
    private readonly List<Diagnostic> _problems = [];
    private readonly ManifestCache _manifests;
    private readonly List<RelativePath> _alone = [];

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

        var folders = listing.Select(file => file.Parent).ToHashSet();
        var samples = new SamplePlaces(_request, directory => folders.Contains(directory) ? (roots.At(directory) ?? roots.OwnerOf(directory))?.Workspace ?? directory : null);
        var packages = Connect([.. drafts.Select(draft => draft with { Package = samples.Doubted(draft.Package) })], roots);
        var problems = samples.Without(_problems).ToArray();
        return problems.Length == 0
            ? packages
            : throw new ReleaseException([.. problems.Distinct().OrderBy(p => p.Location?.File, StringComparer.Ordinal).ThenBy(p => p.Location?.Line).ThenBy(p => p.Location?.Column)]);
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
        return manifest is null ? null : root is null ? ReadAlone(manifest, roots, reader) : reader.ReadMember(manifest, root);
    }

    /// <summary>
    /// Where there are workspaces, or around it a package, one outside is an example or a test more often than a package: it is
    /// released only when its own configuration says so.
    /// </summary>
    private PackageDraft? ReadAlone(PackageManifest manifest, WorkspaceMap roots, DraftReader reader)
    {
        var around = _alone.Where(other => manifest.Directory.IsWithin(other)).Cast<RelativePath?>().FirstOrDefault();
        var draft = reader.ReadAlone(
            manifest,
            around is { } package ? $"it lies in the folder of the package {(package.IsRoot ? "at the root" : package.Value)}"
            : roots.IsEmpty ? null : $"it is no member of the workspace {(roots.First.IsRoot ? "at the root" : roots.First.Value)}");
        if (draft is { Package.Publishable: true })
        {
            _alone.Add(manifest.Directory);
        }

        return draft;
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
        var edges = new EdgeReader(drafts, roots, _request.Upstream, _problems);
        var locks = new LockFinder(_request);
        var packages = drafts
            .Select(draft => (Draft: draft, Package: locks.Find(draft, draft.Root is null ? null : roots.At(draft.Root.Workspace)) with { Dependencies = edges.Read(draft) }))
            .Where(p => !p.Draft.NeedsEdges || !p.Package.Dependencies.IsEmpty)
            .OrderBy(p => p.Package.Id).ThenBy(p => p.Package.Directory).ToArray();
        return [.. packages.GroupBy(p => p.Package.Id).SelectMany(Named)];
    }

    /// <summary>
    /// What has one name is one package to everybody else. Clients allow it among packages that nobody publishes: the one that is
    /// published stands for all, or else the first.
    /// </summary>
    private IEnumerable<Package> Named(IEnumerable<(PackageDraft Draft, Package Package)> same)
    {
        var published = same.Where(p => p.Package.Publishable).ToArray();
        foreach (var (draft, _) in published.Skip(1))
        {
            var first = published[0].Package;
            _problems.Add(ManifestCodes.Invalid.At(
                draft.Manifest.Locate(draft.Manifest.Root["name"]!),
                $"{first.Manifest} has the name {first.Name} as well. Rename one of the two packages, make one private, or exclude its folder."));
        }

        var (_, package) = published.FirstOrDefault(same.First());
        yield return package with { Dependencies = [.. package.Dependencies.Where(dependency => dependency.Id != package.Id)] };
    }

    private static bool IsDefinition(RelativePath file) =>
        file.FileName is PackageManifest.FileName or PnpmWorkspaceFile.FileName or ListedMembers.LernaFile or ListedMembers.RushFile || OtherManifests.Contains(file.FileName);

    private static bool IsSearched(RelativePath file) =>
        IsDefinition(file) && !Array.Exists(file.Value.Split('/'), NeverSearched.Contains);
}
