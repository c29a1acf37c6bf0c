using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>Finds the branch that work is merged into.</summary>
public static class BaseBranch
{
    /// <summary>
    /// The branch that was asked for; otherwise the first there is of: <c>baseBranch</c> of changesets, the remote's default
    /// branch, main and master, each on the remote before the local one. Null when there is none of them.
    /// </summary>
    /// <exception cref="ReleaseException"><c>RK-CHECK-SINCE</c>: the one that was asked for does not exist.</exception>
    public static async Task<(string Name, BranchChanges Changes)?> FindAsync(
        IRepository git, DiscoveredWorkspace workspace, string asked, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(git);
        ArgumentNullException.ThrowIfNull(workspace);
        if (asked.Length > 0)
        {
            return (asked, await git.ChangesSinceAsync(asked, cancellationToken));
        }

        string[] configured = workspace.Changesets?.Configuration.BaseBranch is { } branch ? ["origin/" + branch, branch] : [];
        foreach (var candidate in configured.Concat(["origin/HEAD", "origin/main", "origin/master", "main", "master"]))
        {
            if (await git.ResolveAsync(candidate, cancellationToken) is not null)
            {
                return (candidate, await git.ChangesSinceAsync(candidate, cancellationToken));
            }
        }

        return null;
    }
}
