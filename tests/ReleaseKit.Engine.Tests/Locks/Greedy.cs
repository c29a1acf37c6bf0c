using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Locks;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Tests.Locks;

/// <summary>An adapter that writes a new version wherever it finds the old one.</summary>
internal sealed class Greedy(IWorkspaceAdapter inner) : IWorkspaceAdapter
{
    public Task<ImmutableArray<Package>> DiscoverAsync(DiscoveryRequest request, CancellationToken cancellationToken) => inner.DiscoverAsync(request, cancellationToken);

    public ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes) =>
        [.. Regex.Matches(file.Text, Regex.Escape(changes[0].From)).Select(m => new TextEdit(new TextSpan(m.Index, m.Length), changes[0].To))];

    public IEnumerable<LockedEntry>? ReadLock(SourceText file, Func<string, bool> isOwn) => inner.ReadLock(file, isOwn);

    public ImmutableArray<RangeChange> Pin(Package package, Workspace workspace, Func<PackageId, string?> siblingVersion, PinStyle style) => [];
}
