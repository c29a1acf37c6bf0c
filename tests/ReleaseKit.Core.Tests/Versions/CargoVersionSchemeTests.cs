using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Versions;

public sealed class CargoVersionSchemeTests
{
    private static readonly CargoVersionScheme Scheme = new();

    [Theory]
    // The tables of the Cargo book.
    [InlineData("1.2.3", "1.2.3", "2.0.0")]
    [InlineData("1.2", "1.2.0", "2.0.0")]
    [InlineData("1", "1.0.0", "2.0.0")]
    [InlineData("0.2.3", "0.2.3", "0.3.0")]
    [InlineData("0.2", "0.2.0", "0.3.0")]
    [InlineData("0.0.3", "0.0.3", "0.0.4")]
    [InlineData("0.0", "0.0.0", "0.1.0")]
    [InlineData("0", "0.0.0", "1.0.0")]
    [InlineData("^1.2.3", "1.2.3", "2.0.0")]
    [InlineData("~1.2.3", "1.2.3", "1.3.0")]
    [InlineData("~1.2", "1.2.0", "1.3.0")]
    [InlineData("~1", "1.0.0", "2.0.0")]
    [InlineData("1.*", "1.0.0", "2.0.0")]
    [InlineData("1.2.*", "1.2.0", "1.3.0")]
    [InlineData("1.x", "1.0.0", "2.0.0")]
    [InlineData("1.*.*", "1.0.0", "2.0.0")]
    [InlineData("=1.2", "1.2.0", "1.3.0")]
    [InlineData(">=1.2, <1.5", "1.2.0", "1.5.0")]
    [InlineData(" >= 1.2 ,< 1.5 ", "1.2.0", "1.5.0")]
    [InlineData(">1", "2.0.0", null)]
    [InlineData(">1.2", "1.3.0", null)]
    [InlineData(">=1.*", "1.0.0", null)]
    public void AcceptsFromTheFirstVersionUpToTheOther(string requirement, string first, string? end)
    {
        Scheme.Satisfies(first, requirement).ShouldBe(true);
        Scheme.Satisfies(first + "-rc.1", requirement).ShouldBe(false);
        if (end is not null)
        {
            Scheme.Satisfies(end, requirement).ShouldBe(false);
            Scheme.Satisfies(end + "-rc.1", requirement).ShouldBe(false);
        }
    }

    [Theory]
    [InlineData("1.2.3-rc.2", "1.2.3-rc.1", true)]
    [InlineData("1.2.4-rc.2", "1.2.3-rc.1", false)]
    [InlineData("1.2.3-rc.2", ">=1.2.3-alpha, <2.0", true)]
    [InlineData("1.2.3-alpha", "=1.2.3-alpha", true)]
    [InlineData("1.0.0", "=1.0.0", true)]
    [InlineData("1.0.1", "=1.0.0", false)]
    [InlineData("0.9.0", "<1", true)]
    [InlineData("1.9.0", "<=1", true)]
    [InlineData("2.0.0", "<=1", false)]
    [InlineData("9.9.9", "*", true)]
    [InlineData("9.9.9-rc.1", "*", false)]
    [InlineData("9.9.9-rc.1", "", true)]
    [InlineData("1.2.3+build", "=1.2.3", true)]
    public void SatisfiesByTheRulesOfTheSemverCrate(string version, string requirement, bool expected) =>
        Scheme.Satisfies(version, requirement).ShouldBe(expected);

    [Theory]
    [InlineData("1.2.3.4")]
    [InlineData("01.2")]
    [InlineData("1.2.3beta")]
    [InlineData("1.2-beta")]
    [InlineData("1.*.3")]
    [InlineData("*.1")]
    [InlineData("*.*")]
    [InlineData(">*")]
    [InlineData("*, 1.0")]
    [InlineData("1.2 1.3")]
    [InlineData("1.2 || 1.3")]
    [InlineData("1.2,")]
    [InlineData(",")]
    [InlineData(" ")]
    [InlineData("~>1.2")]
    [InlineData("v1.2")]
    [InlineData("==1.2")]
    [InlineData("workspace:1.2")]
    [InlineData("1.2.3 - 1.4.0")]
    public void DoesNotUnderstandWhatIsNoRequirement(string requirement)
    {
        Scheme.Satisfies("1.2.3", requirement).ShouldBeNull();
        Scheme.MoveRange(requirement, "9.0.0").ShouldBe(requirement);
    }

