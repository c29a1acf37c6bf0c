using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Versions;

public sealed class DartVersionSchemeTests
{
    private static readonly IVersionScheme Scheme = new DartVersionScheme();

    [Theory]
    [InlineData("1.2.3", "1.2.3+1")]
    [InlineData("1.2.3+1", "1.2.3+2")]
    [InlineData("1.2.3+9", "1.2.3+10")]
    [InlineData("1.2.3+1", "1.2.3+1.1")]
    [InlineData("1.2.3+1", "1.2.3+a")]
    [InlineData("1.2.3-rc.1+5", "1.2.3")]
    [InlineData("1.2.3+1", "1.2.4")]
    public void BuildMetadataCountsAfterEverythingElse(string left, string right)
    {
        Scheme.Compare(left, right).ShouldBeLessThan(0);
        Scheme.Compare(right, left).ShouldBeGreaterThan(0);
    }

    [Theory]
    // The examples of pub_semver and of dart.dev.
    [InlineData("1.8.3", "^1.2.3", true)]
    [InlineData("2.0.0", "^1.2.3", false)]
    [InlineData("2.0.0-dev", "^1.2.3", false)]
    [InlineData("1.2.3-dev", "^1.2.3", false)]
    [InlineData("1.3.0-dev", "^1.2.3", true)]
    [InlineData("0.1.9", "^0.1.2", true)]
    [InlineData("0.2.0", "^0.1.2", false)]
    [InlineData("0.0.9", "^0.0.1", true)]
    [InlineData("0.1.0", "^0.0.1", false)]
    [InlineData("1.9.0", ">=1.0.0 <2.0.0", true)]
    [InlineData("2.0.0-dev", ">=1.0.0 <2.0.0", false)]
    [InlineData("2.0.0-dev", ">=2.0.0-alpha <2.0.0", true)]
    [InlineData("2.0.0-alpha", ">=1.0.0 <2.0.0-beta", true)]
    [InlineData("2.0.0", ">=1.0.0<=2.0.0", true)]
    [InlineData("2.0.0", "> 2.0.0", false)]
    [InlineData("1.2.3", "1.2.3", true)]
    [InlineData("1.2.3+1", "1.2.3", false)]
    [InlineData("1.2.3+1", "^1.2.3", true)]
    [InlineData("1.2.4", ">=1.0.0 1.2.3", false)]
    [InlineData("9.9.9-dev", "any", true)]
    [InlineData("9.9.9", "path:../core", true)]
    [InlineData("9.9.9", " any ", true)]
    [InlineData("9.9.9", "", true)]
    public void SatisfiesAsPubDoes(string version, string constraint, bool expected) => Scheme.Satisfies(version, constraint).ShouldBe(expected);

    [Theory]
    [InlineData("1.2")]
    [InlineData("^1")]
    [InlineData("1.x")]
    [InlineData("~1.2.3")]
    [InlineData("=1.2.3")]
    [InlineData("^1.2.3 <1.5.0")]
    [InlineData(">=1.0.0, <2.0.0")]
    [InlineData("^1.0.0 || ^2.0.0")]
    [InlineData("anything")]
    [InlineData(" ")]
    public void DoesNotUnderstandWhatIsNoConstraint(string constraint)
    {
        Scheme.Satisfies("1.2.3", constraint).ShouldBeNull();
        Scheme.MoveRange(constraint, "9.0.0").ShouldBe(constraint);
    }

