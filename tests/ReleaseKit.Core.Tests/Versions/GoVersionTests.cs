using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Versions;

public sealed class GoVersionTests
{
    private static readonly IVersionScheme Scheme = new GoVersionScheme();

    private static readonly Gen<string> Texts =
        from v in Gen.Elements("", "v")
        from numbers in Gen.Choose(0, 3).ArrayOf(3)
        from tail in Gen.Elements("", "", "", "-rc.1", "-beta", "-0.20260114190000-abcdef123456", "-rc.1.0.20260114190000-abcdef123456")
        select v + string.Join('.', numbers) + tail;

    [Theory]
    [InlineData("v1.2.3", "v1.2.3")]
    [InlineData("1.2.3", "v1.2.3")]
    [InlineData("v0.0.0-20260114190000-abcdef123456", "v0.0.0-20260114190000-abcdef123456")]
    [InlineData("v2.0.0+incompatible", "v2.0.0+incompatible")]
    public void CanonicalFormHasAV(string text, string expected) => GoVersion.Parse(text).ToString().ShouldBe(expected);

    [Theory]
    [InlineData("v1")]
    [InlineData("v1.2")]
    [InlineData("vv1.2.3")]
    [InlineData("V1.2.3")]
    [InlineData("v1.2.3+meta")]
    [InlineData("v1.2.3+incompatible")]
    [InlineData("v01.2.3")]
    [InlineData("go1.2.3")]
    [InlineData("latest")]
    [InlineData("")]
    public void RefusesWhatProxiesDoNotServe(string text)
    {
        Scheme.IsValid(text).ShouldBeFalse();
        Should.Throw<FormatException>(() => GoVersion.Parse(text));
    }

    [Theory]
    [InlineData("v0.0.0-20260114190000-abcdef123456", null)]
    [InlineData("v1.2.4-0.20260114190000-abcdef123456", "v1.2.3")]
    [InlineData("v1.2.3-rc.1.0.20260114190000-abcdef123456", "v1.2.3-rc.1")]
    [InlineData("v2.0.1-0.20260114190000-abcdef123456+incompatible", "v2.0.0")]
    public void PseudoVersionsNameTheCommitAfterATag(string text, string? followed)
    {
        var version = GoVersion.Parse(text);
        version.IsPseudo.ShouldBeTrue();
        version.IsPrerelease.ShouldBeTrue();
        version.PseudoTime.ShouldBe(new DateTimeOffset(2026, 1, 14, 19, 0, 0, TimeSpan.Zero));
        version.PseudoRevision.ShouldBe("abcdef123456");
        version.PseudoBase?.ToString().ShouldBe(followed);
        (version.PseudoBase is null).ShouldBe(followed is null);
        Scheme.ReadPrerelease(text).ShouldBeNull();
    }

    [Theory]
    [InlineData("v1.2.3")]
    [InlineData("v1.2.3-rc.1")]
    [InlineData("v1.2.3-20260114190000-abcdef123456")]
    [InlineData("v1.2.3-0.2026-abcdef123456")]
    public void OtherVersionsNameNoCommit(string text)
    {
        var version = GoVersion.Parse(text);
        (version.IsPseudo, version.PseudoTime, version.PseudoRevision, version.PseudoBase).ShouldBe((false, null, "", null));
    }

    [Theory]
    [InlineData("v1.2.3", BumpLevel.None, "v1.2.3")]
    [InlineData("v1.2.3", BumpLevel.Minor, "v1.3.0")]
    [InlineData("1.2.3", BumpLevel.Major, "2.0.0")]
    [InlineData("v1.2.0-rc.1", BumpLevel.Minor, "v1.2.0")]
    [InlineData("v0.0.0-20260114190000-abcdef123456", BumpLevel.Patch, "v0.0.1")]
    [InlineData("v0.0.0-20260114190000-abcdef123456", BumpLevel.Minor, "v0.1.0")]
    [InlineData("v1.2.4-0.20260114190000-abcdef123456", BumpLevel.Patch, "v1.2.4")]
    [InlineData("v1.2.4-0.20260114190000-abcdef123456", BumpLevel.Minor, "v1.3.0")]
    [InlineData("v2.0.0+incompatible", BumpLevel.Patch, "v2.0.1+incompatible")]
    public void BumpGivesTheNextTag(string version, BumpLevel level, string expected) => Scheme.Bump(version, level).ShouldBe(expected);

