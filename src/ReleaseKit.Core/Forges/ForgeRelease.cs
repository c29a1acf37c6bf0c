using System.Collections.Immutable;

namespace ReleaseKit.Core.Forges;

/// <summary>A release as its forge has it.</summary>
public sealed record ForgeRelease
{
    /// <summary>What the forge calls it in addresses; the tag where it has no other name.</summary>
    public required string Id { get; init; }

    /// <summary>The tag it belongs to, which need not exist while it is a draft.</summary>
    public required string Tag { get; init; }

    /// <summary>Its headline.</summary>
    public required string Name { get; init; }

    /// <summary>Its notes, in Markdown.</summary>
    public required string Body { get; init; }

    /// <summary>Its page.</summary>
    public string? Url { get; init; }

    /// <summary>Whether nobody else sees it yet.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Whether it is no stable release.</summary>
    public bool IsPrerelease { get; init; }

    /// <summary>Names of the files attached to it, in ordinal order.</summary>
    public ImmutableArray<string> Assets { get; init; } = [];
}
