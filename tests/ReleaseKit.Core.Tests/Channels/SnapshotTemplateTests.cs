using ReleaseKit.Core.Channels;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Channels;

public sealed class SnapshotTemplateTests
{
    private static readonly SnapshotValues Values =
        new("1.0.0", "1.1.0", "beta", "0123456789abcdef", DateTimeOffset.FromUnixTimeSeconds(1768416508));

    [Theory]
    [InlineData("{version}-dev.{timestamp}", "1.0.0-dev.1768416508")]
    [InlineData("{next}-{channel}.{datetime}", "1.1.0-beta.20260114184828")]
    [InlineData("{next}-nightly.{date}", "1.1.0-nightly.20260114")]
    [InlineData("{version}-{channel}-{timestamp}.{commit}", "1.0.0-beta-1768416508.g0123456789")]
    public void SemVerTakesTheTemplateAsItIs(string template, string expected) =>
        Render(template, new SemanticVersionScheme(), Values).ShouldBe(expected);

    [Theory]
    [InlineData("{version}-dev.{timestamp}", "1.0.0.dev1768416508")]
    [InlineData("{next}-{channel}.{date}.{commit}", "1.1.0.dev20260114")]
    [InlineData("{version}-dev.{commit}", null)]
    public void Pep440WritesADevelopmentRelease(string template, string? expected) =>
        Render(template, new Pep440VersionScheme(), Values).ShouldBe(expected);

    [Fact]
    public void APrereleaseKeepsItsIdentifiers()
    {
        Render("{version}-dev.{timestamp}", new SemanticVersionScheme(), Values with { Version = "0.1.0-beta.1" }).ShouldBe("0.1.0-beta.1-dev.1768416508");
        Render("{version}-dev.{timestamp}", new Pep440VersionScheme(), Values with { Version = "0.1.0b1" }).ShouldBe("0.1.0b1.dev1768416508");
        Render("{version}-dev.{timestamp}", new SemanticVersionScheme(), Values with { Version = "1.0.0+build" }).ShouldBe("1.0.0-dev.1768416508");
    }

    [Fact]
    public void TheDefaultIsThatOfTheProtocol() => SnapshotTemplate.Default.Text.ShouldBe("{version}-dev.{timestamp}");

    [Theory]
    [InlineData("", "{version}")]
    [InlineData("dev.{timestamp}", "{version}")]
    [InlineData("{version}.dev{timestamp}", "hyphen")]
    [InlineData("{version}+{timestamp}", "hyphen")]
    [InlineData("{version}-dev", "same version")]
    [InlineData("{version}-dev.{timestmp}", "Did you mean 'timestamp'?")]
    [InlineData("{version}-dev.{timestamp", "brace")]
    [InlineData("{version}-dev}.{timestamp}", "brace")]
    [InlineData("{version}-{next}.{timestamp}", "beginning")]
    [InlineData("{version}-dev..{timestamp}", "1.0.0-dev..0")]
    [InlineData("{version}-dév.{timestamp}", "which are none")]
    public void OtherTextsAreNoTemplates(string text, string hint)
    {
        SnapshotTemplate.Problem(text).ShouldNotBeNull().ShouldContain(hint);
        SnapshotTemplate.TryParse(text, out _).ShouldBeFalse();
    }

    private static string? Render(string text, IVersionScheme scheme, SnapshotValues values) =>
        SnapshotTemplate.TryParse(text, out var template) ? template.Render(scheme, values) : throw new ArgumentException(text);
}
