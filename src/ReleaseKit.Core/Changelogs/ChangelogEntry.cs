using System.Collections.Immutable;

namespace ReleaseKit.Core.Changelogs;

/// <summary>What is told about one version of one package, before any style gives it a form.</summary>
public sealed record ChangelogEntry
{
    /// <summary>The package's name.</summary>
    public required string Package { get; init; }

    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>The date of the release, <c>yyyy-MM-dd</c>.</summary>
    public required string Date { get; init; }

    /// <summary>The version before; null for a first release.</summary>
    public string? PreviousVersion { get; init; }

    /// <summary>Where the changes since the version before can be seen; null when that is unknown.</summary>
    public string? CompareUrl { get; init; }

    /// <summary>What everything since this version can be compared with, as the start of a comparison with <c>HEAD</c>; null when that is unknown.</summary>
    public string? UnreleasedUrl { get; init; }

    /// <summary>Whether the file tells of several packages, so that headings name this one.</summary>
    public bool NamesPackage { get; init; }

    /// <summary>The changes, in the order of the plan.</summary>
    public ImmutableArray<ChangelogChange> Changes { get; init; } = [];

    /// <summary>The dependencies that are released with it and led to this version or to a new range in its manifest.</summary>
    public ImmutableArray<ChangelogDependency> Dependencies { get; init; } = [];

    /// <summary>Sentences that say why a version without changes of its own exists.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Names of the people who wrote the changes, each once; empty unless they are asked for.</summary>
    public ImmutableArray<string> Contributors { get; init; } = [];

    /// <summary>What people wrote instead, Markdown without the heading; null for what follows from the changes.</summary>
    public string? Edited { get; init; }

    /// <summary>What the heading says besides the date.</summary>
    public string Title => NamesPackage ? $"{Package} {Version}" : Version;
}
