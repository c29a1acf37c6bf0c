using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Migrating;
using ReleaseKit.Engine.Migrating.ReleasePlease;

namespace ReleaseKit.Engine.Tests.Migrating;

/// <summary>What the configurations of other tools become. Every expectation is a whole file, read back by our own reader.</summary>
public sealed class MigrationTests
{
    private readonly Dictionary<string, string> _files = [];
    private readonly List<Package> _packages = [];
    private readonly HashSet<string> _tags = [];

    [Fact]
    public async Task ReleasePleaseBecomesOneTagFormatGroupsAndABaseline()
    {
        _files["release-please-config.json"] = """
            {
              "$schema": "https://raw.githubusercontent.com/googleapis/release-please/main/schemas/config.json",
              "release-type": "node",
              "bump-minor-pre-major": true,
              "tag-separator": "@",
              "include-v-in-tag": false,
              "changelog-sections": [{ "type": "feat", "section": "Features" }],
              "packages": {
                ".": { "component": "tools", "include-component-in-tag": false, "extra-files": ["src/version.ts", { "type": "json", "path": "m.json", "jsonpath": "$.v" }] },
                "packages/storage": { "skip-changelog": true },
                "packages/pubsub": { "component": "messages" },
                "charts/app": { "release-type": "helm", "versioning": "always-bump-patch" }
              },
              "plugins": ["node-workspace", { "type": "linked-versions", "groupName": "cloud", "components": ["storage", "messages", "gone"] }, "sentence-case"],
              "surprise": 1
            }
            """;
        _files[".release-please-manifest.json"] = "{\n  \".\": \"1.0.0\",\n  \"packages/storage\": \"2.3.0\",\n  \"packages/pubsub\": \"3.0.0\",\n  \"old\": \"1.0.0\"\n}\n";
        Add("npm", "tools-root", "", "1.0.0");
        Add("npm", "@acme/storage", "packages/storage", "2.4.0");
        Add("npm", "@acme/pubsub", "packages/pubsub", "3.0.0");
        _tags.UnionWith(["1.0.0", "messages@3.0.0"]);

        await ExpectAsync(
            """
            tag_format = "{unscoped}@{version}" <- release-please-config.json:5 tag-separator
            major_on_zero = false <- release-please-config.json:4 bump-minor-pre-major
            bootstrap_sha = "0123456789012345678901234567890123456789" <- .release-please-manifest.json:3 packages/storage 2.3.0, which has no tag storage@2.3.0
            [groups.tags-tools] packages = ["npm:tools-root"] <- release-please-config.json:9 packages..
            [groups.tags-tools] tag_format = "{version}" <- release-please-config.json:9 packages..
            [groups.tags-messages] packages = ["npm:@acme/pubsub"] <- release-please-config.json:11 packages.packages/pubsub
            [groups.tags-messages] tag_format = "messages@{version}" <- release-please-config.json:11 packages.packages/pubsub
            [groups.cloud] versioning = "fixed" <- release-please-config.json:14 plugins[1]
            [groups.cloud] packages = ["packages/storage", "packages/pubsub"] <- release-please-config.json:14 plugins[1].components
            """,
            "$schema", "changelog-sections", "extra-files[0]", "extra-files[1]", "packages.packages/storage.skip-changelog", "packages.charts/app.release-type", "packages.charts/app.versioning",
            "plugins[0]", "plugins[2]", "surprise", "component gone", ".release-please-manifest.json:3 packages/storage", ".release-please-manifest.json:5 old", "charts/app");
    }

