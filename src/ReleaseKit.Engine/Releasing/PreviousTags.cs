using System.Collections.Immutable;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Releasing;

/// <summary>Finds the tag at which the changes of a release begin.</summary>
internal sealed class PreviousTags
{
    private readonly DiscoveredWorkspace _discovered;
    private readonly EcosystemCatalog _ecosystems;
    private readonly ImmutableHashSet<string> _tags;

    public PreviousTags(DiscoveredWorkspace discovered, EcosystemCatalog ecosystems, ImmutableArray<VcsTag> tags)
    {
        _discovered = discovered;
        _ecosystems = ecosystems;
        _tags = tags.Select(t => t.Name).ToImmutableHashSet(StringComparer.Ordinal);
    }

    /// <summary>
    /// The tag of the version before; for a stable version that completes prereleases the one of the last stable version, since
    /// its entry tells everything after that. Null when there is no such tag.
    /// </summary>
    public string? Of(PlannedRelease release)
    {
        if (release.From is not { } from || _discovered.Workspace.Find(release.Id) is not { } package)
        {
            return null;
        }

        var scheme = _ecosystems[package.Ecosystem].Versions;
        if (scheme.IsPrerelease(from) && !scheme.IsPrerelease(release.To))
        {
            var format = _discovered.FormatOf(package);
            return _tags
                .Select(tag => (Tag: tag, Version: format.TryParseVersion(tag, package, out var version) ? version : null))
                .Where(t => t.Version is { } version && scheme.IsValid(version) && !scheme.IsPrerelease(version) && scheme.Compare(version, release.To) < 0)
                .OrderByDescending(t => t.Version!, Comparer<string>.Create(scheme.Compare)).ThenBy(t => t.Tag, StringComparer.Ordinal)
                .FirstOrDefault().Tag;
        }

        var tag = _discovered.Tag(package, from);
        return _tags.Contains(tag) ? tag : null;
    }
}
