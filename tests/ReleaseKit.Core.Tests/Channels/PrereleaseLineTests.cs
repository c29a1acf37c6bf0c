using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Channels;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Channels;

public sealed class PrereleaseLineTests
{
    private static readonly IVersionScheme SemVer = new SemanticVersionScheme();
    private static readonly IVersionScheme Pep440 = new Pep440VersionScheme();

    [Theory]
    [InlineData("1.2.0", "beta", "1.2.0-beta.0")]
    [InlineData("1.2.0", "beta", "1.2.0-beta.4", "1.2.0-beta.3", "1.2.0-beta.1", "1.1.0-beta.9")]
    [InlineData("2.0.0", "beta", "2.0.0-beta.0", "1.2.0-beta.3")]
    [InlineData("1.2.0", "rc", "1.2.0-rc.0", "1.2.0-beta.3", "1.2.0-alpha.7")]
    [InlineData("1.2.0", "beta", "1.2.0-beta.0", "1.2.0-beta", "1.2.0-beta2", "1.2.0")]
    [InlineData("1.2.0", "beta", "1.2.0-beta.11", "1.2.0-beta.9", "1.2.0-beta.10")]
    public void NumbersCountWithinABaseAndChannel(string stable, string channel, string expected, params string[] existing)
    {
        var line = new PrereleaseLine(SemVer, [.. existing]);
        SemVer.Prerelease(stable, channel, line.NextNumber(stable, channel)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("1.2.0", "alpha", "1.2.0a0")]
    [InlineData("1.2.0", "beta", "1.2.0b3", "1.2b2", "1.2.0a7")]
    [InlineData("1.2.0", "rc", "1.2.0rc1", "1.2.0rc0")]
    [InlineData("1.2.0", "dev", "1.2.0.dev0")]
    [InlineData("1.2.0", "next", "1.2.0.dev4", "1.2.0.dev3")]
    [InlineData("1.2.0", "post", "1.2.0.post1", "1.2.0")]
    [InlineData("1.2.0", "post", "1.2.0.post2", "1.2.0", "1.2.0.post1")]
    [InlineData("1.2.0", "beta", "1.2.0b0", "1.2.0b2.post1", "1.2.0b2.dev1", "1.2.0b2+local")]
    [InlineData("1!1.2.0", "rc", "1!1.2.0rc0", "1.2.0rc4")]
    public void Pep440SpellsChannelsItsOwnWay(string stable, string channel, string expected, params string[] existing)
    {
        var line = new PrereleaseLine(Pep440, [.. existing]);
        Pep440.Prerelease(stable, channel, line.NextNumber(stable, channel)).ShouldBe(expected);
    }

    [Fact]
    public void OnlyPep440HasPostReleases()
    {
        SemVer.HasChannel("post").ShouldBeFalse();
        Pep440.HasChannel("post").ShouldBeTrue();
        Should.Throw<ArgumentException>(() => new PrereleaseLine(SemVer, []).NextNumber("1.2.0", "post"));
    }

    [Theory]
    [InlineData("1.2.0", null, "1.2.0")]
    [InlineData("1.2.0", "1.1.1-beta.3", "1.2.0")]
    [InlineData("1.1.1", "1.2.0-beta.3", "1.2.0")]
    [InlineData("1.2.0", "1.2.0-weird.1.2", "1.2.0")]
    public void TheBaseNeverGoesBackWhileALineIsOpen(string target, string? latest, string expected) =>
        new PrereleaseLine(SemVer, []).BaseFrom(target, latest).ShouldBe(expected);

    [Fact]
    public void NextAndDevAreOneChannelInPep440()
    {
        new PrereleaseLine(Pep440, []).AreSame("next", "dev").ShouldBeTrue();
        new PrereleaseLine(Pep440, []).AreSame("alpha", "beta").ShouldBeFalse();
        new PrereleaseLine(SemVer, []).AreSame("next", "dev").ShouldBeFalse();
    }

    [Theory]
    [InlineData("1.2.0-beta.3", "1.2.0", "beta", 3)]
    [InlineData("1.2.0-beta", "1.2.0", "beta", -1)]
    [InlineData("1.2.0-beta.3+build.7", "1.2.0", "beta", 3)]
    public void SemVerReadsPrereleases(string version, string stable, string channel, long number) =>
        SemVer.ReadPrerelease(version).ShouldBe(new PrereleaseParts(stable, channel, number));

    [Theory]
    [InlineData("1.2.0")]
    [InlineData("1.2.0-1")]
    [InlineData("1.2.0-rc1")]
    [InlineData("1.2.0-beta.3.4")]
    [InlineData("1.2.0-beta.x")]
    [InlineData("1.2.0-Beta.3")]
    [InlineData("1.2.0+build-1.2")]
    public void OtherFormsAreNotRead(string version) => SemVer.ReadPrerelease(version).ShouldBeNull();

    [Fact]
    public void IteratingAndEscalatingAlwaysGoesUp()
    {
        string[] ladder = ["alpha", "beta", "rc"];
        var cases =
            from python in Gen.Elements(true, false)
            from steps in Gen.Choose(0, 1).ListOf()
            select (python, steps);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var scheme = c.python ? Pep440 : SemVer;
            var released = ImmutableArray<string>.Empty;
            var rung = 0;
            foreach (var step in c.steps)
            {
                rung = Math.Min(rung + step, ladder.Length - 1);
                var line = new PrereleaseLine(scheme, released);
                var version = scheme.Prerelease("1.2.0", ladder[rung], line.NextNumber("1.2.0", ladder[rung]));
                if (!scheme.IsValid(version) || released.Any(r => scheme.Compare(r, version) >= 0) || scheme.Compare(version, "1.2.0") >= 0)
                {
                    return false;
                }

                released = released.Add(version);
            }

            return true;
        }).ShouldHold();
    }
}
