using System.Collections.Immutable;
using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;
using ReleaseKit.Engine.Ecosystems.Npm.Editing;
using ReleaseKit.Engine.Ecosystems.Npm.Locking;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>
/// JavaScript packages: members of npm, pnpm and Yarn workspaces by each client's own rules, and packages outside any
/// workspace. A manifest that lies in a workspace's folder and is no member is no package.
/// </summary>
public sealed class NpmWorkspace : IWorkspaceAdapter
{
    /// <inheritdoc/>
    public Task<ImmutableArray<Package>> DiscoverAsync(DiscoveryRequest request, CancellationToken cancellationToken) =>
        Task.FromResult(new PackageFinder(request).Find(cancellationToken));

    /// <inheritdoc/>
    public ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes) =>
        changes.Count == 0 ? []
        : LockFileKind.Of(RelativePath.Parse(file.Path)) is { } kind ? kind.Edit(file, changes)
        : RelativePath.Parse(file.Path).FileName is PnpmWorkspaceFile.FileName or ManifestCatalogs.YarnFile ? CatalogEditor.Edit(file, changes)
        : ManifestEditor.Edit(file, changes);

    /// <inheritdoc/>
    public IEnumerable<LockedEntry>? ReadLock(SourceText file, Func<string, bool> isOwn) => LockFileKind.Of(RelativePath.Parse(file.Path))?.Read(file, isOwn);

    /// <inheritdoc/>
    public ImmutableArray<RangeChange> Pin(Package package, Workspace workspace, Func<PackageId, string?> siblingVersion, PinStyle style) =>
        new Pinner(package, workspace, siblingVersion, style).Pin();
}
