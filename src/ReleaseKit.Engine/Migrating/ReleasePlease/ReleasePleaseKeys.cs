using System.Collections.Immutable;

namespace ReleaseKit.Engine.Migrating.ReleasePlease;

/// <summary>Keys of <c>release-please-config.json</c> (schema of 17.11) that need a sentence instead of a key.</summary>
internal static class ReleasePleaseKeys
{
    private const string Unneeded = "is not needed: history is read from the clone, not from the forge.";
    private const string Display = "has no equivalent: the text of release pull requests is our own.";

    /// <summary>Release types whose packages are found by their manifests.</summary>
    public static readonly ImmutableHashSet<string> Found =
        ["dart", "dotnet-yoshi", "go", "go-yoshi", "java", "java-backport", "java-bom", "java-lts", "java-yoshi", "java-yoshi-mono-repo", "maven", "node", "node-librarian", "node-workspace", "python", "rust"];

    /// <summary>What becomes of the others.</summary>
    public static readonly MigrationNotes Notes = MigrationNotes.Of(
        "release-please",
        ("$schema", "is not needed."),
        ("always-link-local", "is built in: siblings are always found in the workspace."),
        ("always-update", "is built in: the release pull request follows its branch."),
        ("bump-patch-for-minor-pre-major", "has no equivalent: a feature of a 0.x version raises the last number but one. Ask for less with ReleaseAs."),
        ("changelog-host", "is taken from the remote; set repository_url and forge where it is another one."),
        ("changelog-sections", "has no key; write changelog_template, or accept the sections of changelog_style."),
        ("changelog-type", "has no equivalent: notes come from commits and change files."),
        ("commit-batch-size", Unneeded),
        ("commit-search-depth", Unneeded),
        ("component-no-space", Display),
        ("date-format", "has no equivalent: dates of changelogs are yyyy-MM-dd."),
        ("draft", "follows publish_from: releases of a CI job are drafts until everything is live."),
        ("draft-pull-request", "see the key draft of the release pull request."),
        ("exclude-paths", "has no equivalent: what is in a package's folder is the package's. Move it out, or leave packages out with exclude."),
        ("extra-label", "has no equivalent: labels are a display, and none decides anything."),
        ("force-tag-creation", "is built in: tags are made and pushed before releases of the forge."),
        ("group-pull-request-title-pattern", Display),
        ("include-v-in-release-name", "has no equivalent: releases of the forge are named after their tags."),
        ("initial-version", "has no key: a first release has the version of its manifest. Write it there, or pass ReleaseAs once."),
        ("label", "has no equivalent: labels are a display, and none decides anything."),
        ("prerelease-type", "is the label of a channel: [branches] next = \"beta\" releases prereleases from the branch next."),
        ("pull-request-footer", Display),
        ("pull-request-header", Display),
        ("pull-request-title-pattern", Display),
        ("release-as", "holds for one release: pass ReleaseAs to -t:Prepare, or edit the version in the release pull request."),
        ("release-label", "has no equivalent: labels are a display, and none decides anything."),
        ("release-search-depth", Unneeded),
        ("sequential-calls", "is built in: requests to the forge keep to its limits."),
        ("signoff", "has no equivalent: commits follow git's own configuration."),
        ("skip-snapshot", "is not needed: there are no snapshot releases between releases."),
        ("snapshot-label", "is not needed: there are no snapshot releases between releases."),
        ("version-file", "has no equivalent for packages with a manifest; declare a package of your own for it, see docs/extending.md."));
}
