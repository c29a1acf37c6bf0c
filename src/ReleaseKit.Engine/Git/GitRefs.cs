using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Git;

/// <summary>Refs of a remote besides branches and tags: reads them, and changes them only if they are what they were seen to be.</summary>
public sealed class GitRefs
{
    /// <summary>What git says when a ref was not what it should have been, on this side or on the remote's.</summary>
    private static readonly string[] Conflicts =
        ["stale info", "failed to update ref", "failed to lock", "cannot lock ref", "reference already exists", "remote ref updated since checkout", "non-fast-forward", "fetch first", "incorrect old value"];

    private readonly GitClient _git;

    internal GitRefs(GitClient git) => _git = git;

    /// <summary>The remote's refs that begin with a prefix, by full name.</summary>
    /// <exception cref="ReleaseException"><c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task<ImmutableSortedDictionary<string, string>> ListAsync(string remote, string prefix, CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(["ls-remote", "--refs", "--end-of-options", remote, prefix + "*"], cancellationToken, null, 128);
        return !result.Succeeded ? throw GitRemotes.Unreachable(remote, result) : result.Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('\t'))
            .Where(fields => fields.Length == 2)
            .ToImmutableSortedDictionary(fields => fields[1], fields => fields[0], StringComparer.Ordinal);
    }

    /// <summary>Brings refs of the remote here under the same names, whatever those named before.</summary>
    /// <returns>Whether all of them were still there.</returns>
    /// <exception cref="ReleaseException"><c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task<bool> FetchAsync(string remote, IEnumerable<string> refs, CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(
            ["fetch", "--quiet", "--no-tags", "--no-prune", "--no-recurse-submodules", "--no-write-fetch-head", "--refmap=", "--end-of-options", remote, .. refs.Select(r => $"+{r}:{r}")],
            cancellationToken, null, 1, 128);
        return result.Succeeded || (result.Error.Contains("couldn't find remote ref", StringComparison.Ordinal) ? false : throw GitRemotes.Unreachable(remote, result));
    }

    /// <summary>Brings what refs of the remote name here, without a ref of its own, to be read at once.</summary>
    /// <returns>Whether all of them were still there.</returns>
    /// <exception cref="ReleaseException"><c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task<bool> FetchObjectsAsync(string remote, IEnumerable<string> refs, CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(
            ["fetch", "--quiet", "--no-tags", "--no-prune", "--no-recurse-submodules", "--no-write-fetch-head", "--refmap=", "--end-of-options", remote, .. refs],
            cancellationToken, null, 1, 128);
        return result.Succeeded || (result.Error.Contains("couldn't find remote ref", StringComparison.Ordinal) ? false : throw GitRemotes.Unreachable(remote, result));
    }

    /// <summary>Changes a ref of the remote if it is what it is expected to be: compare and swap.</summary>
    /// <param name="remote">The remote.</param>
    /// <param name="name">Full name of the ref.</param>
    /// <param name="expected">What it must name; null when it must not exist.</param>
    /// <param name="value">What it shall name; null to remove it.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <returns>Whether it was changed; false when it was not what was expected.</returns>
    /// <exception cref="ReleaseException"><c>RK-GIT-REMOTE-UNREACHABLE</c>; <c>RK-LEDGER-REFUSED</c>: the remote does not allow it.</exception>
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
