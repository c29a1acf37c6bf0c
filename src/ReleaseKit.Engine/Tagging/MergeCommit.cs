using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Tagging;

/// <summary>
/// Finds the commit of a branch with which a plan came onto it, whether it was merged, squashed or rebased: what the forge says if
/// the plan is applied there, else the first on the branch in which it is.
/// </summary>
internal sealed class MergeCommit
{
    private readonly IRepository _git;
    private readonly ReleaseTree _tree;

    public MergeCommit(IRepository git, ReleaseTree tree) => (_git, _tree) = (git, tree);

    /// <summary>The commit; null when the plan is not applied in what is checked out by the user, or is none of its history.</summary>
    public async Task<string?> FindAsync(PreparedRelease prepared, string? told, CancellationToken cancellationToken)
    {
        var (plan, head) = (prepared.Plan, _git.Facts.Head);
        if (!await _git.Objects().IsAncestorAsync(plan.Base, head, cancellationToken))
        {
            return null;
        }

        if (told is not null && await IsAfterAsync(plan.Base, told, head, cancellationToken) && await IsAppliedAsync(prepared, told, isTold: true, cancellationToken))
        {
            return told;
        }

        foreach (var commit in await _git.Branches().FirstParentsAsync(plan.Base, head, Paths(plan), cancellationToken))
        {
            if (await IsAppliedAsync(prepared, commit, isTold: false, cancellationToken))
            {
                return commit;
            }
        }

        return null;
    }

    /// <summary>
    /// Whether the manifests of a commit, which is checked out in the tree for that, have the plan's versions. Where the plan changes
    /// none of them it counts whether the forge names the commit for the plan, or the release commit is in its history.
    /// </summary>
    private async Task<bool> IsAppliedAsync(PreparedRelease prepared, string commit, bool isTold, CancellationToken cancellationToken)
    {
        await _tree.CheckOutAsync(commit, cancellationToken);
        return PlanCheck.IsApplied(prepared.Plan, _tree.Workspace.Workspace) && (isTold || PlanCheck.ChangesVersions(prepared.Plan) ||
            (await _git.Branches().TrailersAsync(ReleaseMessage.PlanTrailer, prepared.Plan.Base, commit, cancellationToken)).Contains(prepared.Hash));
    }

    private async Task<bool> IsAfterAsync(string start, string commit, string head, CancellationToken cancellationToken) =>
        commit != start && await _git.Objects().IsAncestorAsync(start, commit, cancellationToken) && await _git.Objects().IsAncestorAsync(commit, head, cancellationToken);

    private static string[] Paths(ReleasePlan plan) => [.. plan.Releases.SelectMany(r => r.Edits).OfType<VersionChange>().Select(e => e.File.Value).Distinct(StringComparer.Ordinal)];
}