    [Fact]
    public async Task ReleasePleaseOfOnePackageHasTagsWithoutAName()
    {
        _files["release-please-config.json"] = """{ "packages": { ".": { "release-type": "python", "package-name": "acme", "include-component-in-tag": false } }, "last-release-sha": "89abcdef", "draft-pull-request": true, "skip-github-release": true }""";
        _files[".release-please-manifest.json"] = """{ ".": "0.4.0" }""";
        Add("python", "acme", "", "0.4.0");
        _tags.Add("v0.4.0");

        await ExpectAsync("""
            tag_format = "v{version}" <- release-please-config.json:1 packages
            major_on_zero = true <- bump-minor-pre-major, whose default is false
            draft = true <- release-please-config.json:1 draft-pull-request
            forge_releases = false <- release-please-config.json:1 skip-github-release
            bootstrap_sha = "89abcdef" <- release-please-config.json:1 last-release-sha
            """);
    }

    [Fact]
    public void ReleasePleasesPullRequestsAreReadWithItsOwnNames()
    {
        _files["release-please-config.json"] = """
            { "component-no-space": true, "group-pull-request-title-pattern": "release ${branch}", "pull-request-title-pattern": "x ${version}",
              "packages": { "a": {}, "b": { "component": "@x/b", "tag-separator": "/" }, "c": { "package-name": "@x/cc" }, "d": { "include-v-in-tag": false } } }
            """;
        Add("npm", "@acme/a", "a", "1.0.0");

        var settings = ReleasePleaseReader.Read(Source()).ShouldNotBeNull();

        settings.Packages.Select(p => p.Tag("1.0.0")).ShouldBe(["a-v1.0.0", "@x/b/v1.0.0", "cc-v1.0.0", "1.0.0"]);
        (settings.GroupTitlePattern, settings.ComponentNoSpace, settings.Packages[0].TitlePattern).ShouldBe(("release ${branch}", true, "x ${version}"));
        _files[".release-please-manifest.json"] = """{ "a": "1.2.3" }""";
        (ReleasePleaseReader.VersionOf(Source(), "a"), ReleasePleaseReader.VersionOf(Source(), "b")).ShouldBe(("1.2.3", null));
        _files.Clear();
        ReleasePleaseReader.Read(Source()).ShouldBeNull();
    }

    [Fact]
    public async Task LernaWithOneVersionIsSynchronized()
    {
        _files["lerna.json"] = """
            {
              "version": "8.1.2", "npmClient": "pnpm", "packages": ["packages/*"],
              "command": {
                "version": { "allowBranch": ["main", "release/*"], "conventionalCommits": true, "message": "chore: release %s", "tagVersionPrefix": "release-", "push": false, "changelogPreset": "angular", "createRelease": "github" },
                "publish": { "registry": "https://npm.example.org/", "distTag": "next" },
                "bootstrap": { "hoist": true }
              }
            }
            """;

        await ExpectAsync(
            """
            synchronize = true <- lerna.json:2 version, which is no "independent"
            tag_format = "release-{version}" <- lerna.json:4 command.version.tagVersionPrefix
            intents = ["commits"] <- lerna.json:4 command.version.conventionalCommits
            changelog_style = "conventional" <- lerna.json:4 command.version.changelogPreset
            forge = "github" <- lerna.json:4 command.version.createRelease
            [ecosystems.npm] registry_url = "https://npm.example.org/" <- lerna.json:5 command.publish.registry
            [branches] "main" = "stable" <- lerna.json:4 command.version.allowBranch
            [branches] "release/*" = "stable" <- lerna.json:4 command.version.allowBranch
            """,
            "command.version.push", "command.bootstrap", "command.publish.distTag", "command.version.message", "npmClient", "lerna.json:2 packages");
    }

    [Fact]
    public async Task LernaWithIndependentVersionsAsksForChangeFiles()
    {
        _files["lerna.json"] = """{ "version": "independent", "changelogPreset": "@acme/preset", "tagVersionPrefix": "x" }""";

        await ExpectAsync(
            """
            tag_format = "{name}@{version}" <- lerna.json:1 tagVersionPrefix
            intents = ["change-files"] <- lerna.json, which has no conventionalCommits: ask with -t:Change
            changelog = false <- lerna.json, which has no conventionalCommits
            """,
            "changelogPreset", "tagVersionPrefix");
    }

