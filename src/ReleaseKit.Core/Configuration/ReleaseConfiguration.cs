using System.Collections.Immutable;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Channels;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Tags;
using ReleaseKit.Core.Toml;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Configuration;

/// <summary>The workspace root's <c>releasekit.toml</c>, with the defaults of what it leaves out.</summary>
public sealed record ReleaseConfiguration
{
    /// <summary>What holds without a file.</summary>
    public static ReleaseConfiguration Default { get; } = new();

    /// <summary>What can ask for a release.</summary>
    public IntentSources Intents { get; init; } = IntentSources.Commits | IntentSources.ChangeFiles;

    /// <summary>Whose rules are followed; null when nobody said, for what the repository is set up for.</summary>
    public ReleaseSemantics? Semantics { get; init; }

    /// <summary>A changed package without an intent is an error.</summary>
    public bool RequireIntent { get; init; }

    /// <summary>All packages share one version.</summary>
    public bool Synchronize { get; init; }

    /// <summary>The form of tags, as <see cref="Tags.TagFormat"/> reads it; null for the planner's own.</summary>
    public string? TagFormat { get; init; }

    /// <summary>A breaking change of a 0.x version gives 1.0.0 instead of raising the middle number; null for what the semantics say.</summary>
    public bool? MajorOnZero { get; init; }

    /// <summary>When ranges on released siblings are rewritten; null for what the semantics say.</summary>
    public RewriteTrigger? Rewrite { get; init; }

    /// <summary>How releases ripple to dependents, for the kinds of dependencies that the file says something about.</summary>
    public ImmutableSortedDictionary<DependencyKind, PropagationRule> Propagation { get; init; } = ImmutableSortedDictionary<DependencyKind, PropagationRule>.Empty;

    /// <summary>The groups that have a table, by label.</summary>
    public ImmutableSortedDictionary<string, GroupConfiguration> Groups { get; init; } =
        ImmutableSortedDictionary.Create<string, GroupConfiguration>(StringComparer.Ordinal);

    /// <summary>The commit after which history counts for packages that have no tag; null for all of history.</summary>
    public string? BootstrapSha { get; init; }

    /// <summary>Changelogs are written.</summary>
    public bool Changelog { get; init; } = true;

    /// <summary>How changelogs look; null when the file does not say.</summary>
    public ChangelogStyle? ChangelogStyle { get; init; }

    /// <summary>The Handlebars template of entries; null for the style's own form.</summary>
    public RelativePath? ChangelogTemplate { get; init; }

    /// <summary>The changelog that tells of all packages; null for none.</summary>
    public RelativePath? UmbrellaChangelog { get; init; }

    /// <summary>Changelogs name the people who wrote the changes.</summary>
    public bool Contributors { get; init; }

    /// <summary>The repository's page on its forge; null for the one that the remote's address gives.</summary>
    public string? RepositoryUrl { get; init; }

    /// <summary>What the repository is hosted on; null when the host's name tells.</summary>
    public ForgeKind? Forge { get; init; }

    /// <summary>The base of the forge's API; null for the usual one of its host.</summary>
    public string? ForgeUrl { get; init; }

    /// <summary>How siblings are pinned while a package is built.</summary>
    public PinStyle Pin { get; init; } = PinStyle.Exact;

    /// <summary>What was uploaded is installed and imported.</summary>
    public bool SmokeTest { get; init; } = true;

    /// <summary>Which machine uploads.</summary>
    public PublishFrom PublishFrom { get; init; } = PublishFrom.Local;

    /// <summary>The release branch's name, with <c>{branch}</c> and <c>{group}</c>; null for the default.</summary>
    public string? ReleaseBranch { get; init; }

    /// <summary>What labels of release pull requests begin with.</summary>
    public string Labels { get; init; } = "autorelease: ";

    /// <summary>Release pull requests begin as drafts.</summary>
    public bool Draft { get; init; }

    /// <summary>The form of the tag for a whole release; null for none.</summary>
    public UmbrellaTag? UmbrellaTag { get; init; }

    /// <summary>The forge gets releases.</summary>
    public bool ForgeReleases { get; init; } = true;

    /// <summary>Repositories that are told of what was published, owner and name.</summary>
    public ImmutableArray<string> Dispatch { get; init; } = [];

    /// <summary>Where packages are pinned and built.</summary>
    public Isolation Isolation { get; init; }

    /// <summary>The executable and the arguments that prepare a work tree for builds; empty for none.</summary>
    public ImmutableArray<string> IsolationSetup { get; init; } = [];

    /// <summary>Packages that are not released: ids, names, or globs of their directories.</summary>
    public ImmutableArray<string> Exclude { get; init; } = [];

