using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Packages;
using static ReleaseKit.Core.Tests.Configuration.ConfigurationFile;

namespace ReleaseKit.Core.Tests.Configuration;

public sealed class ConfigurationOverrideTests
{
    /// <summary>A value for every key that a property can override, each other than the default.</summary>
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["require_intent"] = "true",
        ["synchronize"] = "True",
        ["tag_format"] = "v{version}",
        ["major_on_zero"] = "true",
        ["intents"] = "commits",
        ["semantics"] = "changesets-2",
        ["rewrite"] = "minor",
        ["bootstrap_sha"] = "0123456",
        ["changelog"] = "FALSE",
        ["changelog_style"] = "changesets",
        ["changelog_template"] = "changelog.hbs",
        ["umbrella_changelog"] = "RELEASES.md",
        ["contributors"] = "true",
        ["repository_url"] = "https://github.com/acme/things",
        ["forge"] = "gitea",
        ["pin"] = "caret",
        ["smoke_test"] = "false",
        ["publish_from"] = "ci",
        ["isolation"] = "worktree",
        ["isolation_setup"] = "npm ci",
        ["release_branch"] = "next/{branch}",
        ["labels"] = "release/",
        ["draft"] = "true",
        ["umbrella_tag"] = "release-{date}",
        ["forge_releases"] = "false",
        ["forge_url"] = "https://git.example.org/api/v4",
        ["dispatch"] = "acme/downstream",
        ["versioning"] = "calver:YYYY.MM.MICRO",
        ["snapshot"] = "{next}-nightly.{date}",
        ["exclude"] = "a; npm:@b/c ;;d/**",
        ["ecosystems.python.workspace_root"] = "py",
        ["ecosystems.python.registry_url"] = "file:///tmp/feed",
        ["ecosystems.python.index_url"] = "http://127.0.0.1:8080/simple/",
        ["ecosystems.python.exclude"] = "x/*",
        ["ecosystems.python.upload_burst"] = "30",
        ["ecosystems.python.upload_per_minute"] = "0.5",
        ["ecosystems.python.new_package_burst"] = "5",
        ["ecosystems.python.new_package_per_minute"] = "0.1",
    };

    [Fact]
    public void EveryKeyCanBeOverridden()
    {
        ConfigurationKeys.Overridable(["python"]).Select(key => key.Name).ShouldBe(Values.Keys, ignoreOrder: true);
        foreach (var (key, value) in Values)
        {
            // The records compare by value, but for their lists.
            ReleaseConfiguration.Default.Override(key, value).ShouldNotBe(ReleaseConfiguration.Default, key);
        }
    }

    [Fact]
    public void AnOverrideWinsOverTheFile()
    {
        var configuration = Values.Aggregate(
            Root("synchronize = false\nexclude = [\"z\"]\npin = \"exact\"\n[ecosystems.python]\nworkspace_root = \"a\"\n"),
            (current, pair) => current.Override(pair.Key, pair.Value));

        configuration.Synchronize.ShouldBeTrue();
        configuration.Pin.ShouldBe(PinStyle.Caret);
        configuration.Exclude.ShouldBe(["a", "npm:@b/c", "d/**"]);
        configuration.Ecosystem("python").WorkspaceRoot.ShouldBe(RelativePath.Parse("py"));
        configuration.Ecosystem("python").IndexUrl.ShouldBe("http://127.0.0.1:8080/simple/");
    }

    [Fact]
    public void PropertiesAreNamedAfterTheirKeys()
    {
        var keys = ConfigurationKeys.Overridable(["npm"]).ToDictionary(key => key.Name, key => key.Property, StringComparer.Ordinal);
        keys["synchronize"].ShouldBe("ReleaseSynchronize");
        keys["ecosystems.npm.registry_url"].ShouldBe("ReleaseNpmRegistry");
        keys.Values.ShouldBeUnique();
        keys.Values.ShouldAllBe(property => property!.StartsWith("Release", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void AnEmptyValueOverridesNothing(string value)
    {
        var configuration = Root("pin = \"caret\"");
        configuration.Override("pin", value).ShouldBeSameAs(configuration);
    }

    [Theory]
    [InlineData("synchronize", "yes", "ReleaseSynchronize")]
    [InlineData("pin", "Exact", "ReleasePin")]
    [InlineData("exclude", "a;../b", "ReleaseExclude")]
    [InlineData("ecosystems.npm.registry_url", "x y", "ReleaseNpmRegistry")]
    [InlineData("ecosystems.npm.upload_burst", "0.5", "ReleaseNpmUploadBurst")]
    [InlineData("ecosystems.npm.upload_per_minute", "fast", "ReleaseNpmUploadPerMinute")]
    public void AnInvalidValueIsRefusedByTheNameOfTheProperty(string key, string value, string property)
    {
        var problem = Problem(() => ReleaseConfiguration.Default.Override(key, value));
        problem.Code.ShouldBe("RK-CONFIG-INVALID-VALUE");
        problem.Message.ShouldContain(property);
    }

    [Theory]
    [InlineData("synchronise")]
    [InlineData("ecosystems.npm.registry")]
    [InlineData("ecosystems..registry_url")]
    [InlineData("group")]
    public void AnUnknownKeyIsRefused(string key) =>
        Problem(() => ReleaseConfiguration.Default.Override(key, "x")).Code.ShouldBe("RK-CONFIG-UNKNOWN-KEY");
}