    [Fact]
    public async Task NxGroupsKeepTheirRelationshipsAndTags()
    {
        _files["nx.json"] = """
            {
              "targetDefaults": {},
              "release": {
                "projects": ["packages/*", "!packages/e2e", "tag:x"],
                "projectsRelationship": "independent",
                "groups": {
                  "core": { "projects": ["@acme/a", "b"], "projectsRelationship": "fixed", "changelog": false },
                  "plugins": { "projects": "plugin-*", "releaseTag": { "pattern": "{releaseGroupName}/{projectName}/{version}", "requireSemver": true } }
                },
                "releaseTagPattern": "{projectName}-{version}",
                "version": { "conventionalCommits": true, "preVersionCommand": "pnpm build", "generatorOptions": { "updateDependents": "never", "currentVersionResolver": "git-tag" }, "git": { "commit": true } },
                "versionPlans": { "ignorePatternsForPlanCheck": ["**/*.md"] },
                "changelog": { "workspaceChangelog": { "createRelease": "github", "renderOptions": { "authors": true } }, "projectChangelogs": true, "automaticFromRef": true },
                "git": { "commitMessage": "chore: {version}" }, "docker": true
              }
            }
            """;
        Add("npm", "@acme/a", "packages/a", "1.0.0");
        Add("npm", "@acme/b", "packages/b", "1.0.0");
        Add("npm", "plugin-x", "packages/x", "1.0.0");
        Add("npm", "e2e", "packages/e2e", "1.0.0");

        await ExpectAsync(
            """
            tag_format = "{name}-{version}" <- nx.json:10 release.releaseTagPattern
            exclude = ["npm:e2e"] <- nx.json:4 release.projects, which does not name these
            intents = ["commits", "change-files"] <- nx.json:12 release.versionPlans
            major_on_zero = true <- nx.json release.version.adjustSemverBumpsForZeroMajorVersion, whose default is false
            changelog = true <- nx.json:13 release.changelog.projectChangelogs
            umbrella_changelog = "CHANGELOG.md" <- nx.json:13 release.changelog.workspaceChangelog
            forge = "github" <- nx.json:13 release.changelog.workspaceChangelog.createRelease
            contributors = true <- nx.json:13 release.changelog.workspaceChangelog.renderOptions
            [propagation] runtime = "never" <- nx.json:11 release.version.generatorOptions.updateDependents
            [groups.core] versioning = "fixed" <- nx.json:7 release.groups.core.projectsRelationship
            [groups.core] packages = ["npm:@acme/a", "npm:@acme/b"] <- nx.json:7 release.groups.core.projects
            [groups.core] tag_format = "core-v{version}" <- nx.json:7 release.groups.core.projects
            [groups.plugins] versioning = "independent" <- nx.json:8 release.groups.plugins.projects
            [groups.plugins] packages = ["npm:plugin-x"] <- nx.json:8 release.groups.plugins.projects
            [groups.plugins] tag_format = "plugins/{name}/{version}" <- nx.json:8 release.groups.plugins.releaseTag.pattern
            """,
            "tag:x", "groups.core.changelog", "releaseTag.requireSemver", "preVersionCommand", "currentVersionResolver", "version.git.commit", "versionPlans.ignorePatternsForPlanCheck",
            "automaticFromRef", "git.commitMessage", "release.docker");
    }

    [Fact]
    public async Task NxWithoutGroupsIsOneFixedGroup()
    {
        _files["nx.json"] = """{ "release": { "version": { "adjustSemverBumpsForZeroMajorVersion": true }, "changelog": { "workspaceChangelog": { "file": false } } } }""";

        await ExpectAsync("""
            synchronize = true <- nx.json release.projectsRelationship, whose default is fixed
            tag_format = "v{version}" <- nx.json release.releaseTag.pattern, whose default this is
            intents = ["change-files"] <- nx.json release.version, where somebody is asked: ask with -t:Change
            major_on_zero = false <- nx.json:1 release.version.adjustSemverBumpsForZeroMajorVersion
            changelog = false <- nx.json release.changelog.projectChangelogs, whose default is false
            """);
    }

