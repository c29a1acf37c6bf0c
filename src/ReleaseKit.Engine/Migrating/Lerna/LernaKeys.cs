namespace ReleaseKit.Engine.Migrating.Lerna;

/// <summary>Keys of <c>lerna.json</c> (schema of 9.0) that need a sentence instead of a key.</summary>
internal static class LernaKeys
{
    private const string Misshapen = "does not have the form that lerna documents.";
    private const string Other = "is about other commands of lerna, not about releases.";
    private const string Client = "is not needed: npm, pnpm and Yarn are recognised by their lock files.";
    private const string Selection = "chooses packages on the command line: pass ReleasePackages or ReleaseGroup.";
    private const string Prerelease = "is a channel: [branches] next = \"beta\" releases prereleases from the branch next.";

    /// <summary>What becomes of the keys, wherever they stand.</summary>
    public static readonly MigrationNotes Notes = MigrationNotes.Of(
        "lerna",
        ("$schema", "is not needed."),
        ("allowBranch", Misshapen), ("changelogPreset", Misshapen), ("conventionalCommits", Misshapen), ("createRelease", Misshapen), ("registry", Misshapen), ("tagVersionPrefix", Misshapen), ("version", Misshapen),
        ("access", "is npm's own: set publishConfig.access in scoped packages that are public."),
        ("amend", "has no equivalent: a release is a commit of its own."),
        ("assets", "has no equivalent: what is published is what npm packs."),
        ("bail", Other), ("bin", Other), ("bootstrap", Other), ("dest", Other), ("dev", Other), ("dependencies", Other), ("description", Other), ("esModule", Other), ("extends", "is not followed: what it names was not read."),
        ("flatten", Other), ("forceLocal", Other), ("hoist", Other), ("homepage", Other), ("keywords", Other), ("license", Other), ("parallel", Other), ("peer", Other), ("prefix", Other),
        ("preserveCommit", Other), ("profile", Other), ("profileLocation", Other), ("skipNxCache", Other), ("stream", Other), ("strict", Other), ("loadEnvFiles", Other), ("useNx", Other), ("mutex", Other), ("maxBuffer", Other),
        ("buildMetadata", "has no equivalent."),
        ("canary", "is -t:Snapshot, see docs/channels.md."),
        ("changelog", "is the key changelog."),
        ("changelogEntryAdditionalMarkdown", "is what changelog_template can add."),
        ("ciBehindBehavior", "is built in: an older commit never wins over a newer one."),
        ("command", "has sections of commands; those that release were read."),
        ("commitHooks", "is built in: hooks are not run for the release commit."),
        ("concurrency", "is MSBuild's: -mt -m:16."),
        ("contents", "has no equivalent: packages are packed where they are, or as their publishConfig.directory says."),
        ("continueIfNoMatch", Selection), ("excludeDependents", Selection), ("ignore", Selection), ("includeDependencies", Selection), ("includeDependents", Selection), ("scope", Selection), ("since", Selection), ("private", Selection),
        ("conventionalBumpPrerelease", Prerelease), ("conventionalGraduate", Prerelease), ("conventionalPrerelease", Prerelease), ("forceConventionalGraduate", Prerelease), ("preid", Prerelease), ("preDistTag", Prerelease),
        ("directory", "has no equivalent: packages are packed where they are, or as their publishConfig.directory says."),
        ("distTag", "follows the channel: latest for stable releases, the channel's name for others."),
        ("exact", "is about ranges in manifests: they keep their operator here; the key pin says how siblings are published."),
        ("forceGitTag", "is built in: tags are made by us, not by npm."),
        ("forcePublish", "is ReleaseBump on the command line."),
        ("gitHead", "has no equivalent."), ("gitReset", "is built in: manifests are put back byte for byte."), ("granularPathspec", "is built in: only what was written is committed."),
        ("gitRemote", "is the property ReleaseRemote."), ("gitTagVersion", "is built in: what is live is tagged."), ("push", "is the property ReleasePush."),
        ("ignoreChanges", "has no equivalent: what is in a package's folder is the package's."),
        ("ignorePrepublish", "is npm's own: scripts run as npm runs them."), ("ignoreScripts", "is npm's own: ignore-scripts in .npmrc."),
        ("includeMergedTags", "is built in."), ("json", Other), ("loglevel", "is MSBuild's: -v:detailed."),
        ("includePrivate", "has no equivalent: private packages are not published."),
        ("legacyAuth", "is npm's own; credentials come from NODE_AUTH_TOKEN or .npmrc."), ("otp", "is npm's own; CI needs a token that asks for none, or trusted publishing."),
        ("message", "is the property ReleaseCommitMessage."),
        ("npmClient", Client), ("npmClientArgs", Client), ("useWorkspaces", Client),
        ("packages", "is not needed where the workspace of the package manager names the same folders; lerna's own list was not read."),
        ("progress", Other), ("rejectCycles", "is built in: a cycle of runtime dependencies is RK-GRAPH-CYCLE."), ("requireScripts", "has no equivalent: scripts are those of each package."),
        ("runScriptsOnLockfileUpdate", "has no equivalent: lock files are edited, or their client is asked without scripts."),
        ("signGitCommit", "is git's own: commit.gpgSign."), ("signGitTag", "is git's own: tag.gpgSign."), ("sort", "is built in."), ("summaryFile", "is plan.json and the report of -t:Publish."),
        ("syncDistVersion", "has no equivalent."), ("tag", Other), ("tempTag", "is not needed: dependents are published when their dependencies are live."),
        ("verbose", Other), ("verifyAccess", "is a check of -t:Check."), ("yes", "is built in: nothing asks but Rollback."));
}
