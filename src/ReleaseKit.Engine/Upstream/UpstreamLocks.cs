using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Upstream;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Upstream;

/// <summary>Takes the edges to packages of other repositories out of what an adapter found, and looks up which versions files hold them at.</summary>
internal sealed class UpstreamLocks(EcosystemAdapter adapter, DiscoveryRequest request)
{
    private readonly HashSet<RelativePath> _locks = [.. request.Listing.Where(f => adapter.Upstream.LockFiles.Contains(f.FileName) && request.Files.FileExists(f))];
    private readonly Dictionary<RelativePath, SourceText> _texts = [];

    /// <summary>The package with the edges in their places.</summary>
    /// <param name="package">As the adapter found it.</param>
    /// <param name="isOwn">Whether a package is of this repository.</param>
    public Package Divide(Package package, Func<PackageId, bool> isOwn)
    {
        var others = package.Dependencies.Where(d => !isOwn(d.Id)).ToArray();
        return others.Length == 0 ? package : package with
        {
            Dependencies = [.. package.Dependencies.Where(d => isOwn(d.Id))],
            Upstream = [.. others.Select(edge => new UpstreamDependency(edge, [.. LockedAt(package, edge)]))],
        };
    }

    private IEnumerable<LockedVersion> LockedAt(Package package, Dependency edge)
    {
        if (adapter.Upstream.TakesLowest && adapter.Versions.IsValid(edge.Range))
        {
            yield return new LockedVersion(edge.DeclaredIn, edge.Range);
        }

        // The nearest one around the package that has it is the one that its client keeps.
        for (var folder = package.Directory; ; folder = folder.Parent)
        {
            var found = adapter.Upstream.LockFiles.Select(folder.Combine).Where(_locks.Contains)
                .SelectMany(file => adapter.Upstream.LockedVersions(Text(file), edge.Id.Name).Select(version => new LockedVersion(file, version))).ToArray();
            if (found.Length > 0 || folder.IsRoot)
            {
                foreach (var locked in found)
                {
                    yield return locked;
                }

                yield break;
            }
        }
    }

    private SourceText Text(RelativePath file) =>
        _texts.TryGetValue(file, out var text) ? text : _texts[file] = SourceText.Decode(file.Value, request.Files.Read(file));
}
