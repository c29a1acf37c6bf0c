using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.PullRequests;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Preparing;

/// <summary>A release branch on a remote: what is there, and the pushes that change it only if it is what was seen.</summary>
internal sealed class ReleasePlace
{
    private const string Heads = "refs/heads/";
    private readonly IRepository _git;
    private readonly PreparedReleases _releases;
    private ImmutableArray<PreparedRelease> _superseded = [];

    public ReleasePlace(IRepository git, string remote, string branch, string releaseBranch, IForge? forge)
    {
        (_git, Remote, Branch, ReleaseBranch) = (git, remote, branch, releaseBranch);
        _releases = new PreparedReleases(git, remote, forge);
    }

    /// <summary>The remote's name.</summary>
    public string Remote { get; }

    /// <summary>The branch to release from.</summary>
    public string Branch { get; }

    /// <summary>The branch that holds the release.</summary>
    public string ReleaseBranch { get; }

    /// <summary>Looks, and brings what is there here.</summary>
    /// <param name="defaultBranch">Asks the forge which branch is the main one, for a message; null when nobody can be asked.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <exception cref="ReleaseException"><c>RK-PREPARE-BASE</c>, <c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task<SeenRelease> LookAsync(Func<Task<string>>? defaultBranch, CancellationToken cancellationToken)
    {
        var (refs, head) = (_git.Refs(), _git.Facts.Head);
        if ((await refs.ListAsync(Remote, Heads + Branch, cancellationToken)).GetValueOrDefault(Heads + Branch) is not { } there)
        {
            var main = defaultBranch is null ? null : await defaultBranch();
            throw new ReleaseException(PrepareCodes.Base.Create(
                $"{Remote} has no branch {Branch}.{(main is null || main == Branch ? "" : $" Its default branch is {main}: the branch may have been renamed.")} Fetch, check out the branch that is released, and run again."));
        }

        var tip = (await refs.ListAsync(Remote, Heads + ReleaseBranch, cancellationToken)).GetValueOrDefault(Heads + ReleaseBranch);
        await refs.FetchObjectsAsync(Remote, [Heads + Branch, .. tip is null ? [] : new[] { Heads + ReleaseBranch }], cancellationToken);
        if (there != head && !await _git.Objects().IsAncestorAsync(head, there, cancellationToken))
        {
            throw new ReleaseException(PrepareCodes.Base.Create(
                $"{head[..10]}, which is checked out, is not on {Remote}/{Branch}, whose last commit is {there[..10]}: it was not pushed, or {Branch} was pushed over. Push it, or check out {Remote}/{Branch}, then run again."));
        }

        var all = await _releases.ListAsync(cancellationToken);
        var mine = all.Where(p => p.Document.Branch == Branch && p.Document.ReleaseBranch == ReleaseBranch).ToArray();
        var tags = (await _git.Remotes().TagsAsync(Remote, cancellationToken)).Select(t => t.Name).ToImmutableHashSet(StringComparer.Ordinal);
        var current = await CurrentAsync(mine, tip, cancellationToken);

        // Those that are tagged still have to be published.
        _superseded = [.. mine.Where(p => !p.Plan.Published.Any(r => tags.Contains(r.Tag)))];
        return new SeenRelease(tip, there != head, all, current, tags);
    }

    /// <summary>Brings tags here that only the remote has: without them what is tagged would look as if it were not released.</summary>
    public async Task FetchTagsAsync(CancellationToken cancellationToken)
    {
        const int Most = 500;
        foreach (var some in (await MissingTagsAsync(cancellationToken)).Chunk(Most))
        {
            await _git.Refs().FetchAsync(Remote, some.Select(name => "refs/tags/" + name), cancellationToken);
        }
    }

    /// <summary>Names of tags that only the remote has.</summary>
    public async Task<string[]> MissingTagsAsync(CancellationToken cancellationToken)
    {
        var here = (await _git.TagsAsync(cancellationToken)).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        return [.. (await _git.Remotes().TagsAsync(Remote, cancellationToken)).Select(t => t.Name).Where(name => !here.Contains(name))];
    }

