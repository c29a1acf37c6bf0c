using System.Collections.Immutable;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Tags;
using ReleaseKit.Engine.Preparing;

namespace ReleaseKit.Engine.Promoting;

/// <summary>What configuration asks of the end of a merged release.</summary>
public sealed record PromotionOptions
{
    /// <summary>The remote that keeps the plan.</summary>
    public required string Remote { get; init; }

    /// <summary>The plan of a file, where the remote keeps none; null otherwise.</summary>
    public PreparedRelease? Given { get; init; }

    /// <summary>What labels begin with.</summary>
    public string Labels { get; init; } = "autorelease: ";

    /// <summary>The form of the tag for the whole release; null for none.</summary>
    public UmbrellaTag? Umbrella { get; init; }

    /// <summary>Whether the forge gets releases.</summary>
    public bool ForgeReleases { get; init; } = true;

    /// <summary>Pages of the repository.</summary>
    public RepositoryLinks Links { get; init; } = RepositoryLinks.None;

    /// <summary>Repositories that are told, owner and name.</summary>
    public ImmutableArray<string> Dispatch { get; init; } = [];

    /// <summary>Whether other jobs publish the rest of the plan, so that the one that is last ends it.</summary>
    public bool IsShare { get; init; }
}
