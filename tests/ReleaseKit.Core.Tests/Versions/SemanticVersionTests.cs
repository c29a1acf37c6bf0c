using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Versions;

public sealed class SemanticVersionTests
{
    internal static readonly Gen<string> Texts =
        from numbers in Gen.Choose(0, 12).ArrayOf(3)
        from prerelease in Gen.Elements("", "", "-0", "-1", "-10", "-a", "-alpha.1", "-alpha.beta", "-rc.2", "-rc.10", "-x-y.0a", "--")
        from build in Gen.Elements("", "", "+1", "+build.007")
        select string.Join('.', numbers) + prerelease + build;

    [Theory]
    [InlineData("0.0.0")]
    [InlineData("1.2.3-rc.1+build.5")]
    [InlineData("1.0.0-0A.is.legal")]
    [InlineData("1.0.0+001")]
    [InlineData("1.0.0----RC-SNAPSHOT.12.9.1--.12+788")]
    [InlineData("9007199254740991.9007199254740991.9007199254740991")]
    [InlineData("1.0.0-99999999999999999999999")]
    public void AcceptsWhatTheSpecificationAccepts(string text) => SemanticVersion.Parse(text).ToString().ShouldBe(text);

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("v1.2.3")]
    [InlineData(" 1.2.3")]
    [InlineData("01.2.3")]
    [InlineData("1.2.3-01")]
    [InlineData("1.2.3-")]
    [InlineData("1.2.3-a..b")]
    [InlineData("1.2.3+")]
    [InlineData("1.2.3+a+b")]
    [InlineData("1.2.3-é")]
    [InlineData("1.٢.3")]
    [InlineData("+1.2.3")]
    [InlineData("-1.2.3")]
    [InlineData("9007199254740992.0.0")]
    public void RefusesWhatTheSpecificationRefuses(string text)
    {
        SemanticVersion.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => SemanticVersion.Parse(text));
    }

    [Theory]
    [InlineData("1.2.3", BumpLevel.None, "1.2.3")]
    [InlineData("1.2.0-rc.1", BumpLevel.None, "1.2.0-rc.1")]
    [InlineData("1.2.0-rc.1", BumpLevel.Patch, "1.2.0")]
    [InlineData("1.2.0-rc.1", BumpLevel.Minor, "1.2.0")]
    [InlineData("1.2.0-rc.1", BumpLevel.Major, "2.0.0")]
    [InlineData("1.2.1-rc.1", BumpLevel.Minor, "1.3.0")]
    [InlineData("2.0.0-rc.1", BumpLevel.Major, "2.0.0")]
    [InlineData("1.2.3+build", BumpLevel.Patch, "1.2.4")]
    [InlineData("0.1.2", BumpLevel.Major, "1.0.0")]
    public void BumpCompletesAPrereleaseFirst(string version, BumpLevel level, string expected) =>
        new SemanticVersionScheme().Bump(version, level).ShouldBe(expected);

    [Fact]
    public void OrderIsTotalAndTransitive() =>
        Prop.ForAll(Texts.Three().ToArbitrary(), t => OrderLaws.Hold(new SemanticVersionScheme().Compare, t.Item1, t.Item2, t.Item3)).ShouldHold();

    [Fact]
    public void FormatIsTheInverseOfParse() =>
        Prop.ForAll(Texts.ToArbitrary(), text => SemanticVersion.Parse(text).ToString() == text).ShouldHold();

    [Fact]
    public void NeverThrowsForArbitraryText() =>
        Prop.ForAll<string>(text => SemanticVersion.TryParse(text, out _) == (text is not null && new SemanticVersionScheme().IsValid(text))).ShouldHold();
}