    /// <summary>Pushes the release with the commits of people on top, and its plan, together; nothing when it is there already.</summary>
    /// <returns>
    /// The branch's last commit, the release commit below it, the ref of the plan (empty where the remote takes none, neither as a
    /// ref of its own nor as a branch), and whether anything was pushed; null when somebody else was faster.
    /// </returns>
    /// <exception cref="ReleaseException"><c>RK-PREPARE-CONFLICT</c>, <c>RK-GIT-PUSH-REJECTED</c>, <c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task<(string Tip, string Commit, string Ref, bool Changed)?> PushAsync(
        ReleaseTree tree, SeenRelease seen, BranchEdits theirs, ReleasePlan plan, string hash, PreparedDocument document, string commit, CancellationToken cancellationToken)
    {
        if (seen is { Tip: { } old, Current: { Commit: { } generated } current } && current.Hash == hash && await IsSameAsync(generated, commit, cancellationToken))
        {
            if (current.Document.Write() == document.Write())
            {
                return (old, generated, current.Ref, false);
            }

            if (current.Ref.Length == 0)
            {
                return (old, generated, "", true);
            }

            var told = await _releases.WriteAsync(plan, document, generated, cancellationToken);
            return await UpdateAsync([new RefUpdate(current.Ref, current.Value, told)], cancellationToken) is null ? (old, generated, current.Ref, true) : null;
        }

        if (seen is { Tip: { } same, Current: null } && theirs.Commits.IsEmpty && await IsSameAsync(same, commit, cancellationToken))
        {
            commit = same; // Of a plan that is kept in a file: the branch is as it should be.
        }

        var tip = await CarryAsync(tree, theirs, commit, cancellationToken);
        var value = await _releases.WriteAsync(plan, document, commit, cancellationToken);
        var push = new RefUpdate(Heads + ReleaseBranch, seen.Tip, tip);
        foreach (var asBranch in new[] { false, true })
        {
            var name = PreparedReleases.RefOf(hash, asBranch);
            var refusal = await UpdateAsync([push, new RefUpdate(name, seen.All.FirstOrDefault(p => p.Ref == name)?.Value, value)], cancellationToken);
            if (refusal is null)
            {
                return (tip, commit, name, true);
            }

            if (refusal.IsConflict)
            {
                return null;
            }

            if (!refusal.Refs.All(r => r == name))
            {
                throw Refused(refusal);
            }
        }

        // The remote takes no plan at all: the branch goes alone.
        return await UpdateAsync([push], cancellationToken) switch
        {
            null => (tip, commit, "", tip != seen.Tip),
            { IsConflict: true } => null,
            var refusal => throw Refused(refusal),
        };
    }

    /// <summary>Removes the release branch and its plan, as nothing is left to release.</summary>
    /// <returns>Whether they were what was seen.</returns>
    /// <exception cref="ReleaseException"><c>RK-GIT-PUSH-REJECTED</c>, <c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task<bool> RemoveAsync(SeenRelease seen, CancellationToken cancellationToken)
    {
        RefUpdate[] plan = seen.Current is { Ref.Length: > 0 } current && !current.Plan.Published.Any(r => seen.Tags.Contains(r.Tag)) ? [new RefUpdate(current.Ref, current.Value, null)] : [];
        return await UpdateAsync([new RefUpdate(Heads + ReleaseBranch, seen.Tip, null), .. plan], cancellationToken) switch
        {
            null => true,
            { IsConflict: true } => false,
            var refusal => throw Refused(refusal),
        };
    }

    /// <summary>Removes the plans that the one that was pushed takes the place of. The caller has seen that the pull request is open, so none of them was merged.</summary>
    public Task TidyAsync(string kept, CancellationToken cancellationToken) => _releases.RemoveAsync(_superseded.Where(p => p.Ref.Length > 0 && p.Ref != kept), cancellationToken);

    private async Task<PreparedRelease?> CurrentAsync(PreparedRelease[] mine, string? tip, CancellationToken cancellationToken)
    {
        if (tip is null)
        {
            return null;
        }

        // The commit that the branch begins with also says which plan it is for.
        foreach (var prepared in mine.OrderByDescending(p => p.Commit == tip))
        {
            if (prepared.Commit is { } commit && await _git.Objects().IsAncestorAsync(commit, tip, cancellationToken))
            {
                return prepared;
            }
        }

        var hashes = await _git.Branches().TrailersAsync(ReleaseMessage.PlanTrailer, _git.Facts.Head, tip, cancellationToken);
        return mine.FirstOrDefault(p => hashes.Contains(p.Hash));
    }

    private async Task<bool> IsSameAsync(string one, string other, CancellationToken cancellationToken)
    {
        var (commits, objects) = (_git.Branches(), _git.Objects());
        return await commits.TreeAsync(one, cancellationToken) == await commits.TreeAsync(other, cancellationToken)
            && await objects.ParentAsync(one, cancellationToken) == await objects.ParentAsync(other, cancellationToken);
    }

    private async Task<string> CarryAsync(ReleaseTree tree, BranchEdits theirs, string commit, CancellationToken cancellationToken)
    {
        foreach (var picked in theirs.Commits)
        {
            if (await tree.Git.Branches().PickAsync(picked, theirs.Taken, cancellationToken) is [_, ..] conflicts)
            {
                throw new ReleaseException(PrepareCodes.Conflict.Create(
                    $"The commit {picked[..10]} ({Core.Text.DisplayText.Line(await _git.Branches().SubjectAsync(picked, cancellationToken))}) on {ReleaseBranch} conflicts with what is released from {_git.Facts.Head[..10]} in {string.Join(", ", conflicts.Select(Core.Text.DisplayText.Line))}. " +
                    $"Nothing was pushed. Rebase {ReleaseBranch} onto {Branch} and resolve it there, or take the commit out, then run again."));
            }

            await tree.Git.RefreshAsync(cancellationToken);
        }

        return theirs.Commits.IsEmpty ? commit : tree.Git.Facts.Head;
    }

    private Task<RefRefusal?> UpdateAsync(RefUpdate[] updates, CancellationToken cancellationToken) => _git.Branches().UpdateAsync(Remote, updates, cancellationToken);

    private ReleaseException Refused(RefRefusal refusal) => new(GitCodes.PushRejected.Create(
        $"{Remote} refused the push; nothing was pushed. {refusal.Reason}. Let whoever runs this push {ReleaseBranch} and refs/releasekit/plans/*, then run again."));
}
