using System.Collections.Immutable;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>Nothing is followed.</summary>
public sealed class NoUpstream : IUpstream
{
    private NoUpstream()
    {
    }

    /// <summary>The only one.</summary>
    public static NoUpstream Instance { get; } = new();

    /// <inheritdoc/>
    public bool IsSupported => false;

    /// <inheritdoc/>
    public ImmutableArray<string> LockFiles => [];

    /// <inheritdoc/>
    public string? NameOf(string text) => null;

    /// <inheritdoc/>
    public IEnumerable<string> LockedVersions(SourceText file, string name) => [];

    /// <inheritdoc/>
    public string? LockedName(string key) => key;

    /// <inheritdoc/>
    public Task RefreshAsync(LockRefresh refresh, CancellationToken cancellationToken) => Task.CompletedTask;
}
