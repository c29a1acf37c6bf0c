using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Dart.Discovery;
using ReleaseKit.Engine.Ecosystems.Dart.Manifests;

namespace ReleaseKit.Engine.Ecosystems.Dart;

/// <summary>
/// Dart packages: members of pub workspaces and of Melos, and packages alone. A <c>pubspec.lock</c> is edited in the entries of our
/// own packages.
/// </summary>
public sealed class DartWorkspace : IWorkspaceAdapter
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
            : RelativePath.Parse(file.Path).FileName == PubLock.FileName ? PubLock.Edit(file, changes)
            : PubspecEditor.Edit(file, changes);
    }

    /// <inheritdoc/>
    public IEnumerable<LockedEntry>? ReadLock(SourceText file, Func<string, bool> isOwn)
    {
        ArgumentNullException.ThrowIfNull(file);
        return RelativePath.Parse(file.Path).FileName == PubLock.FileName ? PubLockReader.Read(file) : null;
    }

    /// <inheritdoc/>
    public ImmutableArray<RangeChange> Pin(Package package, Workspace workspace, Func<PackageId, string?> siblingVersion, PinStyle style)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(siblingVersion);
        return Pinning.Pin(package, siblingVersion, style);
    }
}
