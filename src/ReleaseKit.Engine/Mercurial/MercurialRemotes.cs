using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Mercurial;

/// <summary>
/// Pushes to another repository. One commit on top of the branch makes the tags that are pushed everybody's; it goes with the
/// branch in one transaction of the other side.
/// </summary>
internal sealed class MercurialRemotes : IRemotes
{
    private const string TagFile = ".hgtags";
    private const string NoCommit = "0000000000000000000000000000000000000000";
    private readonly HgClient _hg;
    private readonly MercurialRepository _repository;

    public MercurialRemotes(HgClient hg, MercurialRepository repository)
    {
        _hg = hg;
        _repository = repository;
    }

    /// <inheritdoc/>
    public async Task<PushTarget?> FindTargetAsync(string? named, CancellationToken cancellationToken)
    {
        var names = (await _hg.RunAsync(["paths", "-T", "{name}\\n"], cancellationToken, 1)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (!string.IsNullOrEmpty(named))
        {
            return names.Contains(named, StringComparer.Ordinal)
                ? new PushTarget(named, _repository.Facts.Branch)
                : throw new ReleaseException(GitCodes.RemoteMissing.Create($"There is no path '{named}'; ReleaseRemote must be one of: {(names.Length == 0 ? "(none)" : string.Join(", ", names))}."));
        }

        var remote = names.Contains("default-push", StringComparer.Ordinal) ? "default-push" : names.Contains("default", StringComparer.Ordinal) ? "default" : names.Length == 1 ? names[0] : null;
        return remote is null ? null : new PushTarget(remote, _repository.Facts.Branch);
    }

    /// <inheritdoc/>
    public async Task<string?> FindUrlAsync(CancellationToken cancellationToken) =>
        await FindTargetAsync(null, cancellationToken) is { } target ? (await _hg.RunAsync(["paths", target.Remote], cancellationToken)).Output.Trim() : null;

    /// <inheritdoc/>
    public async Task PushAsync(PushTarget target, IEnumerable<string> tags, bool dryRun, CancellationToken cancellationToken)
    {
        if (dryRun)
        {
            // Whether the other side would take it, as far as it can be known: it answers, and has nothing that is not here.
            await RequireNothingNewAsync(target, cancellationToken);
            return;
        }

        await RequireNothingNewAsync(target, cancellationToken);
        var wanted = tags.ToHashSet(StringComparer.Ordinal);
        if (wanted.Count > 0)
        {
            await ShareTagsAsync(wanted, cancellationToken);
        }

        var pushed = await _hg.RunAsync(["push", "--quiet", "--rev", ".", target.Remote], cancellationToken, 1, 255);
        if (!pushed.Succeeded && pushed.ExitCode != 1)
        {
            throw Refused(target.Remote, pushed);
        }
    }

    /// <inheritdoc/>
    public async Task DeleteTagAsync(string remote, string tag, string expected, CancellationToken cancellationToken)
    {
        if ((await TagsAsync(remote, cancellationToken)).Any(t => t.Name == tag && t.Commit == expected))
        {
            var removed = await _hg.RunAsync(["tag", "--remove", "--", tag], cancellationToken, 255);
            var pushed = await _hg.RunAsync(["push", "--quiet", "--rev", ".", remote], cancellationToken, 1, 255);
            if (!pushed.Succeeded && !(pushed.ExitCode == 1 && removed.Succeeded))
            {
                throw Refused(remote, pushed);
            }
        }
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<VcsTag>> TagsAsync(string remote, CancellationToken cancellationToken)
    {
        // Tags are lines of a file of the other side's newest commit, which must be here to be read.
        var there = await _hg.RunAsync(["identify", "--debug", "--id", "--rev", "tip", remote], cancellationToken, 255);
        if (!there.Succeeded)
        {
            throw Unreachable(remote, there);
        }

        var commit = there.Output.Trim();
        if (commit == NoCommit)
        {
            return [];
        }

        if (await _repository.ResolveAsync(commit, cancellationToken) is null)
        {
            await _hg.RunAsync(["pull", "--quiet", "--rev", commit, remote], cancellationToken);
        }

        return [.. (await InHistoryAsync(commit, cancellationToken)).Select(tag => new VcsTag(tag.Key, tag.Value))];
    }

    /// <summary>The tags that a commit's own file has.</summary>
    private async Task<SortedDictionary<string, string>> InHistoryAsync(string commit, CancellationToken cancellationToken)
    {
        var file = await _hg.RunAsync(["cat", "--rev", HgClient.Quote(commit), "path:" + TagFile], cancellationToken, 1);
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var fields in file.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2)).Where(fields => fields.Length == 2))
        {
            // Later lines replace earlier ones; a tag of no commit is a removed one.
            tags[fields[1]] = fields[0];
        }

