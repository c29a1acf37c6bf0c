using System.Collections.Immutable;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using Types = ReleaseKit.Core.Configuration.ConfigurationTypes;

namespace ReleaseKit.Core.Configuration;

/// <summary>The keys at the top of the root's file.</summary>
internal static class WorkspaceBindings
{
    public static readonly ImmutableArray<ConfigurationBinding<ReleaseConfiguration>> All =
    [
        Bind("intents", "ReleaseIntents",
            Types.Choices(("commits", IntentSources.Commits), ("change-files", IntentSources.ChangeFiles)),
            "both; [\"change-files\"] where changesets is set up",
            "What can ask for a release: conventional commits, change files, or both. See [change-files.md](../change-files.md).",
            (c, v) => c with { Intents = v.Aggregate(IntentSources.None, (all, one) => all | one) }),
        Bind("semantics", "ReleaseSemantics",
            Types.Choice(("releasekit", ReleaseSemantics.ReleaseKit), ("changesets-2", ReleaseSemantics.Changesets2), ("changesets-3", ReleaseSemantics.Changesets3)),
            "\"releasekit\"; where changesets is set up the version that the root package.json asks for",
            "Whose rules the other keys have as defaults. Under those of changesets `.changeset/config.json` is followed.",
            (c, v) => c with { Semantics = v }),
        Bind("require_intent", "ReleaseRequireIntent", Types.Boolean, "false",
            "A changed package without an intent is an error of -t:Check with `ReleaseSince`, not a warning.",
            (c, v) => c with { RequireIntent = v }),
        Bind("synchronize", "ReleaseSynchronize", Types.Boolean, "false",
            "All packages share one version: the highest bump of any of them is everybody's.",
            (c, v) => c with { Synchronize = v }),
        Bind("tag_format", "ReleaseTagFormat", Types.TagFormat, "{name}-v{version}; v{version} when synchronized",
            "The form of tags, with the placeholders {version}, {name}, {unscoped}, {directory}, {ecosystem} and {label}.",
            (c, v) => c with { TagFormat = v }),
        Bind("major_on_zero", "ReleaseMajorOnZero", Types.Boolean, "false; true with the semantics of changesets",
            "A breaking change of a 0.x version gives 1.0.0; otherwise it raises the middle number.",
            (c, v) => c with { MajorOnZero = v }),
        Bind("rewrite", "ReleaseRewrite",
            Types.Choice(("always", RewriteTrigger.Always), ("minor", RewriteTrigger.Minor), ("out-of-range", RewriteTrigger.OutOfRange)), "\"always\"",
            "When the range on a released sibling is rewritten: always, when it is released at least minor or excluded, or only when it is excluded.",
            (c, v) => c with { Rewrite = v }),
        Bind("bootstrap_sha", "ReleaseBootstrapSha", Types.Commit, "all of history",
            "The commit after which history counts for packages that have no tag yet.",
            (c, v) => c with { BootstrapSha = v }),
        Bind("changelog", "ReleaseChangelog", Types.Boolean, "true",
            "Write what changed to each released package's CHANGELOG.md.",
            (c, v) => c with { Changelog = v }),
        Bind("changelog_style", "ReleaseChangelogStyle",
            Types.Choice(("conventional", ChangelogStyle.Conventional), ("keep-a-changelog", ChangelogStyle.KeepAChangelog), ("changesets", ChangelogStyle.Changesets)),
            "\"conventional\"; \"changesets\" under the semantics of changesets",
            "How changelogs look, see [changelogs.md](../changelogs.md).",
            (c, v) => c with { ChangelogStyle = v }),
        Bind("changelog_template", "ReleaseChangelogTemplate", Types.File, "none",
            "A Handlebars template for the text below each version's heading, instead of the style's own.",
            (c, v) => c with { ChangelogTemplate = v }),
        Bind("umbrella_changelog", "ReleaseUmbrellaChangelog", Types.File, "none",
            "A file that tells of all packages, with one entry for each release.",
            (c, v) => c with { UmbrellaChangelog = v }),
        Bind("contributors", "ReleaseContributors", Types.Boolean, "false",
            "Name the authors and co-authors of the changes in changelogs; names only.",
            (c, v) => c with { Contributors = v }),
        Bind("repository_url", "ReleaseRepositoryUrl", Types.Url, "that of the remote",
            "The repository's page on its forge; changelogs link commits, issues and comparisons there.",
            (c, v) => c with { RepositoryUrl = v }),
        Bind("forge", "ReleaseForge",
            Types.Choice(("github", ForgeKind.GitHub), ("gitlab", ForgeKind.GitLab), ("bitbucket", ForgeKind.Bitbucket), ("gitea", ForgeKind.Gitea)),
            "by the name of the host",
            "What the repository is hosted on; `gitea` stands for Forgejo too. Without it a host whose name does not tell gets no links.",
            (c, v) => c with { Forge = v }),
        Bind("forge_url", "ReleaseForgeUrl", Types.Url, "that of the host",
            "Where the forge's API is, when it is not at the usual place of its host: a forge below a folder or behind another name.",
            (c, v) => c with { ForgeUrl = v }),
        Bind("pin", "ReleasePin", Types.Choice(("exact", PinStyle.Exact), ("caret", PinStyle.Caret)), "\"exact\"",
            "How siblings from the workspace are written into published packages: exactly the version released with them, or everything compatible with it.",
            (c, v) => c with { Pin = v }),
        Bind("smoke_test", "ReleaseSmokeTest", Types.Boolean, "true",
            "Install and import each package from its registry after the upload.",
            (c, v) => c with { SmokeTest = v }),
        Bind("publish_from", "ReleasePublishFrom", Types.Choice(("local", PublishFrom.Local), ("ci", PublishFrom.Ci)), "\"local\"",
            "Which machine uploads: the one that runs the release, or a continuous integration job.",
            (c, v) => c with { PublishFrom = v }),
        Bind("isolation", "ReleaseIsolation", Types.Choice(("in-place", Isolation.InPlace), ("worktree", Isolation.Worktree)), "\"in-place\"",
            "Where packages are pinned and built: in the work tree, or in a throw-away one of the release commit, see [isolation.md](../isolation.md).",
            (c, v) => c with { Isolation = v }),
        Bind("isolation_setup", "ReleaseIsolationSetup", Types.Command, "[]",
            "A command, as a list of its words, that makes the throw-away work tree fit for builds, such as `[\"pnpm\", \"install\", \"--frozen-lockfile\"]`.",
            (c, v) => c with { IsolationSetup = v }),
        Bind("versioning", "ReleaseVersioning", Types.Versioning, "\"semver\"",
            "By what versions grow: by the changes, or by the date, as in `calver:YYYY.MM.MICRO`.",
            (c, v) => c with { Versioning = v }),
        Bind("snapshot", "ReleaseSnapshotTemplate", Types.Snapshot, "\"{version}-dev.{timestamp}\"",
            "The versions that -t:Snapshot makes: {version} or {next}, a hyphen, then text with {channel}, {commit}, {timestamp}, {datetime} and {date}.",
            (c, v) => c with { Snapshot = v }),
        Bind("exclude", "ReleaseExclude", Types.Patterns, "[]",
            "Packages that are not released: ids (`npm:@acme/core`), names, or globs of their directories (`samples/**`).",
            (c, v) => c with { Exclude = v }),
    ];

    private static ConfigurationBinding<ReleaseConfiguration, T> Bind<T>(
        string name, string property, ConfigurationType<T> type, string fallback, string description, Func<ReleaseConfiguration, T, ReleaseConfiguration> set) =>
        new(new ConfigurationKey(ConfigurationScope.Workspace, name, property, type.Name, fallback, description), type, set);
}
