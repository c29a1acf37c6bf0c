using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Core.PullRequests;

/// <summary>Everything that a release pull request tells.</summary>
public sealed record ReleaseDescription
{
    /// <summary>What is released.</summary>
    public required ReleasePlan Plan { get; init; }

    /// <summary>Hash of the plan.</summary>
    public required string PlanHash { get; init; }

    /// <summary>The branch that is merged into, without <c>refs/heads/</c>.</summary>
    public required string Branch { get; init; }

    /// <summary>The branch that holds the release, without <c>refs/heads/</c>.</summary>
    public required string ReleaseBranch { get; init; }

    /// <summary>The group that the release is limited to; empty for none.</summary>
    public string Group { get; init; } = "";

    /// <summary>What changed, Markdown without the version's heading, by package.</summary>
    public ImmutableSortedDictionary<PackageId, string> Notes { get; init; } = ImmutableSortedDictionary<PackageId, string>.Empty;

    /// <summary>What people decided in the pull request before.</summary>
    public ReleaseOverrides Overrides { get; init; } = ReleaseOverrides.None;

    /// <summary>What looks wrong and stops nothing, in sentences.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>The plan itself, where the remote keeps none; null otherwise.</summary>
    public EmbeddedPlan? Embedded { get; init; }

    /// <summary>The page on which the files of the release branch can be seen, for what a body has no room for; null when it is not known.</summary>
    public string? BranchUrl { get; init; }
}
