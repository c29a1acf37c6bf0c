using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Git;

/// <summary>Pushes to a remote and reads its tags. Pushes are atomic: everything or nothing.</summary>
public sealed class GitRemotes : IRemotes
{
    /// <summary>Lines of a remote's words that a message repeats.</summary>
    private const int MaxLines = 5;
    private readonly GitClient _git;
    private readonly RepositoryFacts _facts;

    internal GitRemotes(GitClient git, RepositoryFacts facts)
    {
        _git = git;
        _facts = facts;
    }

    /// <inheritdoc/>
    public async Task<PushTarget?> FindTargetAsync(string? named, CancellationToken cancellationToken)
    {
        var remotes = (await _git.RunAsync(["remote"], cancellationToken)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var own = _facts.Branch is null ? null : "refs/heads/" + _facts.Branch;
        if (!string.IsNullOrEmpty(named))
        {
            return remotes.Contains(named, StringComparer.Ordinal)
                ? new PushTarget(named, own)
                : throw new ReleaseException(GitCodes.RemoteMissing.Create($"There is no remote '{named}'; ReleaseRemote must be one of: {(remotes.Length == 0 ? "(none)" : string.Join(", ", remotes))}."));
        }

        if (own is not null)
        {
            var upstream = (await _git.RunAsync(["for-each-ref", "--format=%(upstream:remotename)%00%(upstream:remoteref)", own], cancellationToken)).Output.Trim().Split('\0');
            if (upstream.Length == 2 && upstream[0].Length > 0 && remotes.Contains(upstream[0], StringComparer.Ordinal))
            {
                return new PushTarget(upstream[0], upstream[1]);
            }
        }

        var remote = remotes.Contains("origin", StringComparer.Ordinal) ? "origin" : remotes.Length == 1 ? remotes[0] : null;
        return remote is null ? null : new PushTarget(remote, own);
    }

    /// <inheritdoc/>
    public async Task<string?> FindUrlAsync(CancellationToken cancellationToken)
    {
        if (await FindTargetAsync(null, cancellationToken) is not { } target)
        {
            return null;
        }

        var result = await _git.RunAsync(["config", "--get", $"remote.{target.Remote}.url"], cancellationToken, null, 1, 2, 129);
        if (!result.Succeeded)
        {
            return null;
        }

        // As it is written, because url.*.insteadOf may lead to a mirror; but where it is an abbreviation, what that stands for.
        var written = result.Output.Trim();
        return RepositoryAddress.Parse(written) is { } address && address.Host.Host.Contains('.', StringComparison.Ordinal)
            ? written
            : (await _git.RunAsync(["remote", "get-url", "--end-of-options", target.Remote], cancellationToken)).Output.Split('\n')[0].Trim();
    }

    /// <inheritdoc/>
    public async Task PushAsync(PushTarget target, IEnumerable<string> tags, bool dryRun, CancellationToken cancellationToken)
    {
        var refs = tags.Select(tag => $"refs/tags/{tag}:refs/tags/{tag}").ToList();
        if (target.Branch is not null)
        {
            refs.Insert(0, $"HEAD:{target.Branch}");
        }

        if (refs.Count == 0)
        {
            return;
        }

        string[] dry = dryRun ? ["--dry-run"] : [];
        var result = await _git.RunAsync(["push", "--porcelain", "--atomic", "--no-verify", .. dry, "--end-of-options", target.Remote, .. refs], cancellationToken, null, 1, 128);
        if (result.Succeeded)
        {
            return;
        }

        var reasons = result.Output.Split('\n').Where(line => line.StartsWith('!')).Select(Describe).ToArray();
        if (reasons.Length == 0)
        {
            throw Unreachable(target.Remote, result);
        }

        throw new ReleaseException(GitCodes.PushRejected.Create(
            $"{target.Remote} refused the push; nothing was pushed. {string.Join("; ", reasons)}{Said(result.Error)}" +
            ". Fetch and integrate what is new there, or ask for the right to push, then run the release again."));
    }

    /// <inheritdoc/>
    public async Task DeleteTagAsync(string remote, string tag, string expected, CancellationToken cancellationToken)
    {
        var name = "refs/tags/" + tag;
        var result = await _git.RunAsync(
            ["push", "--porcelain", "--no-verify", $"--force-with-lease={name}:{expected}", "--end-of-options", remote, ":" + name], cancellationToken, null, 1, 128);
        if (!result.Succeeded && await new GitRefs(_git).ListAsync(remote, name, cancellationToken) is { } there && there.ContainsKey(name))
        {
            var reasons = result.Output.Split('\n').Where(line => line.StartsWith('!')).Select(Describe).ToArray();
            throw reasons.Length == 0 ? Unreachable(remote, result) : new ReleaseException(GitCodes.PushRejected.Create(
                $"{remote} did not let the tag {tag} be deleted. {string.Join("; ", reasons)}{Said(result.Error)}. Look at what it names there, and ask for the right to delete tags, then run again."));
        }
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<VcsTag>> TagsAsync(string remote, CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(["ls-remote", "--tags", "--end-of-options", remote], cancellationToken, null, 128);
        if (!result.Succeeded)
        {
            throw Unreachable(remote, result);
        }

        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        const string Prefix = "refs/tags/";
        foreach (var fields in result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')))
        {
            // An annotated tag comes twice: as itself, then peeled.
            var name = fields[1][Prefix.Length..];
            tags[name.EndsWith("^{}", StringComparison.Ordinal) ? name[..^3] : name] = fields[0];
        }

        return [.. tags.Select(t => new VcsTag(t.Key, t.Value))];
    }

    // "!\tHEAD:refs/heads/main\t[rejected] (fetch first)"
    internal static string Describe(string line)
    {
        var fields = line.Split('\t');
        return fields.Length >= 3 ? $"{fields[1][(fields[1].IndexOf(':', StringComparison.Ordinal) + 1)..]}: {fields[2].Trim()}" : line;
    }

    /// <summary>What the remote's own hooks wrote, which is usually the real reason.</summary>
    internal static string Said(string error)
    {
        const string Remote = "remote:";
        var lines = error.Split('\n').Where(line => line.StartsWith(Remote, StringComparison.Ordinal)).Select(line => Show(line[Remote.Length..])).Where(line => line.Length > 0).Take(MaxLines).ToArray();
        return lines.Length == 0 ? "" : $". The remote says: {string.Join(" / ", lines)}";
    }

    internal static ReleaseException Unreachable(string remote, ProcessResult result) => new(GitCodes.RemoteUnreachable.Create(
        $"git cannot talk to {remote}: {string.Join(" / ", result.Error.Split('\n').Select(Show).Where(line => line.Length > 0).TakeLast(MaxLines)).TrimEnd('.')}. " +
        "Check the remote's address, the network and the credentials that git uses, then run again."));

    private static string Show(string line) => CommandText.WithoutUserInfo(CommandText.Printable(line)).Trim();
}
