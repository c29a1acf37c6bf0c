using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Reconciling;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Reconciling;

/// <summary>Says who releases at this moment, or died while it did.</summary>
public static class LeaseFinding
{
    /// <summary>What the lease of a remote says, without taking it; null when nobody holds it.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="remote">The remote.</param>
    /// <param name="isAlive">Whether a holder's process lives; null when that cannot be told.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public static async Task<Disagreement?> LookAsync(IRepository git, string remote, Func<LeaseRecord, bool?> isAlive, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(git);
        ArgumentNullException.ThrowIfNull(isAlive);
        if ((await git.Refs().ListAsync(remote, RemoteLease.Ref, cancellationToken)).GetValueOrDefault(RemoteLease.Ref) is not { } value)
        {
            return null;
        }

        var holder = await RemoteLease.FindHolderAsync(git, remote, value, cancellationToken);
        return holder is not null && isAlive(holder) == false ? Dead(holder.Describe()) : new Disagreement(
            DisagreementKind.ReleaseRunning, RemoteLease.Ref, "", $"{holder?.Describe() ?? "Somebody with another version of ReleaseKit.Sdk"} holds the lease of {remote}, so what else is found may be under way.",
            "Run again when that release is over. With ReleaseFix=true a holder whose beat stands still is replaced.", CanBeFixed: false);
    }

    /// <summary>A lease that a dead process left behind.</summary>
    /// <param name="holder">Who held it, for people.</param>
    public static Disagreement Dead(string holder) => new(
        DisagreementKind.LeftoverLease, RemoteLease.Ref, "", $"{holder} held the lease and is dead.", "The next release takes it, or ReleaseFix=true.", CanBeFixed: true);
}
