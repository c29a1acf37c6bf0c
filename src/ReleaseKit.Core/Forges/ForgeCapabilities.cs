namespace ReleaseKit.Core.Forges;

/// <summary>What a forge can do, and how much text it takes.</summary>
public sealed record ForgeCapabilities
{
    /// <summary>Pull requests have labels.</summary>
    public bool Labels { get; init; }

    /// <summary>There are releases beside tags.</summary>
    public bool Releases { get; init; }

    /// <summary>Releases can be drafts.</summary>
    public bool DraftReleases { get; init; }

    /// <summary>Releases say whether they are stable.</summary>
    public bool Prereleases { get; init; }

    /// <summary>Files can be attached to releases.</summary>
    public bool Assets { get; init; }

    /// <summary>Another repository's pipeline can be started.</summary>
    public bool Dispatch { get; init; }

    /// <summary>Commits have statuses.</summary>
    public bool Statuses { get; init; }

    /// <summary>The longest description of a pull request, in UTF-16 code units.</summary>
    public required int LongestBody { get; init; }

    /// <summary>The longest notes of a release, in UTF-16 code units.</summary>
    public required int LongestNotes { get; init; }
}
