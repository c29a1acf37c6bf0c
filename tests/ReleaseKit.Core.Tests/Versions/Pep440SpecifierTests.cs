using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Versions;

public sealed class Pep440SpecifierTests
{
    private static readonly Pep440VersionScheme Scheme = new();

    [Theory]
    // The examples of the specification.
    [InlineData("2.2.post3", "~=2.2.post3", true)]
    [InlineData("2.9", "~=2.2", true)]
    [InlineData("3.0", "~=2.2", false)]
    [InlineData("1.4.9", "~=1.4.5", true)]
    [InlineData("1.5.0", "~=1.4.5", false)]
    [InlineData("2.9", "~=2.2.0", false)]
    [InlineData("1.1.post1", "==1.1", false)]
    [InlineData("1.1.post1", "==1.1.post1", true)]
    [InlineData("1.1.post1", "==1.1.*", true)]
    [InlineData("1.1", "==1.1.0", true)]
    [InlineData("1.1", "==1.1.dev1", false)]
    [InlineData("1.1a1", "==1.1a1", true)]
    [InlineData("1.1.post1", "!=1.1", true)]
    [InlineData("1.1.post1", "!=1.1.*", false)]
    [InlineData("1.7.1", ">1.7", true)]
    [InlineData("1.7.0.post1", ">1.7", false)]
    [InlineData("1.7.0.post3", ">1.7.post2", true)]
    [InlineData("1.7.0", ">1.7.post2", false)]
    [InlineData("1.7+local", ">1.7", false)]
    [InlineData("3.1.dev0", "<3.1", false)]
    [InlineData("3.1.dev0", "<3.1rc1", true)]
    [InlineData("3.0.post1", "<3.1", true)]
    [InlineData("3a1", "<3.post1,>=2a1", true)]
    [InlineData("3.post1.dev0", "<3.post1,>=2a1", false)]
    [InlineData("1.10.0.post1", ">1.10rc2", true)]
    [InlineData("1.10rc2.post1", ">1.10rc2", false)]
    [InlineData("3.0+local", ">3.dev0", true)]
    [InlineData("1.0+downstream1", "===1.0", false)]
    [InlineData("1.0", "===1.0", true)]
    [InlineData("1.0+downstream1", "==1.0", true)]
    [InlineData("1.0+downstream1", "==1.0+downstream1", true)]
    [InlineData("1.0", "==1.0+downstream1", false)]
    [InlineData("1.0+local", "<=1.0", true)]
    // Lists, blanks, epochs.
    [InlineData("1.5", ">=1.2,<2", true)]
    [InlineData("2.0", ">=1.2,<2", false)]
    [InlineData("1.5", " >= 1.2 , < 2 , ", true)]
    [InlineData("1.5", "", true)]
    [InlineData("1!1.0", ">=1.0", true)]
    [InlineData("1!1.5", "==1.*", false)]
    [InlineData("1!1.5", "==1!1.*", true)]
    [InlineData("1.5", ">=1.2,!=1.5", false)]
    // Prereleases are accepted only where one is named.
    [InlineData("2.0rc1", ">=1.0", false)]
    [InlineData("2.0rc1", ">=2.0a1", true)]
    [InlineData("2.0rc1", ">=1.0.dev0,!=1.5", true)]
    [InlineData("2.0rc1", "!=2.0a1", false)]
    [InlineData("2.0rc1", "", false)]
    public void SatisfiesByTheSpecification(string version, string specifier, bool expected) =>
        Scheme.Satisfies(version, specifier).ShouldBe(expected);

    [Theory]
    [InlineData("^1.2")]
    [InlineData("1.2")]
    [InlineData("~=1")]
    [InlineData(">=1.2.*")]
    [InlineData("==1.2a1.*")]
    [InlineData("==1.*.2")]
    [InlineData(">=1.0+local")]
    [InlineData(">=french toast")]
    [InlineData("=== ")]
    [InlineData("@ file:///core")]
    public void DoesNotUnderstandWhatIsNoSpecifier(string specifier) => Scheme.Satisfies("1.0", specifier).ShouldBeNull();

