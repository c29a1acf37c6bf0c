using System.Collections.Immutable;
using ReleaseKit.Core.Upstream;
using ReleaseKit.Engine.Releasing;

namespace ReleaseKit.Engine.Preparing;

/// <summary>What properties and configuration ask of a preparation.</summary>
public sealed record PrepareOptions
{
    /// <summary>What to plan.</summary>
    public required PlanOptions Plan { get; init; }

    /// <summary>The remote; empty for the branch's upstream, else origin.</summary>
    public string Remote { get; init; } = "";

    /// <summary>The branch to release from, without <c>refs/heads/</c>; null when it is not known.</summary>
    public required string? Branch { get; init; }

    /// <summary>The name of the release branch: a template with <c>{branch}</c> and <c>{group}</c>.</summary>
    public string ReleaseBranch { get; init; } = ReleaseBranchName.Default;

    /// <summary>What labels begin with.</summary>
    public string Labels { get; init; } = "autorelease: ";

    /// <summary>Whether new pull requests are drafts.</summary>
    public bool Draft { get; init; }

    /// <summary>Releases of other repositories that were announced now, one for each package; those that were announced before are known.</summary>
    public ImmutableArray<UpstreamRelease> Upstream { get; init; } = [];

    /// <summary>Whether effects are described instead of performed.</summary>
    public bool DryRun { get; init; }
}
