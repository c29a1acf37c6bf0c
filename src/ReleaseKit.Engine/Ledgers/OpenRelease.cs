using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Engine.Ledgers;

/// <summary>A release that was begun and not closed, and how it lies to what is checked out.</summary>
/// <param name="Id">The first twelve digits of its plan's hash.</param>
/// <param name="Ledger">Its entries, of this machine and of the remote.</param>
/// <param name="Plan">Its plan.</param>
/// <param name="Relation">How its commit lies to HEAD.</param>
public sealed record OpenRelease(string Id, Ledger Ledger, ReleasePlan Plan, OpenReleaseRelation Relation)
{
    /// <summary>The release commit, known or found; null when there is none yet.</summary>
    public string? Commit { get; init; }
}
