using System.Collections.Immutable;
using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>What a workspace adapter may look at while it discovers.</summary>
/// <param name="Files">The workspace's files.</param>
/// <param name="Listing">Every tracked or untracked-but-not-ignored file, in ordinal order; ignored folders are not in it.</param>
/// <param name="Root">The folder to look below: <c>workspace_root</c> of the ecosystem's table, or the workspace root.</param>
/// <param name="Excluded">Tells whether a directory is excluded by configuration.</param>
public sealed record DiscoveryRequest(
    IFileSystem Files, ImmutableArray<RelativePath> Listing, RelativePath Root, Func<RelativePath, bool> Excluded)
{
    /// <summary>
    /// Packages of other repositories to look for, with the version each is to get. A dependency on one, in whatever table, is given as
    /// an edge from a registry, unless a package here has the name.
    /// </summary>
    public IReadOnlyDictionary<PackageId, string> Upstream { get; init; } = ImmutableDictionary<PackageId, string>.Empty;
}

/// <summary>Discovers an ecosystem's members by its own workspace rules, and edits its manifests.</summary>
public interface IWorkspaceAdapter
{
    /// <summary>Edges to packages of any ecosystem that are declared beside manifests; none unless an adapter says otherwise.</summary>
    ImmutableArray<DeclaredEdge> Edges => [];

    /// <summary>
    /// The packages below the root with their edges to each other; an empty list when the ecosystem is not there.
    /// <c>Group</c> and configuration overrides are applied by the caller.
    /// </summary>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException">A manifest that cannot be read: every problem found, each with its place.</exception>
    Task<ImmutableArray<Package>> DiscoverAsync(DiscoveryRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// The splices that make the changes to one file. All changes name that file. Asking for values that are there already
    /// gives no edits. Pure.
    /// </summary>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException"><c>RK-MANIFEST-CHANGED</c>: the file no longer says <c>From</c>.</exception>
    ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes);

    /// <summary>
    /// What a lock file holds fast of packages that are not ours, read by other means than it is edited, so that an edit can be proven to
    /// move nothing of it. Null where the adapter reads no such file: then every line that an edit changes has to name one of our packages.
    /// </summary>
    /// <param name="file">The lock file.</param>
    /// <param name="isOwn">Whether a name is a package's of this ecosystem and repository.</param>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException"><c>RK-MANIFEST-SYNTAX</c>.</exception>
    IEnumerable<LockedEntry>? ReadLock(SourceText file, Func<string, bool> isOwn) => null;

    /// <summary>
    /// The names that a plan's releases give packages, wherever files refer to them; for ecosystems whose names change with a
    /// version. Reads files and writes none; what is renamed already asks for nothing. None unless an adapter says otherwise.
    /// </summary>
    /// <param name="plan">The releases.</param>
    /// <param name="workspace">The packages that the plan was computed for.</param>
    /// <param name="files">The workspace's files.</param>
    /// <param name="listing">Every file that is tracked or could be.</param>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException">A file cannot be read, or a name cannot be had where the package lies.</exception>
    ImmutableArray<ReferenceChange> Rename(ReleasePlan plan, Core.Packages.Workspace workspace, IFileSystem files, ImmutableArray<RelativePath> listing) => [];

    /// <summary>
    /// The changes that make a package's manifest publishable: ranges on siblings that only mean something inside the
    /// workspace (protocols, bare names) become versions. Empty when the client does it itself. Pure.
    /// </summary>
    /// <param name="package">The package about to be built.</param>
    /// <param name="workspace">The whole workspace.</param>
    /// <param name="siblingVersion">The version each sibling will be published with.</param>
    /// <param name="style">How bare references are pinned.</param>
    ImmutableArray<RangeChange> Pin(Package package, Core.Packages.Workspace workspace, Func<PackageId, string?> siblingVersion, PinStyle style);
}
