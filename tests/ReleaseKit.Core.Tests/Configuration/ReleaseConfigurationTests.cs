using ReleaseKit.Core.Channels;
using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;
using ReleaseKit.Core.Planning.Policies;
using static ReleaseKit.Core.Tests.Configuration.ConfigurationFile;

namespace ReleaseKit.Core.Tests.Configuration;

public sealed class ReleaseConfigurationTests
{
    [Fact]
    public void AnEmptyFileGivesTheDefaults()
    {
        var configuration = Root("# nothing\n");

        configuration.Synchronize.ShouldBeFalse();
        configuration.TagFormat.ShouldBeNull();
        configuration.MajorOnZero.ShouldBeNull();
        configuration.Intents.ShouldBe(IntentSources.Commits | IntentSources.ChangeFiles);
        (configuration.Semantics, configuration.Rewrite).ShouldBe((null, null));
        configuration.Groups.ShouldBeEmpty();
        configuration.Propagation.ShouldBeEmpty();
        configuration.BootstrapSha.ShouldBeNull();
        configuration.Changelog.ShouldBeTrue();
        configuration.Pin.ShouldBe(PinStyle.Exact);
        configuration.SmokeTest.ShouldBeTrue();
        configuration.PublishFrom.ShouldBe(PublishFrom.Local);
        configuration.Exclude.ShouldBeEmpty();
        configuration.Ecosystems.ShouldBeEmpty();
        configuration.Ecosystem("python").ShouldBe(EcosystemConfiguration.Default);
    }

    [Fact]
    public void EveryKeyIsRead()
    {
        var configuration = Root("""
            synchronize = true
            tag_format = "{name}-v{version}"
            major_on_zero = true
            intents = ["change-files"]
            semantics = "changesets-3"
            rewrite = "out-of-range"
            bootstrap_sha = "0123abcDEF"
            changelog = false
            changelog_style = "keep-a-changelog"
            changelog_template = "eng/changelog.hbs"
            umbrella_changelog = "RELEASES.md"
            contributors = true
            repository_url = "https://git.example.org/acme/things"
            forge = "gitea"
            pin = "caret"
            smoke_test = false
            publish_from = "ci"
            exclude = ["npm:@acme/docs", "acme-internal", "samples/**"]

            [ecosystems.python]
            workspace_root = "py/"
            registry_url = "https://upload.example.org/legacy/"
            index_url = "https://example.org/simple/"
            exclude = ["py/experiments/*"]

            [ecosystems.js]
            workspace_root = "."
            """);

        configuration.Synchronize.ShouldBeTrue();
        configuration.TagFormat.ShouldBe("{name}-v{version}");
        configuration.MajorOnZero.ShouldBe(true);
        configuration.Intents.ShouldBe(IntentSources.ChangeFiles);
        (configuration.Semantics, configuration.Rewrite).ShouldBe((ReleaseSemantics.Changesets3, RewriteTrigger.OutOfRange));
        configuration.BootstrapSha.ShouldBe("0123abcDEF");
        configuration.Changelog.ShouldBeFalse();
        configuration.ChangelogStyle.ShouldBe(ChangelogStyle.KeepAChangelog);
        configuration.ChangelogTemplate.ShouldBe(RelativePath.Parse("eng/changelog.hbs"));
        configuration.UmbrellaChangelog.ShouldBe(RelativePath.Parse("RELEASES.md"));
        configuration.Contributors.ShouldBeTrue();
        configuration.RepositoryUrl.ShouldBe("https://git.example.org/acme/things");
        configuration.Forge.ShouldBe(ForgeKind.Gitea);
        configuration.Pin.ShouldBe(PinStyle.Caret);
        configuration.SmokeTest.ShouldBeFalse();
        configuration.PublishFrom.ShouldBe(PublishFrom.Ci);
        configuration.Exclude.ShouldBe(["npm:@acme/docs", "acme-internal", "samples/**"]);
        configuration.Ecosystems.Keys.ShouldBe(["npm", "python"]);
        var python = configuration.Ecosystem("python");
        python.WorkspaceRoot.ShouldBe(RelativePath.Parse("py"));
        python.RegistryUrl.ShouldBe("https://upload.example.org/legacy/");
        python.IndexUrl.ShouldBe("https://example.org/simple/");
        python.Exclude.ShouldBe(["py/experiments/*"]);
        configuration.Ecosystem("npm").WorkspaceRoot.ShouldBe(RelativePath.Root);
        configuration.Ecosystem("npm").RegistryUrl.ShouldBeNull();
    }