    [Theory]
    [InlineData("1.2.0", "1.3.0", "1.3.0")]
    [InlineData("^1.2.0", "2.0.0", "^2.0.0")]
    [InlineData("~1.2.0", "1.3.0", "~1.3.0")]
    [InlineData("= 1.2.0", "1.3.0", "= 1.3.0")]
    [InlineData("1.2", "1.3.0", "1.2")]
    [InlineData("1.2", "2.0.1", "2.0")]
    [InlineData("1", "2.0.1", "2")]
    [InlineData("0.2", "0.3.0", "0.3")]
    [InlineData("1.*", "2.1.0", "2.*")]
    [InlineData("1.2.*", "1.3.0", "1.3.*")]
    [InlineData("*", "2.0.0", "*")]
    [InlineData("", "2.0.0", "")]
    [InlineData("1.2", "2.0.0-rc.1", "2.0.0-rc.1")]
    [InlineData("1.*", "2.0.0-rc.1", "2.0.0-rc.1")]
    [InlineData("1.2.*", "1.3.0-rc.1", "~1.3.0-rc.1")]
    [InlineData(">=1.2, <2", "1.3.0", ">=1.2, <2")]
    [InlineData(">=1.2, <2", "2.1.0", ">=2.1, <3")]
    [InlineData(">=1.2.0,<2.0.0", "2.1.0", ">=2.1.0,<3.0.0")]
    [InlineData(">=0.2.0, <0.3.0", "0.3.1", ">=0.3.1, <0.4.0")]
    [InlineData("1.2.0", "1.3.0+build.1", "1.3.0")]
    public void MovesByTheStyleOfTheRequirement(string requirement, string version, string expected) =>
        Scheme.MoveRange(requirement, version).ShouldBe(expected);

    [Fact]
    public void ExactlyAcceptsOneVersion()
    {
        Scheme.Exactly("1.2.3").ShouldBe("=1.2.3");
        Scheme.Satisfies("1.2.4", Scheme.Exactly("1.2.3")).ShouldBe(false);
    }

    [Fact]
    public void MovedRequirementAcceptsTheVersionAndMovesNoFurther()
    {
        var comparator = from op in Gen.Elements("", "=", "^", "~", ">=", "<", "<=", ">", ">= ")
                         from v in Gen.Elements("1", "2.*", "0", "0.2", "1.2.*", "1.2.3", "0.0.4", "3.0.0-rc.1", "2.0.0-0")
                         select op + v;
        var requirement = from count in Gen.Choose(1, 3) from parts in comparator.ListOf(count) select string.Join(", ", parts);
        Prop.ForAll(requirement.Zip(SemanticVersionTests.Texts).ToArbitrary(), pair =>
        {
            var moved = Scheme.MoveRange(pair.Item1, pair.Item2);
            Scheme.Satisfies(pair.Item2, moved).ShouldBe(true, $"{pair.Item1} moved to {pair.Item2} is {moved}");
            Scheme.MoveRange(moved, pair.Item2).ShouldBe(moved);
            return true;
        }).ShouldHold(600);
    }

    [Fact]
    public void NeverThrowsForArbitraryRequirements()
    {
        var noise = Gen.Elements("1", "2.*", ".", "^", "~", ">=", "<", ",", " ", "-", "v", "=", "*", "1.2.3", "-rc.1", "+b", "é", "\0", "99999999999999999999")
            .ListOf().Select(parts => string.Concat(parts));
        Prop.ForAll(noise.ToArbitrary(), requirement =>
        {
            Scheme.Satisfies("1.2.3", requirement);
            return Scheme.MoveRange(requirement, "1.2.3") is not null;
        }).ShouldHold(1000);
    }
}