    [Theory]
    [InlineData("v1.2.3", "v1.2.3", true)]
    [InlineData("1.9.0", "v1.2.3", true)]
    [InlineData("v1.2.2", "v1.2.3", false)]
    [InlineData("v1.0.0", "v0.9.0", true)]
    [InlineData("v2.0.0", "v1.2.3", false)]
    [InlineData("v3.0.0", "v2.0.0", false)]
    [InlineData("v2.1.0", "v2.0.0", true)]
    [InlineData("v2.0.0+incompatible", "v1.2.3", true)]
    [InlineData("v3.0.0+incompatible", "v2.0.0+incompatible", true)]
    [InlineData("v1.2.4-0.20260114190000-abcdef123456", "v1.2.3", true)]
    [InlineData("v1.2.3-rc.1", "v1.2.3", false)]
    [InlineData("v1.2.3", "", true)]
    public void RequireNamesTheLeastVersionOfAModulePath(string version, string range, bool expected) => Scheme.Satisfies(version, range).ShouldBe(expected);

    [Fact]
    public void WhatIsNoVersionIsNoRange()
    {
        Scheme.Satisfies("v1.2.3", "latest").ShouldBeNull();
        Scheme.Satisfies("1.2", "v1.0.0").ShouldBeNull();
        Scheme.MoveRange("main", "v1.2.3").ShouldBe("main");
        Scheme.MoveRange("", "v1.2.3").ShouldBe("");
    }

    [Theory]
    [InlineData("v1.2.3", "1.3.0", "v1.3.0")]
    [InlineData("1.2.3", "v1.3.0", "1.3.0")]
    [InlineData("v0.0.0-20260114190000-abcdef123456", "0.1.0", "v0.1.0")]
    public void MovesToTheVersionInItsStyle(string range, string version, string expected) => Scheme.MoveRange(range, version).ShouldBe(expected);

    [Fact]
    public void ChannelsAreThoseOfSemVer()
    {
        Scheme.Prerelease("1.2.0", "beta", 3).ShouldBe("1.2.0-beta.3");
        Scheme.ReadPrerelease("v1.2.0-beta.3").ShouldBe(new PrereleaseParts("v1.2.0", "beta", 3));
        Scheme.HasChannel("post").ShouldBeFalse();
        Scheme.Exactly("1.2.3").ShouldBe("v1.2.3");
        Scheme.IsInitialDevelopment("v0.3.0").ShouldBeTrue();
        Scheme.Compare("v2.0.0", "v2.0.0+incompatible").ShouldBeLessThan(0);
    }

    [Fact]
    public void OrderIsTotalAndTransitive() =>
        Prop.ForAll(Texts.Three().ToArbitrary(), t => OrderLaws.Hold(Scheme.Compare, t.Item1, t.Item2, t.Item3)).ShouldHold(1000);

    [Fact]
    public void FormatIsTheInverseOfParse() =>
        Prop.ForAll(Texts.ToArbitrary(), text => GoVersion.Parse(text).ToString() == (text.StartsWith('v') ? text : "v" + text) && GoVersion.Parse(GoVersion.Parse(text).ToString()) == GoVersion.Parse(text)).ShouldHold();

    [Fact]
    public void BumpIsAlwaysLargerAndStable() =>
        Prop.ForAll(Texts.Zip(Gen.Elements(BumpLevel.Patch, BumpLevel.Minor, BumpLevel.Major)).ToArbitrary(), t =>
        {
            var bumped = Scheme.Bump(t.Item1, t.Item2);
            return Scheme.Compare(bumped, t.Item1) > 0 && !Scheme.IsPrerelease(bumped);
        }).ShouldHold(1000);

    [Fact]
    public void MovedRequirementContainsTheVersion() =>
        Prop.ForAll(Texts.Zip(Texts).ToArbitrary(), t => Scheme.Satisfies(t.Item2, Scheme.MoveRange(t.Item1, t.Item2)) == true).ShouldHold();

    [Fact]
    public void NeverThrowsForArbitraryText() =>
        Prop.ForAll<string>(text => text is null || !GoVersion.TryParse(text, out var version) || version.ToString().Length > 0).ShouldHold();
}
