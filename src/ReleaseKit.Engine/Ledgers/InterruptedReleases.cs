using System.Collections.Immutable;
using System.Globalization;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Ledgers;

/// <summary>The open releases of a branch, and the one that goes on.</summary>
public sealed class InterruptedReleases
{
    private const int Shown = 10;
    private readonly ImmutableArray<OpenRelease> _open;

    private InterruptedReleases(ImmutableArray<OpenRelease> open) => _open = open;

    /// <summary>Ids of all of them.</summary>
    public IEnumerable<string> Ids => _open.Select(o => o.Id);

    /// <summary>Looks for them here and on the remote.</summary>
    /// <exception cref="ReleaseException"><c>RK-RELEASE-DIVERGED</c>: one that has uploaded does not fit what is checked out; and what <see cref="ReleaseBook.FindAsync"/> throws.</exception>
    public static async Task<InterruptedReleases> FindAsync(ReleaseBook book, Func<ReleasePlan, Task<bool>> isApplied, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(book);
        var open = await book.FindAsync(isApplied, cancellationToken);
        var diverged = open.Where(o => o.Relation == OpenReleaseRelation.Diverged && o.Ledger.HasUploads).ToArray();
        return diverged.Length == 0 ? new InterruptedReleases(open) : throw new ReleaseException([.. diverged.Select(Diverged)]);
    }

    /// <summary>The release to continue: the one that has gone furthest of those that can go on from what is checked out; null when none can.</summary>
    /// <param name="only">The only id that may be chosen; null for any.</param>
    public string? Choose(string? only) => _open
        .Where(o => o.Relation == OpenReleaseRelation.Current && (only is null || o.Id == only))
        .OrderByDescending(o => o.Ledger.HasUploads)
        .ThenByDescending(o => o.Commit is not null)
        .ThenByDescending(o => o.Ledger.Entries.Length)
        .FirstOrDefault()?.Id;

    /// <summary>What is continued, in words for people.</summary>
    public string Describe(string id)
    {
        var release = Find(id);
        return string.Create(CultureInfo.InvariantCulture,
            $"Continuing release {id}, begun {release.Ledger.Begun:yyyy-MM-dd HH:mm:ss} UTC: {release.Ledger.Live.Length} of {release.Plan.Releases.Length} packages were live{(release.Commit is { } commit ? $", on commit {commit[..10]}" : "")}.");
    }

    /// <summary>The plan of one of them.</summary>
    public ReleasePlan PlanOf(string id) => Find(id).Plan;

    /// <summary>Takes one of them up, with its release commit checked out.</summary>
    /// <returns>Whether there is a release commit.</returns>
    /// <exception cref="ReleaseException"><c>RK-CHECK-DIRTY</c>: the release commit cannot be checked out. What <see cref="ReleaseBook.ContinueAsync"/> throws.</exception>
    public async Task<bool> ContinueAsync(IRepository git, ReleaseBook book, string id, string runner, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(git);
        ArgumentNullException.ThrowIfNull(book);
        var release = Find(id);
        if (release.Commit is { } commit && commit != git.Facts.Head)
        {
            var status = await git.StatusAsync(cancellationToken);
            if (!status.Changed.IsEmpty)
            {
                throw new ReleaseException(CheckCodes.Dirty.Create(
                    $"Release {id} goes on from its commit {commit[..10]}, which cannot be checked out over uncommitted changes: {string.Join(", ", status.Changed.Take(Shown))}. Commit or stash them, then run again."));
            }

            await git.Objects().FastForwardAsync(commit, cancellationToken);
            await git.RefreshAsync(cancellationToken);
        }

        await book.ContinueAsync(release, runner, cancellationToken);
        return release.Commit is not null;
    }

    private OpenRelease Find(string id) => _open.First(o => o.Id == id);

    private static Diagnostic Diverged(OpenRelease release)
    {
        var commit = (release.Commit ?? release.Plan.Base)[..10];
        var live = release.Ledger.Live;
        var list = live.IsEmpty ? "nothing that is known to be live, though an upload had begun" : string.Join(", ", live.Take(Shown)) + (live.Length > Shown ? $" and {live.Length - Shown} more" : "");
        return LedgerCodes.Diverged.Create(
            $"Release {release.Id} was interrupted on commit {commit}, which is not part of what is checked out and does not follow it. Live already: {list}. " +
            $"Either merge it (git merge {commit}) and release again: what is missing is released with what is new; or finish it first: git checkout {commit}, release there, then merge it.");
    }
}
