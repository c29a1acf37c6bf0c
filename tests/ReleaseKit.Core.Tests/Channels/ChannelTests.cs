using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Channels;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Channels;

public sealed class ChannelTests
{
    [Theory]
    [InlineData("stable", null, null)]
    [InlineData("beta", "beta", null)]
    [InlineData("next", "next", null)]
    [InlineData("pre-release2", "pre-release2", null)]
    [InlineData("1.x", null, "1.x")]
    [InlineData("1.2.x", null, "1.2.x")]
    [InlineData("0.x", null, "0.x")]
    public void ChannelsAreStableALabelOrALine(string text, string? label, string? line)
    {
        Channel.Problem(text).ShouldBeNull();
        Channel.TryParse(text, out var channel).ShouldBeTrue();
        channel.Label.ShouldBe(label);
        channel.Line?.Text.ShouldBe(line);
        (channel.Line is null).ShouldBe(line is null);
        channel.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("latest")]
    [InlineData("Beta")]
    [InlineData("1beta")]
    [InlineData("-beta")]
    [InlineData("be ta")]
    [InlineData("beta.1")]
    [InlineData("be\nta")]
    [InlineData("x")]
    [InlineData("v1")]
    [InlineData("vx")]
    [InlineData("x.1")]
    [InlineData("01.x")]
    [InlineData("1.2.3.x")]
    [InlineData("1.x.x")]
    [InlineData("1.2")]
    public void OtherTextsAreNoChannels(string text)
    {
        Channel.Problem(text).ShouldNotBeNullOrEmpty();
        Channel.TryParse(text, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("1.x", "1.9.0", true)]
    [InlineData("1.x", "1.9.0-rc.1", true)]
    [InlineData("1.x", "2.0.0", false)]
    [InlineData("1.x", "10.0.0", false)]
    [InlineData("1.x", "2!1.4rc1", true)]
    [InlineData("1.2.x", "1.2.7", true)]
    [InlineData("1.2.x", "1.2rc1", true)]
    [InlineData("1.2.x", "1.20.0", false)]
    [InlineData("1.2.x", "1", false)]
    [InlineData("2026.1.x", "2026.01.4", true)]
    [InlineData("0.x", "0.4.0", true)]
    public void ALineHoldsTheVersionsThatBeginLikeIt(string line, string version, bool expected)
    {
        MaintenanceLine.TryParse(line, out var parsed).ShouldBeTrue();
        parsed.Contains(version).ShouldBe(expected);
    }

    [Fact]
    public void EveryLabelMakesAValidVersionThatReadsBack()
    {
        var labels = Gen.Elements("alpha", "beta", "rc", "next", "dev", "canary", "nightly", "a-b", "x1", "version");
        var cases = from label in labels from number in Gen.Choose(0, 100_000) from minor in Gen.Choose(0, 30) select (label, (long)number, $"1.{minor}.0");
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            IVersionScheme scheme = new SemanticVersionScheme();
            var version = scheme.Prerelease(c.Item3, c.label, c.Item2);
            return scheme.IsValid(version) && scheme.IsPrerelease(version) && scheme.Compare(version, c.Item3) < 0 &&
                scheme.ReadPrerelease(version) == new PrereleaseParts(c.Item3, c.label, c.Item2);
        }).ShouldHold();
    }
}