    [Fact]
    public async Task ChangesetsIsFollowedAsItStands()
    {
        _files[".changeset/config.json"] = """{ "changelog": ["@changesets/changelog-github", {}], "access": "public", "baseBranch": "main" }""";

        await ExpectAsync("", ".changeset/config.json: is followed", ".changeset/config.json:1", ".changeset/config.json:1");
    }

    [Fact]
    public async Task ThePythonToolsWorkspacesBecomeEcosystemsAndGroups()
    {
        _files["releasekit.toml"] = """
            forge = "github"
            repo_owner = "acme"
            publish_from = "ci"
            http_pool_size = 10

            [workspace.py]
            ecosystem = "python"
            root = "py"
            tag_format = "{label}/{name}-v{version}"
            synchronize = true
            bootstrap_sha = "89abcdef"
            major_on_zero = false
            exclude = ["sample-*"]
            exclude_publish = ["group:internal"]
            propagate_bumps = false
            slsa_provenance = true

            [workspace.py.groups]
            core = ["acme", "acme-*"]

            [workspace.js]
            root = "."
            registry_url = "https://npm.example.org/"

            [workspace.bazel]
            ecosystem = "bazel"
            """;

        await ExpectAsync(
            """
            forge = "github" <- releasekit.toml:1 forge
            publish_from = "ci" <- releasekit.toml:3 publish_from
            tag_format = "py/{name}-v{version}" <- releasekit.toml:9 workspace.py.tag_format
            synchronize = true <- releasekit.toml:10 workspace.py.synchronize
            bootstrap_sha = "89abcdef" <- releasekit.toml:11 workspace.py.bootstrap_sha
            major_on_zero = false <- releasekit.toml:12 workspace.py.major_on_zero
            [ecosystems.python] workspace_root = "py" <- releasekit.toml:8 workspace.py.root
            [ecosystems.python] exclude = ["sample-*"] <- releasekit.toml:13 workspace.py.exclude
            [propagation] runtime = "never" <- releasekit.toml:15 workspace.py.propagate_bumps
            [groups.core] packages = ["acme", "acme-*"] <- releasekit.toml:19 workspace.py.core
            [ecosystems.npm] registry_url = "https://npm.example.org/" <- releasekit.toml:23 workspace.js.registry_url
            """,
            "repo_owner", "http_pool_size", "workspace.py.exclude_publish", "workspace.py.slsa_provenance", "workspace.bazel.ecosystem");
    }

    [Fact]
    public async Task ThePythonToolsTableInAManifestIsReadAndOurOwnFileIsNot()
    {
        _files["pyproject.toml"] = "[tool.releasekit]\nsynchronize = true\nmax_commits = 5\n\n[tool.releasekit.ecosystems.js]\nworkspace_root = \"js/\"\n";
        _files["releasekit.toml"] = "synchronize = false\n";

        await ExpectAsync("""
            synchronize = true <- pyproject.toml:2 tool.releasekit.synchronize
            [ecosystems.npm] workspace_root = "js/" <- pyproject.toml:5 tool.releasekit.ecosystems
            """, "max_commits");
    }