    /// <summary>By what versions grow, for packages that say nothing of their own.</summary>
    public Versioning Versioning { get; init; } = Versioning.Semantic;

    /// <summary>How versions of snapshots are made.</summary>
    public SnapshotTemplate Snapshot { get; init; } = SnapshotTemplate.Default;

    /// <summary>Which branches release on which channels, in the order of the file.</summary>
    public ImmutableArray<BranchChannel> Branches { get; init; } = [];

    /// <summary>Edges that no manifest tells, in the order of the file.</summary>
    public ImmutableArray<DeclaredEdge> Edges { get; init; } = [];

    /// <summary>The ecosystems that are configured, by canonical name.</summary>
    public ImmutableSortedDictionary<string, EcosystemConfiguration> Ecosystems { get; init; } =
        ImmutableSortedDictionary.Create<string, EcosystemConfiguration>(StringComparer.Ordinal);

    /// <summary>The configuration of an ecosystem, by canonical name; the defaults when there is none.</summary>
    public EcosystemConfiguration Ecosystem(string name) => Ecosystems.GetValueOrDefault(name, EcosystemConfiguration.Default);

    /// <summary>Reads the root's file.</summary>
    /// <param name="document">The file.</param>
    /// <param name="ecosystemAliases">Every name an ecosystem's table may have, with the canonical name it stands for, which is a name too.</param>
    /// <param name="defaults">What holds for keys that the file leaves out; null for <see cref="Default"/>.</param>
    /// <exception cref="ReleaseException">All of the file's problems: <c>RK-CONFIG-UNKNOWN-KEY</c>, <c>RK-CONFIG-INVALID-VALUE</c>.</exception>
    public static ReleaseConfiguration Parse(
        TomlDocument document, IReadOnlyDictionary<string, string> ecosystemAliases, ReleaseConfiguration? defaults = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(ecosystemAliases);
        var reader = new ConfigurationReader(document.Source);
        var result = reader.Read(document.Root, defaults ?? Default, WorkspaceBindings.All, ConfigurationKeys.BranchesTable, ConfigurationKeys.EcosystemsTable, ConfigurationKeys.EdgesTable, ConfigurationKeys.GroupsTable, ConfigurationKeys.PropagationTable);
        result = result with
        {
            Groups = PolicyTables.Groups(reader, document.Root[ConfigurationKeys.GroupsTable]),
            Edges = EdgeTables.Read(reader, document.Root[ConfigurationKeys.EdgesTable]),
            Propagation = PolicyTables.Propagation(reader, document.Root[ConfigurationKeys.PropagationTable]),
        };
        if (document.Root[ConfigurationKeys.EcosystemsTable] is { } ecosystems)
        {
            result = result with { Ecosystems = EcosystemTables.Read(reader, ecosystems, ecosystemAliases) };
        }

        if (document.Root[ConfigurationKeys.BranchesTable] is { } branches)
        {
            result = result with { Branches = BranchTable.Read(reader, branches) };
        }

        reader.ThrowIfProblems();
        return result;
    }

    /// <summary>The configuration with one key replaced by the value of a property; an empty value replaces nothing.</summary>
    /// <param name="key">The key, such as <c>synchronize</c> or <c>ecosystems.python.registry_url</c> with the canonical name.</param>
    /// <param name="value">The value as MSBuild has it; lists have their items between semicolons.</param>
    /// <exception cref="ReleaseException"><c>RK-CONFIG-UNKNOWN-KEY</c>, <c>RK-CONFIG-INVALID-VALUE</c>.</exception>
    public ReleaseConfiguration Override(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (string.IsNullOrWhiteSpace(value))
        {
            return this;
        }

        if (WorkspaceBindings.All.FirstOrDefault(binding => binding.Key.Name == key) is { } found)
        {
            return found.Override(this, found.Key, value);
        }

        if (key.Split('.') is [ConfigurationKeys.EcosystemsTable, { Length: > 0 } ecosystem, var name] &&
            EcosystemBindings.All.FirstOrDefault(binding => binding.Key.Name == name) is { } inEcosystem)
        {
            var changed = inEcosystem.Override(Ecosystem(ecosystem), inEcosystem.Key.For(ecosystem), value);
            return this with { Ecosystems = Ecosystems.SetItem(ecosystem, changed) };
        }

        var names = ConfigurationKeys.Workspace.Select(valid => valid.Name).ToArray();
        throw new ReleaseException(ConfigurationCodes.UnknownKey.Create(ConfigurationReader.UnknownKey(key, names, "that a property can override")));
    }
}
