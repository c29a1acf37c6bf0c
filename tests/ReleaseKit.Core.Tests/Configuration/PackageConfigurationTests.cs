using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using static ReleaseKit.Core.Tests.Configuration.ConfigurationFile;

namespace ReleaseKit.Core.Tests.Configuration;

public sealed class PackageConfigurationTests
{
    [Fact]
    public void AnEmptyFileSaysNothing()
    {
        var configuration = Package("");
        configuration.Changelog.ShouldBeNull();
        (configuration.Group, configuration.Publishable, configuration.TagFormat).ShouldBe((null, null, null));
    }

    [Fact]
    public void EveryKeyIsRead()
    {
        var configuration = Package("group = \"core\"\npublishable = false\ntag_format = \"{label}/v{version}\"\nchangelog = false\nmajor_on_zero = true\n[propagation]\nruntime = \"never\"\n");
        configuration.Changelog.ShouldBe(false);
        configuration.MajorOnZero.ShouldBe(true);
        configuration.Propagation[DependencyKind.Runtime].Trigger.ShouldBe(PropagationTrigger.Never);
        (configuration.Group, configuration.Publishable, configuration.TagFormat).ShouldBe(("core", false, "{label}/v{version}"));
    }

    [Fact]
    public void WhereAPackageGoesIsRead()
    {
        var configuration = Package("registry = \"@corp\"\nindex = \"https://index.test/\"\ntoken_variable = \"CORP_TOKEN\"\n");
        (configuration.Registry, configuration.Index, configuration.TokenVariable).ShouldBe(("@corp", "https://index.test/", "CORP_TOKEN"));
        Package("registry = \"https://registry.test/\"").Registry.ShouldBe("https://registry.test/");
    }

    [Theory]
    [InlineData("registry = \"--force\"")]
    [InlineData("registry = \"a b\"")]
    [InlineData("registry = \"https://me:secret@registry.test/\"")]
    [InlineData("index = \"corp\"")]
    [InlineData("token_variable = \"npm-secret\"")]
    [InlineData("token_variable = \"1A\"")]
    [InlineData("group = \"\"")]
    [InlineData("group = \"-x\"")]
    [InlineData("group = \"a b\"")]
    [InlineData("group = 1")]
    [InlineData("publishable = \"no\"")]
    [InlineData("tag_format = \"v\"")]
    public void AnInvalidValueIsRefused(string text)
    {
        var problem = Problem(() => Package(text));
        problem.Code.ShouldBe("RK-CONFIG-INVALID-VALUE");
        problem.Location!.File.ShouldBe("packages/a/releasekit.toml");
    }

    [Theory]
    [InlineData("publishible = true", "Did you mean 'publishable'?")]
    [InlineData("synchronize = true", "workspace root's releasekit.toml")]
    [InlineData("[ecosystems.python]", "Valid keys")]
    public void AnUnknownKeyIsRefused(string text, string hint)
    {
        var problem = Problem(() => Package(text));
        problem.Code.ShouldBe("RK-CONFIG-UNKNOWN-KEY");
        problem.Message.ShouldContain(hint);
    }
}
