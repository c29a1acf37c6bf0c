using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.PullRequests;

namespace ReleaseKit.Engine.Preparing;

/// <summary>A plan that waits on the remote to be merged, tagged and published.</summary>
/// <param name="Ref">Full name of the ref that holds it.</param>
/// <param name="Value">What the ref names.</param>
/// <param name="Hash">Hash of the plan.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Document">Where it is prepared and what is told about it.</param>
public sealed record PreparedRelease(string Ref, string Value, string Hash, ReleasePlan Plan, PreparedDocument Document)
{
    /// <summary>The release commit as it was generated, before anybody added to it; null when it is not known.</summary>
    public string? Commit { get; init; }

    /// <summary>The number of the pull request whose description holds the plan; null where it is elsewhere.</summary>
    public long? Page { get; init; }

    /// <summary>What jobs that each publish a share have noted as live; the last of them ends the release.</summary>
    public ImmutableSortedSet<PackageId> Live { get; init; } = [];

    /// <summary>Whether everything that is uploaded is among some packages.</summary>
    public bool IsAllIn(IReadOnlySet<PackageId> live) => Plan.Published.All(r => live.Contains(r.Id));
}