    /// <summary>The keys of the tools' own schemas, each with a value that no key has: whatever is not taken over is told of by name.</summary>
    [Theory]
    [InlineData("release-please-config.json", "{{ \"packages\": {{}}, {0} }}", "$schema always-link-local always-update bootstrap-sha bump-minor-pre-major bump-patch-for-minor-pre-major changelog-host changelog-path changelog-sections changelog-type commit-batch-size commit-search-depth component-no-space date-format draft draft-pull-request exclude-paths extra-files extra-label force-tag-creation group-pull-request-title-pattern include-component-in-tag include-v-in-release-name include-v-in-tag initial-version label last-release-sha plugins prerelease prerelease-type pull-request-footer pull-request-header pull-request-title-pattern release-as release-label release-search-depth release-type separate-pull-requests sequential-calls signoff skip-changelog skip-github-release skip-snapshot snapshot-label tag-separator version-file versioning component package-name")]
    [InlineData("lerna.json", "{{ {0} }}", "$schema access bail bin bootstrap canary command dependencies description dest dev distTag esModule extends flatten forceLocal hoist homepage keywords license mutex packages parallel peer prefix preserveCommit profile profileLocation skipNxCache stream strict tag useNx useWorkspaces verbose version")]
    [InlineData("lerna.json", "{{ \"command\": {{ \"version\": {{ {0} }} }} }}", "allowBranch amend buildMetadata changelog changelogEntryAdditionalMarkdown changelogPreset ciBehindBehavior commitHooks concurrency continueIfNoMatch conventionalBumpPrerelease conventionalCommits conventionalGraduate conventionalPrerelease createRelease exact excludeDependents forceConventionalGraduate forceGitTag forcePublish gitRemote gitTagVersion granularPathspec ignore ignoreChanges ignoreScripts includeDependencies includeDependents includeMergedTags json loglevel maxBuffer message npmClient npmClientArgs preid private progress push rejectCycles runScriptsOnLockfileUpdate scope signGitCommit signGitTag since sort syncDistVersion tagVersionPrefix yes")]
    [InlineData("lerna.json", "{{ \"command\": {{ \"publish\": {{ {0} }} }} }}", "assets canary concurrency contents directory distTag gitHead gitReset ignorePrepublish includePrivate legacyAuth npmClient otp preDistTag preid registry requireScripts summaryFile tempTag verifyAccess")]
    [InlineData("nx.json", "{{ \"release\": {{ {0} }} }}", "projects groups changelog conventionalCommits projectsRelationship git version versionPlans releaseTag docker releaseTagPattern releaseTagPatternCheckAllBranchesWhen releaseTagPatternRequireSemver releaseTagPatternPreferDockerVersion releaseTagPatternStrictPreid")]
    [InlineData("nx.json", "{{ \"release\": {{ \"version\": {{ {0} }} }} }}", "adjustSemverBumpsForZeroMajorVersion applyPreidToDependents conventionalCommits currentVersionResolver currentVersionResolverMetadata deleteVersionPlans fallbackCurrentVersionResolver generator generatorOptions git groupPreVersionCommand logUnchangedProjects manifestRootsToUpdate preVersionCommand preserveLocalDependencyProtocols preserveMatchingDependencyRanges specifierSource updateDependents useLegacyVersioning versionActions versionActionsOptions versionPrefix")]
    public async Task EveryDocumentedKeyIsKnown(string file, string form, string keys)
    {
        _files[file] = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, string.Join(", ", keys.Split(' ').Select(key => $"\"{key}\": null")));

        var notes = (await Importers.ImportAsync(Source(), TestContext.Current.CancellationToken)).ShouldHaveSingleItem().Notes;

