using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Tags;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Releasing;

/// <summary>Which tags name which versions of the packages that may be released, whatever their formats.</summary>
public sealed class WorkspaceTags
{
    private readonly ImmutableArray<TagIndex> _indexes;
    private readonly ImmutableArray<Package> _packages;

    /// <summary>Indexes names of tags.</summary>
    /// <param name="workspace">The packages.</param>
    /// <param name="ecosystems">Their version schemes.</param>
    /// <param name="names">Without <c>refs/tags/</c>.</param>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-TAG-FORMAT</c>.</exception>
    public WorkspaceTags(DiscoveredWorkspace workspace, EcosystemCatalog ecosystems, IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        ArgumentNullException.ThrowIfNull(ecosystems);
        ImmutableArray<string> all = [.. names];
        var labels = workspace.Groups.Where(g => g.Versioning == GroupVersioning.Fixed).SelectMany(g => g.Packages.Select(id => (id, g.Label)))
            .DistinctBy(pair => pair.id).ToDictionary(pair => pair.id, pair => pair.Label);
        _packages = [.. workspace.Workspace.Packages.Where(p => p.Version is not null && workspace.MayBeReleased(p))];
        _indexes =
        [
            .. _packages.GroupBy(p => workspace.FormatOf(p).Text, StringComparer.Ordinal).Select(group => new TagIndex(
                workspace.FormatOf(group.First()), group, p => ecosystems[p.Ecosystem].Versions, all,
                p => workspace.Configuration.Synchronize ? "" : labels.GetValueOrDefault(p.Id))),
        ];
    }

    /// <summary>The tags of a package, highest version first.</summary>
    public ImmutableArray<VersionTag> Of(PackageId package) => _indexes.Select(i => i.TagsOf(package)).FirstOrDefault(tags => !tags.IsEmpty, []);

    /// <summary>Every package of which a tag names a version, with that version; several share a tag.</summary>
    public ImmutableArray<TaggedVersion> Find(string tag) =>
        [.. from package in _packages from found in Of(package.Id) where found.Tag == tag select new TaggedVersion(package, found.Version, tag)];
}
