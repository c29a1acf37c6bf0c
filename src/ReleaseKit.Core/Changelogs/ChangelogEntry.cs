using System.Collections.Immutable;

namespace ReleaseKit.Core.Changelogs;

/// <summary>What changed in one version of one package.</summary>
public sealed record ChangelogEntry
{
    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>The date of the release, <c>yyyy-MM-dd</c>.</summary>
    public required string Date { get; init; }

    /// <summary>The sections, in the order in which they are shown; none is empty.</summary>
    public ImmutableArray<ChangelogSection> Sections { get; init; } = [];

    /// <summary>Sentences shown before the sections, such as why a version without changes of its own exists.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];
}