        notes.Where(n => n.Text.Contains("is no key that", StringComparison.Ordinal)).Select(n => n.Source).ShouldBeEmpty();
        keys.Split(' ').Where(key => !notes.Any(n => n.Source.EndsWith(key, StringComparison.Ordinal))).ShouldBeSubsetOf(
        [
            "adjustSemverBumpsForZeroMajorVersion", "allowBranch", "bootstrap-sha", "bump-minor-pre-major", "changelog-path", "changelogPreset", "component", "component-no-space", "conventionalCommits", "createRelease", "draft-pull-request", "extra-files", "include-component-in-tag", "include-v-in-tag",
            "last-release-sha", "package-name", "plugins", "prerelease", "push", "registry", "release-type", "separate-pull-requests", "skip-changelog", "skip-github-release", "tag-separator", "tagVersionPrefix", "version",
            "versioning", "projects", "groups", "changelog", "git", "versionPlans", "releaseTag", "releaseTagPattern", "projectsRelationship", "generatorOptions", "specifierSource", "updateDependents",
        ]);
    }

    [Theory]
    [InlineData("lerna.json", "[1]", "RK-MIGRATE-UNREADABLE")]
    [InlineData("nx.json", "{", "RK-MANIFEST-SYNTAX")]
    [InlineData("release-please-config.json", "null", "RK-MIGRATE-UNREADABLE")]
    public async Task AFileThatTheToolCouldNotReadEitherIsRefused(string file, string text, string code)
    {
        _files[file] = text;

        (await Should.ThrowAsync<ReleaseException>(() => Importers.ImportAsync(Source(), TestContext.Current.CancellationToken))).Diagnostics[0].Code.ShouldBe(code);
    }

    [Fact]
    public async Task ARepositoryWithoutAnotherToolHasNothingToTakeOver() => (await Importers.ImportAsync(Source(), TestContext.Current.CancellationToken)).ShouldBeEmpty();

    [Fact]
    public async Task WhatFilesSayStaysInItsLine()
    {
        _files["lerna.json"] = """{ "version": "independent", "allowBranch": "a\"b\nc", "x\ny]\u001b": 1 }""";

        var text = Migration.Write(await Importers.ImportAsync(Source(), TestContext.Current.CancellationToken));

        text.ShouldContain("\"a\\\"b\\u000Ac\" = \"stable\"");
        text.ShouldContain("# * lerna.json:1 x y]\u241B: is no key");
    }

    /// <summary>The values with where they come from, and a part of the source of each note.</summary>
    private async Task ExpectAsync(string values, params string[] notes)
    {
        var migration = (await Importers.ImportAsync(Source(), TestContext.Current.CancellationToken)).ShouldHaveSingleItem();

        string.Join('\n', migration.Values.Select(v => $"{(v.Table.Length > 0 ? $"[{v.Table}] " : "")}{v.Key} = {v.Toml} <- {v.Source}").Order(StringComparer.Ordinal))
            .ShouldBe(string.Join('\n', values.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)));
        var told = migration.Notes.Select(n => $"{n.Source}: {n.Text}").ToArray();
        foreach (var note in notes)
        {
            told.ShouldContain(t => t.Contains(note, StringComparison.Ordinal), note);
        }

        told.Length.ShouldBe(notes.Length, string.Join('\n', told));
        var written = Migration.Write([migration]);
        ReleaseConfiguration.Parse(TomlDocument.Parse(new SourceText("releasekit.toml", written)), new[] { "npm", "python", "cargo", "go", "dart" }.ToDictionary(e => e)).ShouldNotBeNull(written);
        Migration.Write([migration]).ShouldBe(written);
        migration.Describe().Count().ShouldBe(1 + migration.Values.Length + (notes.Length > 0 ? 1 : 0) + notes.Length);
    }

    private MigrationSource Source() => new()
    {
        Packages = [.. _packages],
        Tags = [.. _tags],
        Read = path => _files.TryGetValue(path.Value, out var text) ? Encoding.UTF8.GetBytes(text) : null,
        Introduced = (file, text, _) => Task.FromResult(_files[file.Value].Contains(text, StringComparison.Ordinal) ? "0123456789012345678901234567890123456789" : null),
    };

    private void Add(string ecosystem, string name, string directory, string version) => _packages.Add(new Package
    {
        Id = new PackageId(ecosystem, name), Directory = directory.Length == 0 ? RelativePath.Root : RelativePath.Parse(directory), Manifest = RelativePath.Root.Combine("manifest"), Version = version,
    });
}
