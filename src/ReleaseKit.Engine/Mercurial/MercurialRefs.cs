using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Mercurial;

/// <summary>Mercurial has tags, and no other names of which a commit would leave no trace in history.</summary>
internal sealed class MercurialRefs(IRemotes remotes) : IRemoteRefs
{
    private const string Tags = "refs/tags/";

    /// <inheritdoc/>
    public async Task<ImmutableSortedDictionary<string, string>> ListAsync(string remote, string prefix, CancellationToken cancellationToken) =>
        !prefix.StartsWith(Tags, StringComparison.Ordinal) ? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
        : (await remotes.TagsAsync(remote, cancellationToken)).Where(tag => (Tags + tag.Name).StartsWith(prefix, StringComparison.Ordinal))
            .ToImmutableSortedDictionary(tag => Tags + tag.Name, tag => tag.Commit, StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<bool> FetchAsync(string remote, IEnumerable<string> refs, CancellationToken cancellationToken)
    {
        // Reading the other side's tags brings their commits here.
        var there = await ListAsync(remote, Tags, cancellationToken);
        return refs.All(there.ContainsKey);
    }

    /// <inheritdoc/>
    public Task<bool> FetchObjectsAsync(string remote, IEnumerable<string> refs, CancellationToken cancellationToken) => FetchAsync(remote, refs, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> SwapAsync(string remote, string name, string? expected, string? value, CancellationToken cancellationToken) =>
        throw new ReleaseException(LedgerCodes.Refused.Create(
            $"{name} cannot be kept on {remote}: Mercurial has no place beside history. Set ReleaseMirror=false; the ledger stays on this machine."));
}
