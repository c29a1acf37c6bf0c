using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Cargo.Discovery;
using ReleaseKit.Engine.Ecosystems.Cargo.Manifests;

namespace ReleaseKit.Engine.Ecosystems.Cargo;

/// <summary>
/// Rust packages: the members of Cargo workspaces by Cargo's own rules, and packages outside any workspace. What members
/// inherit is edited where it is declared, and <c>Cargo.lock</c> in the entries of the workspace's own packages.
/// </summary>
public sealed class CargoWorkspace : IWorkspaceAdapter
{
    /// <inheritdoc/>
    public Task<ImmutableArray<Package>> DiscoverAsync(DiscoveryRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        var finder = new MemberFinder(request);
        var members = finder.Find();
        var builder = new PackageBuilder(request);
        var packages = builder.Build(members);
        var samples = new SamplePlaces(request, finder.WorkspaceOf);
        var problems = samples.Without(finder.Problems.Concat(builder.Problems)).Distinct().ToArray();
        return problems.Length > 0
            ? throw new ReleaseException(problems)
            : Task.FromResult<ImmutableArray<Package>>([.. packages.Select(samples.Doubted).OrderBy(p => p.Id).ThenBy(p => p.Directory)]);
    }

    /// <inheritdoc/>
    public ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(changes);
        return changes.Count == 0 ? []
            : RelativePath.Parse(file.Path).FileName == LockEditor.FileName ? LockEditor.Edit(file, changes)
            : ManifestEditor.Edit(file, changes);
    }

    /// <inheritdoc/>
    public IEnumerable<LockedEntry>? ReadLock(SourceText file, Func<string, bool> isOwn)
    {
        ArgumentNullException.ThrowIfNull(file);
        return RelativePath.Parse(file.Path).FileName == LockEditor.FileName ? LockReader.Read(file) : null;
    }

    /// <inheritdoc/>
    public ImmutableArray<RangeChange> Pin(Package package, Workspace workspace, Func<PackageId, string?> siblingVersion, PinStyle style)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(siblingVersion);
        return Pinning.Pin(package, siblingVersion, style);
    }
}