    [Theory]
    // Lower bounds and pins: as short as written where the rest is 0.
    [InlineData(">=1.2", "1.3.0", ">=1.3")]
    [InlineData(">=1.2", "1.3.1", ">=1.3.1")]
    [InlineData(">=1.2.0", "1.3.0", ">=1.3.0")]
    [InlineData(">= 1.2", "1.3.0", ">= 1.3")]
    [InlineData(">=1", "1.3.0", ">=1.3.0")]
    [InlineData(">=1.2", "2.0.0rc1", ">=2.0rc1")]
    [InlineData("==1.2.3", "1.3.0", "==1.3.0")]
    [InlineData("==1.2", "1.3.0", "==1.3")]
    [InlineData("==1.2.3", "1.3.0+local", "==1.3.0")]
    [InlineData("===1.2.3", "1.3.0", "===1.3.0")]
    [InlineData(">=1.3.0", "1.3.0", ">=1.3.0")]
    // The count of numbers that gives ~= and .* their meaning stays.
    [InlineData("~=1.2", "1.3.0", "~=1.3")]
    [InlineData("~=1.2", "1.3.1", "~=1.3")]
    [InlineData("~=1.2", "2.0.1", "~=2.0")]
    [InlineData("~=1.2.0", "1.3.4", "~=1.3.4")]
    [InlineData("~=1.2", "2.0.0rc1", "~=2.0rc1")]
    [InlineData("==1.2.*", "1.2.9", "==1.2.*")]
    [InlineData("==1.2.*", "1.3.0", "==1.3.*")]
    [InlineData("==1.*", "2.3.4", "==2.*")]
    [InlineData("==1.2.*", "1.3.0rc1", "==1.3.0rc1")]
    // Upper bounds move only when they exclude the version.
    [InlineData(">=1.2,<2", "1.3.0", ">=1.3,<2")]
    [InlineData(">=1.2,<2", "2.0.0", ">=2.0,<3")]
    [InlineData(">=1.2.3,<2.0.0", "2.1.0", ">=2.1.0,<3.0.0")]
    [InlineData(">=1.2,<2", "2.0.0rc1", ">=2.0rc1,<3")]
    [InlineData(">=1.2.0, <1.3", "1.3.0", ">=1.3.0, <1.4")]
    [InlineData(">=0.2,<0.3", "0.3.0", ">=0.3,<0.4")]
    [InlineData(">=0.2,<1", "1.0.0", ">=1.0,<2")]
    [InlineData("<2.0.dev0", "2.0.0", "<3.0.dev0")]
    [InlineData("<2.0a0", "2.0.0", "<3.0a0")]
    [InlineData("<2", "1.5.0", "<2")]
    [InlineData("<=1.2.3", "1.2.0", "<=1.2.3")]
    [InlineData("<=1.2.3", "1.3.0", "<=1.3.0")]
    [InlineData("<3", "2.0.0rc1", "<3,>=2.0.0rc1")]
    [InlineData(">1.2", "1.3.0", ">1.2")]
    [InlineData(">1.2", "1.1.0", ">=1.1")]
    // Exclusions go when they exclude the version.
    [InlineData(">=1.2, !=1.2.5", "1.3.0", ">=1.3, !=1.2.5")]
    [InlineData(">=1.2, !=1.3.0, <2", "1.3.0", ">=1.3, <2")]
    [InlineData("!=1.3.*", "1.3.0", "")]
    [InlineData("==1.2.*,!=1.3.0", "1.3.0", "==1.3.*")]
    // Epochs, and what is no specifier.
    [InlineData(">=1!1.2", "1!1.3.0", ">=1!1.3")]
    [InlineData(">=1.2", "1!1.3.0", ">=1!1.3")]
    [InlineData("", "1.3.0", "")]
    [InlineData("^1.2", "1.3.0", "^1.2")]
    [InlineData("@ file:///core", "1.3.0", "@ file:///core")]
    public void MovesByTheStyleOfTheSpecifier(string specifier, string version, string expected) =>
        Scheme.MoveRange(specifier, version).ShouldBe(expected);

    [Fact]
    public void MovedSpecifierAcceptsTheVersionAndMovesNoFurther()
    {
        var clause = Gen.OneOf(
            from op in Gen.Elements(">=", "<", "<=", ">", "==", "!=") from v in Gen.Elements("1", "0.2", "1.2", "2.0.0", "1.2.3", "2.0a0", "1!1", "2.0.dev0") select op + v,
            from op in Gen.Elements("==", "!=") from v in Gen.Elements("1", "1.2", "0.2.0") select $"{op}{v}.*",
            Gen.Elements("~=1.2", "~=0.2.0", "~= 2.0rc1", "===1.0"));
        var specifier = from count in Gen.Choose(1, 3) from clauses in clause.ListOf(count) select string.Join(",", clauses);
        Prop.ForAll(specifier.Zip(Pep440VersionTests.Texts).ToArbitrary(), pair =>
        {
            var moved = Scheme.MoveRange(pair.Item1, pair.Item2);
            Scheme.Satisfies(pair.Item2, moved).ShouldBe(true, $"{pair.Item1} moved to {pair.Item2} is {moved}");
            Scheme.MoveRange(moved, pair.Item2).ShouldBe(moved);
            return true;
        }).ShouldHold(600);
    }

    [Fact]
    public void NeverThrowsForArbitrarySpecifiers()
    {
        var noise = Gen.Elements("1", "2.*", ".", "~=", "===", "==", ">=", "<", "!=", ",", " ", "!", "rc1", ".dev", "1.2.3", "+b", "é", "\0").ListOf().Select(parts => string.Concat(parts));
        Prop.ForAll(noise.ToArbitrary(), specifier =>
        {
            Scheme.Satisfies("1.2.3", specifier);
            return Scheme.MoveRange(specifier, "1.2.3") is not null;
        }).ShouldHold(1000);
    }
}