        foreach (var removed in tags.Where(tag => tag.Value == NoCommit).Select(tag => tag.Key).ToArray())
        {
            tags.Remove(removed);
        }

        return tags;
    }

    /// <summary>Makes local tags ones of history, with one commit for each commit that they name.</summary>
    private async Task ShareTagsAsync(HashSet<string> wanted, CancellationToken cancellationToken)
    {
        var local = (await _hg.RecordsAsync(["tags", "-T", "{ifeq(type, 'local', '{node} {tag}\\n')}"], '\n', cancellationToken))
            .Select(line => line.Split(' ', 2)).Where(fields => fields.Length == 2 && wanted.Contains(fields[1])).ToLookup(fields => fields[0], fields => fields[1], StringComparer.Ordinal);

        // A run that was killed after its commit has left both.
        var shared = await InHistoryAsync(_repository.Facts.Head, cancellationToken);
        foreach (var commit in local)
        {
            string[] names = [.. commit.Order(StringComparer.Ordinal)];
            string[] missing = [.. names.Where(name => shared.GetValueOrDefault(name) != commit.Key)];
            if (missing.Length > 0)
            {
                // A local tag hides the other one of that name, which has to be forced beside it.
                await _hg.RunAsync(["tag", "--force", "--rev", HgClient.Quote(commit.Key), "--message", $"chore(release): tag {string.Join(", ", missing)}", "--", .. missing], cancellationToken);
            }

            LocalTags.Remove(_repository.Facts.GitDirectory, names);
        }

        await _repository.RefreshAsync(cancellationToken);
    }

    private async Task RequireNothingNewAsync(PushTarget target, CancellationToken cancellationToken)
    {
        var news = await _hg.RunAsync(["incoming", "--quiet", "--bookmarks", target.Remote], cancellationToken, 1, 255);
        if (news.ExitCode == 255)
        {
            throw Unreachable(target.Remote, news);
        }

        string[] branch = target.Branch is null ? [] : ["--branch", target.Branch];
        var incoming = await _hg.RunAsync(["incoming", "--quiet", "-T", "{node|short}\\n", .. branch, target.Remote], cancellationToken, 1, 255);
        if (incoming.Succeeded)
        {
            throw new ReleaseException(GitCodes.PushRejected.Create(
                $"{target.Remote} has commits of {target.Branch} that are not here ({incoming.Output.Split('\n')[0]}); nothing was pushed. Pull and integrate them (hg pull, hg merge or hg rebase), then run the release again."));
        }
    }

    private static ReleaseException Refused(string remote, ProcessResult result) => new(GitCodes.PushRejected.Create(
        $"{remote} refused the push; nothing was pushed. {Show(result)}. Pull and integrate what is new there, or ask for the right to push, then run the release again."));

    private static ReleaseException Unreachable(string remote, ProcessResult result) => new(GitCodes.RemoteUnreachable.Create(
        $"Mercurial cannot talk to {remote}: {Show(result)}. Check its address (hg paths), the network and the credentials, then run again."));

    private static string Show(ProcessResult result) => string.Join(" / ", result.Error.Split('\n').Select(CommandText.Printable).Select(CommandText.WithoutUserInfo).Where(line => line.Trim().Length > 0).TakeLast(5)).Trim().TrimEnd('.');
}