    [Theory]
    [InlineData("^1.2.0", "1.3.0", "^1.3.0")]
    [InlineData("^ 1.2.0", "2.0.0", "^ 2.0.0")]
    [InlineData("1.2.0", "1.3.0", "1.3.0")]
    [InlineData("1.2.0", "1.2.0+1", "1.2.0+1")]
    [InlineData("any", "1.3.0", "any")]
    [InlineData("path:../core", "1.3.0", "path:../core")]
    [InlineData("", "1.3.0", "")]
    [InlineData(">=1.0.0 <2.0.0", "1.3.0", ">=1.3.0 <2.0.0")]
    [InlineData(">=1.0.0 <2.0.0", "2.1.0", ">=2.1.0 <3.0.0")]
    [InlineData(">=1.0.0 <2.0.0", "2.0.0-rc.1", ">=2.0.0-rc.1 <3.0.0")]
    [InlineData(">=1.2.0 <1.3.0", "1.3.1", ">=1.3.1 <1.4.0")]
    [InlineData(">=0.2.0 <0.3.0", "0.3.1", ">=0.3.1 <0.4.0")]
    [InlineData("<2.0.0-0", "2.1.0", "<3.0.0-0")]
    [InlineData("<=1.2.0", "1.3.0", "<=1.3.0")]
    [InlineData(">1.0.0", "1.3.0", ">1.0.0")]
    [InlineData(">2.0.0", "1.3.0", ">=1.3.0")]
    public void MovesByTheStyleOfTheConstraint(string constraint, string version, string expected) => Scheme.MoveRange(constraint, version).ShouldBe(expected);

    [Fact]
    public void BumpsAndChannelsAreThoseOfSemVer()
    {
        Scheme.Bump("1.2.3+4", BumpLevel.Patch).ShouldBe("1.2.4");
        Scheme.Bump("1.3.0-beta.1", BumpLevel.Minor).ShouldBe("1.3.0");
        Scheme.Prerelease("1.3.0", "beta", 2).ShouldBe("1.3.0-beta.2");
        Scheme.ReadPrerelease("1.3.0-beta.2").ShouldBe(new PrereleaseParts("1.3.0", "beta", 2));
        Scheme.IsPrerelease("1.3.0-beta.2").ShouldBeTrue();
        Scheme.IsInitialDevelopment("0.3.0").ShouldBeTrue();
        Scheme.Exactly("1.2.3").ShouldBe("1.2.3");
    }

    [Fact]
    public void OrderIsTotalAndTransitive() =>
        Prop.ForAll(SemanticVersionTests.Texts.Three().ToArbitrary(), t => OrderLaws.Hold(Scheme.Compare, t.Item1, t.Item2, t.Item3)).ShouldHold(1000);

    [Fact]
    public void BumpIsAlwaysLarger() =>
        Prop.ForAll(SemanticVersionTests.Texts.Zip(Gen.Elements(BumpLevel.Patch, BumpLevel.Minor, BumpLevel.Major)).ToArbitrary(),
            t => Scheme.Compare(Scheme.Bump(t.Item1, t.Item2), t.Item1) > 0).ShouldHold(1000);

    [Fact]
    public void MovedConstraintAcceptsTheVersionAndMovesNoFurther()
    {
        var term = from op in Gen.Elements("", ">=", "<", "<=", ">", ">= ") from v in Gen.Elements("1.0.0", "0.2.0", "1.2.3", "1.3.0", "3.0.0-rc.1", "2.0.0-0", "2.0.0+1") select op + v;
        var constraint = Gen.OneOf(
            Gen.Elements("^1.2.3", "^0.0.1", "^2.0.0-rc.1", "any"), from count in Gen.Choose(1, 3) from terms in term.ListOf(count) select string.Join(" ", terms));
        Prop.ForAll(constraint.Zip(SemanticVersionTests.Texts).ToArbitrary(), pair =>
        {
            var moved = Scheme.MoveRange(pair.Item1, pair.Item2);
            Scheme.Satisfies(pair.Item2, moved).ShouldBe(true, $"{pair.Item1} moved to {pair.Item2} is {moved}");
            Scheme.MoveRange(moved, pair.Item2).ShouldBe(moved);
            return true;
        }).ShouldHold(1000);
    }

    [Fact]
    public void NeverThrowsForArbitraryConstraints()
    {
        var noise = Gen.Elements("1", ".", "^", ">=", "<", " ", "any", "1.2.3", "-rc.1", "+b", "é", "\0", "99999999999999999999").ListOf().Select(parts => string.Concat(parts));
        Prop.ForAll(noise.ToArbitrary(), constraint =>
        {
            Scheme.Satisfies("1.2.3", constraint);
            return Scheme.MoveRange(constraint, "1.2.3") is not null;
        }).ShouldHold(1000);
    }
}
