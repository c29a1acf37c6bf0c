using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Tags;

namespace ReleaseKit.Engine.Tagging;

/// <summary>What properties and configuration ask of the tags of what was merged.</summary>
public sealed record TagOptions
{
    /// <summary>The remote; empty for the branch's upstream, else origin.</summary>
    public string Remote { get; init; } = "";

    /// <summary>The branch whose history is looked at, without <c>refs/heads/</c>; null for all.</summary>
    public required string? Branch { get; init; }

    /// <summary>The number of the only pull request to tag; empty for all that were merged.</summary>
    public string PullRequest { get; init; } = "";

    /// <summary>Absolute path of the plan to tag, where the remote keeps none; empty otherwise.</summary>
    public string PlanFile { get; init; } = "";

    /// <summary>What labels begin with.</summary>
    public string Labels { get; init; } = "autorelease: ";

    /// <summary>The form of the tag for the whole release; null for none.</summary>
    public UmbrellaTag? Umbrella { get; init; }

    /// <summary>Whether the forge gets releases.</summary>
    public bool ForgeReleases { get; init; } = true;

    /// <summary>Pages of the repository.</summary>
    public RepositoryLinks Links { get; init; } = RepositoryLinks.None;

    /// <summary>Whether effects are described instead of performed.</summary>
    public bool DryRun { get; init; }
}
