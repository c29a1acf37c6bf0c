using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Processes;

using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Git;

/// <summary>Refs of a remote besides branches and tags: reads them, and changes them only if they are what they were seen to be.</summary>
public sealed class GitRefs : IRemoteRefs
{
    /// <summary>What git says when a ref was not what it should have been, on this side or on the remote's.</summary>
    internal static readonly string[] Conflicts =
        ["stale info", "failed to update ref", "failed to lock", "cannot lock ref", "reference already exists", "remote ref updated since checkout", "non-fast-forward", "fetch first", "incorrect old value"];

    private readonly GitClient _git;

    internal GitRefs(GitClient git) => _git = git;

    /// <inheritdoc/>
    public async Task<ImmutableSortedDictionary<string, string>> ListAsync(string remote, string prefix, CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(["ls-remote", "--refs", "--end-of-options", remote, prefix + "*"], cancellationToken, null, 128);
        return !result.Succeeded ? throw GitRemotes.Unreachable(remote, result) : result.Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .Where(fields => fields.Length == 2)
            .ToImmutableSortedDictionary(fields => fields[1], fields => fields[0], StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public async Task<bool> FetchAsync(string remote, IEnumerable<string> refs, CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(
            ["fetch", "--quiet", "--no-tags", "--no-prune", "--no-recurse-submodules", "--no-write-fetch-head", "--refmap=", "--end-of-options", remote, .. refs.Select(r => $"+{r}:{r}")],
            cancellationToken, null, 1, 128);
        return result.Succeeded || (result.Error.Contains("couldn't find remote ref", StringComparison.Ordinal) ? false : throw GitRemotes.Unreachable(remote, result));
    }

    /// <inheritdoc/>
    public async Task<bool> FetchObjectsAsync(string remote, IEnumerable<string> refs, CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(
            ["fetch", "--quiet", "--no-tags", "--no-prune", "--no-recurse-submodules", "--no-write-fetch-head", "--refmap=", "--end-of-options", remote, .. refs],
            cancellationToken, null, 1, 128);
        return result.Succeeded || (result.Error.Contains("couldn't find remote ref", StringComparison.Ordinal) ? false : throw GitRemotes.Unreachable(remote, result));
    }

    /// <inheritdoc/>
    public async Task<bool> SwapAsync(string remote, string name, string? expected, string? value, CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(
            ["push", "--porcelain", "--no-verify", $"--force-with-lease={name}:{expected}", "--end-of-options", remote, $"{value}:{name}"], cancellationToken, null, 1, 128);
        if (result.Succeeded)
        {
            // Nothing to do is success for git, also where the ref is what we want for another reason than ours.
            return true;
        }

        var refusal = result.Output.Split('\n').FirstOrDefault(line => line.StartsWith('!'));
        if (refusal is null)
        {
            throw GitRemotes.Unreachable(remote, result);
        }

        return Conflicts.Any(c => refusal.Contains(c, StringComparison.Ordinal)) ? false : throw new ReleaseException(LedgerCodes.Refused.Create(
            $"{remote} refuses to change {name}: {GitRemotes.Describe(refusal)}{GitRemotes.Said(result.Error)}. " +
            "Allow pushes to refs/releasekit/*, or set ReleaseMirror=false to keep the ledger on this machine only."));
    }
}