    [Fact]
    public void TheRoadmapsExampleIsRead()
    {
        var configuration = Root("synchronize = true # c\ntag_format = \"v{version}\"\npublish_from = \"ci\"\n[ecosystems.python]\nworkspace_root = \"py/\"\n[ecosystems.js]\nworkspace_root = \"js/\"\n");
        configuration.Ecosystem("npm").WorkspaceRoot.ShouldBe(RelativePath.Parse("js"));
    }

    [Fact]
    public void GroupsAndPropagationAreTables()
    {
        var configuration = Root("""
            [groups.core]
            versioning = "fixed"
            packages = ["npm:@acme/core", "py/*"]
            tag_format = "core-v{version}"

            [groups.ui]

            [propagation]
            runtime = "out-of-range match"
            dev = "always minor"
            peer = "never"
            """);
        var core = configuration.Groups["core"];
        (core.Versioning, core.TagFormat, core.Location!.Line).ShouldBe((GroupVersioning.Fixed, "core-v{version}", 1));
        core.Packages.ShouldBe(["npm:@acme/core", "py/*"]);
        configuration.Groups["ui"].Versioning.ShouldBe(GroupVersioning.Independent);
        configuration.Propagation.ShouldBe(new Dictionary<DependencyKind, PropagationRule>
        {
            [DependencyKind.Runtime] = new(PropagationTrigger.OutOfRange, null),
            [DependencyKind.Dev] = new(PropagationTrigger.Always, BumpLevel.Minor),
            [DependencyKind.Peer] = new(PropagationTrigger.Never),
        }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("groups = 1", "expected tables [groups.label]")]
    [InlineData("[groups]\ncore = true", "expected a table")]
    [InlineData("[groups.\"a b\"]", "expected a label")]
    [InlineData("[groups.core]\nversioning = \"same\"", "\"fixed\"")]
    [InlineData("propagation = \"always\"", "expected a table [propagation]")]
    [InlineData("[propagation]\nruntime = \"always\"", "out-of-range patch")]
    [InlineData("[propagation]\nruntime = \"never ever\"", "\"never\"")]
    [InlineData("intents = [\"comits\"]", "\"commits\"")]
    public void AMistakeInAPolicyIsRefused(string text, string hint)
    {
        var problem = Problem(() => Root(text));
        problem.Code.ShouldBe("RK-CONFIG-INVALID-VALUE");
        problem.Message.ShouldContain(hint);
    }

    [Theory]
    [InlineData("[groups.core]\nversionning = \"fixed\"", "Did you mean 'versioning'?")]
    [InlineData("[propagation]\npeers = \"never\"", "Did you mean 'peer'?")]
    public void AnUnknownKeyOfAPolicyIsRefused(string text, string hint)
    {
        var problem = Problem(() => Root(text));
        problem.Code.ShouldBe("RK-CONFIG-UNKNOWN-KEY");
        problem.Message.ShouldContain(hint);
    }

    [Fact]
    public void BranchesHaveChannels()
    {
        var branches = Root("[branches]\n\"release/*\" = \"1.x\"\nmain = \"stable\"\n\"**\" = \"beta\"\n").Branches;
        BranchChannel.Find(branches, "main")!.Text.ShouldBe("stable");
        BranchChannel.Find(branches, "release/a")!.Line!.Text.ShouldBe("1.x");
        BranchChannel.Find(branches, "release/a/b")!.Label.ShouldBe("beta");
        BranchChannel.Find(branches, "mainly")!.Label.ShouldBe("beta");
        BranchChannel.Find([.. branches.Take(2)], "mainly").ShouldBeNull();
        Root("").Branches.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("branches = 1", 1, 12)]
    [InlineData("[branches]\nmain = true", 2, 8)]
    [InlineData("[branches]\nmain = \"latest\"", 2, 8)]
    [InlineData("[branches]\nmain = \"1.2\"", 2, 8)]
    [InlineData("[branches]\n\"a b\" = \"beta\"", 2, 1)]
    [InlineData("versioning = \"calver:MM\"", 1, 14)]
    [InlineData("versioning = \"date\"", 1, 14)]
    [InlineData("snapshot = \"{version}-dev\"", 1, 12)]
    public void AnInvalidChannelOrVersioningIsRefusedAtItsPlace(string text, int line, int column) => AnInvalidValueIsRefusedAtItsPlace(text, line, column);

    [Fact]
    public void VersioningAndSnapshotsAreRead()
    {
        var configuration = Root("versioning = \"calver:YYYY.0M.MICRO\"\nsnapshot = \"{next}-nightly.{date}\"\n");
        configuration.Versioning.Calendar!.Text.ShouldBe("YYYY.0M.MICRO");
        configuration.Snapshot.Text.ShouldBe("{next}-nightly.{date}");
        Package("versioning = \"semver\"\n").Versioning.ShouldBe(Versioning.Semantic);
    }

    [Fact]
    public void AnUnknownKeyIsRefusedWithTheNearestAndAllValidOnes()
    {
        var problem = Problem(() => Root("\nchangelog = true\n  synchronise = true\n"));

        problem.Code.ShouldBe("RK-CONFIG-UNKNOWN-KEY");
        (problem.Location!.File, problem.Location.Line, problem.Location.Column).ShouldBe(("releasekit.toml", 3, 3));
        problem.Message.ShouldContain("Did you mean 'synchronize'?");
        foreach (var key in ConfigurationKeys.Workspace)
        {
            problem.Message.ShouldContain(key.Name);
        }
    }

    [Theory]
    [InlineData("group = \"core\"", "package's own directory")]
    [InlineData("registry_url = \"https://example.org\"", "[ecosystems.name]")]
    [InlineData("[ecosystems.python]\npin = \"exact\"", "at the top")]
    public void AKeyOfAnotherPlaceIsRefusedWithThatPlace(string text, string hint)
    {
        var problem = Problem(() => Root(text));
        problem.Code.ShouldBe("RK-CONFIG-UNKNOWN-KEY");
        problem.Message.ShouldContain(hint);
    }

    [Fact]
    public void AnUnknownEcosystemIsRefusedWithTheNearest()
    {
        var problem = Problem(() => Root("[ecosystems.pyhton]\nworkspace_root = \"py\"\n"));
        problem.Code.ShouldBe("RK-CONFIG-UNKNOWN-KEY");
        problem.Message.ShouldContain("Did you mean 'python'?");
        (problem.Location!.Line, problem.Location.Column).ShouldBe((1, 13));
    }

    [Fact]
    public void TwoTablesOfOneEcosystemAreRefused() =>
        Problem(() => Root("[ecosystems.npm]\n[ecosystems.js]\n")).Code.ShouldBe("RK-CONFIG-INVALID-VALUE");

    [Theory]
    [InlineData("synchronize = \"true\"", 1, 15)]
    [InlineData("synchronize = 1", 1, 15)]
    [InlineData("changelog_style = \"keepachangelog\"", 1, 19)]
    [InlineData("changelog_template = \"../x.hbs\"", 1, 22)]
    [InlineData("umbrella_changelog = \".\"", 1, 22)]
    [InlineData("repository_url = \"https://user:secret@example.org/a\"", 1, 18)]
    [InlineData("forge = \"sourcehut\"", 1, 9)]
    [InlineData("tag_format = true", 1, 14)]
    [InlineData("tag_format = \"v1\"", 1, 14)]
    [InlineData("tag_format = \"{nmae}-{version}\"", 1, 14)]
    [InlineData("tag_format = \"-{version}\"", 1, 14)]
    [InlineData("tag_format = \"a b {version}\"", 1, 14)]
    [InlineData("tag_format = \"a..{version}\"", 1, 14)]
    [InlineData("tag_format = \"{version}.lock\"", 1, 14)]
    [InlineData("bootstrap_sha = \"HEAD\"", 1, 17)]
    [InlineData("bootstrap_sha = \"--output=x\"", 1, 17)]
    [InlineData("pin = \"tilde\"", 1, 7)]
    [InlineData("publish_from = [\"ci\"]", 1, 16)]
    [InlineData("exclude = \"a\"", 1, 11)]
    [InlineData("exclude = [\n  \"a\",\n  1,\n]", 3, 3)]
    [InlineData("exclude = [\"../a\"]", 1, 12)]
    [InlineData("exclude = [\"/a\"]", 1, 12)]
    [InlineData("exclude = [\"C:\\\\a\"]", 1, 12)]
    [InlineData("exclude = [\"\"]", 1, 12)]
    [InlineData("[[exclude]]", 1, 1)]
    [InlineData("ecosystems = 1", 1, 14)]
    [InlineData("[ecosystems]\npython = true", 2, 10)]
    [InlineData("[ecosystems.python]\nworkspace_root = \"../x\"", 2, 18)]
    [InlineData("[ecosystems.python]\nworkspace_root = \"/x\"", 2, 18)]
    [InlineData("[ecosystems.python]\nworkspace_root = \"a/../../x\"", 2, 18)]
    [InlineData("[ecosystems.python]\nworkspace_root = \"\"", 2, 18)]
    [InlineData("[ecosystems.python]\nregistry_url = \"example.org/\"", 2, 16)]
    [InlineData("[ecosystems.python]\nregistry_url = \"ftp://example.org\"", 2, 16)]
    [InlineData("[ecosystems.python]\nregistry_url = \"https://user:secret@example.org\"", 2, 16)]
    [InlineData("[ecosystems.python]\nindex_url = \"https://example.org/ --x\"", 2, 13)]
    public void AnInvalidValueIsRefusedAtItsPlace(string text, int line, int column)
    {
        var problem = Problem(() => Root(text));
        problem.Code.ShouldBe("RK-CONFIG-INVALID-VALUE");
        (problem.Location!.Line, problem.Location.Column).ShouldBe((line, column), problem.ToString());
        problem.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void AllProblemsOfAFileAreReportedAtOnceInItsOrder()
    {
        var problems = Problems(() => Root("pin = 1\nsync = true\n[ecosystems.python]\nroot = \"x\"\nworkspace_root = false\n[ecosystems.ruby]\n"));
        problems.Select(p => (p.Location!.Line, p.Code)).ShouldBe(
        [
            (1, "RK-CONFIG-INVALID-VALUE"), (2, "RK-CONFIG-UNKNOWN-KEY"), (4, "RK-CONFIG-UNKNOWN-KEY"),
            (5, "RK-CONFIG-INVALID-VALUE"), (6, "RK-CONFIG-UNKNOWN-KEY"),
        ]);
    }

    [Fact]
    public void MessagesStayOnOneLineWhateverTheValue() =>
        Problem(() => Root("pin = 'x'\nsmoke_test = \"a\\nb\\u001B[31m\"\n".Replace("pin = 'x'\n", "", StringComparison.Ordinal))).Message.ShouldNotContain("\n");
}
