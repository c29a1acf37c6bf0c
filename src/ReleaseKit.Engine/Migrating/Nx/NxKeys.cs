namespace ReleaseKit.Engine.Migrating.Nx;

/// <summary>Keys of the block <c>release</c> of <c>nx.json</c> (schema of 22) that need a sentence instead of a key.</summary>
internal static class NxKeys
{
    private const string Misshapen = "has no effect here, or not the form that nx documents.";
    private const string Docker = "has no equivalent: images are no packages here; declare them in release.proj, see docs/extending.md.";
    private const string Git = "is built in: one release commit, annotated tags of what is live, both pushed atomically.";

    /// <summary>What becomes of the keys, wherever they stand.</summary>
    public static readonly MigrationNotes Notes = MigrationNotes.Of(
        "nx release",
        ("changelog", Misshapen), ("conventionalCommits", Misshapen), ("createRelease", Misshapen), ("generatorOptions", Misshapen), ("groups", Misshapen), ("pattern", Misshapen), ("projectChangelogs", Misshapen), ("projects", Misshapen), ("projectsRelationship", Misshapen),
        ("releaseTag", Misshapen), ("releaseTagPattern", Misshapen), ("specifierSource", Misshapen), ("updateDependents", Misshapen), ("version", Misshapen), ("versionPlans", Misshapen), ("workspaceChangelog", Misshapen),
        ("adjustSemverBumpsForZeroMajorVersion", "is the key major_on_zero."),
        ("applyPreidToDependents", "is built in: dependents of a prerelease are prereleases."),
        ("applyUsernameToAuthors", "is what contributors does, with names only."), ("authors", "is the key contributors."), ("commitReferences", "is built in."), ("mapAuthorsToGitHubUsernames", "has no equivalent: contributors names people, not accounts."),
        ("versionTitleDate", "is built in."), ("renderOptions", "is what changelog_template can do."), ("renderer", "is not run; write changelog_template."),
        ("automaticFromRef", "is built in: without a tag all of history counts, or what bootstrap_sha leaves."),
        ("checkAllBranchesWhen", "has no equivalent: tags of all branches are known, and those of this history count."),
        ("commit", Git), ("push", Git), ("stageChanges", Git), ("tag", Git), ("commitArgs", Git), ("pushArgs", Git), ("tagArgs", Git),
        ("commitMessage", "is the property ReleaseCommitMessage."), ("tagMessage", "has no equivalent: the message of a tag is name and version."), ("pushRemote", "is the property ReleaseRemote."),
        ("currentVersionResolver", "is built in: the last release is the highest tag; what is on disk must not be behind it."), ("currentVersionResolverMetadata", "is not needed."), ("fallbackCurrentVersionResolver", "is built in: without a tag the manifest's version is the first release."),
        ("deleteVersionPlans", "is built in: used change files are deleted by the release commit."), ("ignorePatternsForPlanCheck", "has no equivalent: -t:Check with ReleaseSince asks about every changed package."),
        ("docker", Docker), ("preferDockerVersion", Docker), ("skipVersionActions", Docker), ("repositoryName", Docker), ("registryUrl", Docker), ("versionSchemes", Docker),
        ("entryWhenNoChanges", "has no equivalent: a package without changes is released because of a dependency, and says so."),
        ("generator", "is not run: manifests are edited by our adapters."), ("versionActions", "is not run: manifests are edited by our adapters."), ("versionActionsOptions", "belongs to versionActions."),
        ("git", Git),
        ("groupPreVersionCommand", "is a target of yours: <Target Name=\"BuildFirst\" BeforeTargets=\"Publish\"> in release.proj."),
        ("preVersionCommand", "is a target of yours: <Target Name=\"BuildFirst\" BeforeTargets=\"Publish\"> in release.proj."),
        ("logUnchangedProjects", "is MSBuild's: -v:detailed."), ("manifestRootsToUpdate", "has no equivalent: the manifest in the package's folder counts; build into a folder that publishConfig.directory names."),
        ("preserveLocalDependencyProtocols", "is built in: workspace: stays, and is replaced only while a package is built."), ("preserveMatchingDependencyRanges", "is the key rewrite = \"out-of-range\"."),
        ("replaceExistingContents", "has no equivalent: entries are added."),
        ("requireSemver", "is built in."), ("strictPreid", "is built in: a channel's prereleases are counted by themselves."),
        ("releaseTagPatternCheckAllBranchesWhen", "has no equivalent: tags of all branches are known, and those of this history count."), ("releaseTagPatternRequireSemver", "is built in."),
        ("releaseTagPatternPreferDockerVersion", Docker), ("releaseTagPatternStrictPreid", "is built in: a channel's prereleases are counted by themselves."),
        ("types", "has no key: what types raise is that of conventional commits, see docs/commits.md."), ("useCommitScope", "is not needed: a commit belongs to the packages whose files it changes."),
        ("useLegacyVersioning", "is not needed."), ("versionPrefix", "is the key pin for what is published; manifests keep their operators."),
        ("file", "is CHANGELOG.md in the package's folder, or umbrella_changelog."));
}
