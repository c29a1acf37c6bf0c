using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.ChangeFiles.Changesets;

/// <summary>What <c>.changeset/config.json</c> says; null where it leaves the choice to the version of changesets.</summary>
public sealed record ChangesetsConfiguration
{
    /// <summary>The file.</summary>
    public static RelativePath Path { get; } = ChangesetsFormat.Directory.Combine("config.json");

    /// <summary>Groups whose members always have one version.</summary>
    public ImmutableArray<NamePatterns> Fixed { get; init; } = [];

    /// <summary>Groups whose members get one version when they are released together.</summary>
    public ImmutableArray<NamePatterns> Linked { get; init; } = [];

    /// <summary>Packages that are not released.</summary>
    public NamePatterns? Ignore { get; init; }

    /// <summary>Ranges follow minor releases only, and <c>updateInternalDependencies</c> is <c>minor</c>.</summary>
    public bool UpdatesFromMinor { get; init; }

    /// <summary>Whether private packages are versioned.</summary>
    public bool? VersionsPrivate { get; init; }

    /// <summary>Whether private packages are tagged.</summary>
    public bool? TagsPrivate { get; init; }

    /// <summary>Ranges without <c>workspace:</c> are ranges on the registry.</summary>
    public bool WorkspaceProtocolOnly { get; init; }

    /// <summary>Changelogs are written.</summary>
    public bool WritesChangelogs { get; init; } = true;

    /// <summary>Version 2 formats changelogs with Prettier.</summary>
    public bool Formats { get; init; } = true;

    /// <summary>The branch that changes are compared with; null for changesets' own default.</summary>
    public string? BaseBranch { get; init; }

    /// <summary>Which files of a package count as changes to it.</summary>
    public NamePatterns? ChangedFiles { get; init; }

    /// <summary>Peers of a dependent are raised and rewritten only when they are out of range.</summary>
    public bool OnlyPeersOutOfRange { get; init; }

    /// <summary>Every dependent is released, not only those whose ranges exclude the new version.</summary>
    public bool AlwaysUpdatesDependents { get; init; }
}
