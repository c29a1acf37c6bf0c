using System.Collections.Immutable;
using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Tags;
using ReleaseKit.Engine.ChangeFiles;
using ReleaseKit.Engine.ChangeFiles.Changesets;

namespace ReleaseKit.Engine.Releasing;

/// <summary>The packages of a repository together with what configuration says about them.</summary>
/// <param name="Workspace">Every package and edge.</param>
/// <param name="Configuration">The root configuration with the overrides of properties applied.</param>
/// <param name="Excluded">Packages left out by configuration, with why in words for people.</param>
/// <param name="TagFormats">Packages with a tag format of their own.</param>
public sealed record DiscoveredWorkspace(
    Workspace Workspace,
    ReleaseConfiguration Configuration,
    ImmutableDictionary<PackageId, string> Excluded,
    ImmutableDictionary<PackageId, TagFormat> TagFormats)
{
    /// <summary>The format of every package that has none of its own.</summary>
    public TagFormat DefaultTagFormat { get; } = Configuration.TagFormat is { } format
        ? TagFormat.Parse(format)
        : Configuration.Synchronize ? TagFormat.SynchronizedDefault
        : Configuration.Semantics is null or ReleaseSemantics.ReleaseKit ? TagFormat.Default
        : Workspace.Packages is [{ Directory.IsRoot: true }] ? TagFormat.SynchronizedDefault : ChangesetsFormatOfTags;

    private static TagFormat ChangesetsFormatOfTags => TagFormat.Parse("{name}@{version}");

    /// <summary>The configuration of changesets that is followed; null when none is.</summary>
    public ChangesetsRepository? Changesets { get; init; }

    /// <summary>What looks wrong, and stops nothing.</summary>
    public ImmutableArray<Diagnostic> Warnings { get; init; } = [];

    /// <summary>Manifests that a sparse checkout leaves out, relative to the workspace root.</summary>
    public ImmutableArray<string> Missing { get; init; } = [];

    /// <summary>Private packages that are versioned all the same.</summary>
    public ImmutableHashSet<PackageId> VersionedPrivately { get; init; } = [];

    /// <summary>Whether configuration and manifest let a package be released, or at least versioned.</summary>
    public bool MayBeReleased(Package package) => (package.Publishable || VersionedPrivately.Contains(package.Id)) && !Excluded.ContainsKey(package.Id);

    /// <summary>Where the repository has change files.</summary>
    public ChangeFileSources ChangeFiles { get; init; } = ChangeFileSources.None;

    /// <summary>Packages for which no changelog is written, though the workspace writes them.</summary>
    public ImmutableHashSet<PackageId> WithoutChangelog { get; init; } = [];

    /// <summary>The groups that the root's file declares, with all of their members.</summary>
    public ImmutableArray<VersionGroup> Groups { get; init; } = [];

    /// <summary>What packages' own files say.</summary>
    public ImmutableDictionary<PackageId, PackageConfiguration> Settings { get; init; } = ImmutableDictionary<PackageId, PackageConfiguration>.Empty;

    /// <summary>The tag of a package and version.</summary>
    public string Tag(Package package, string version) => FormatOf(package).Format(package, version);

    /// <summary>How a package's tags are named.</summary>
    public TagFormat FormatOf(Package package) => TagFormats.GetValueOrDefault(package.Id, DefaultTagFormat);
}
