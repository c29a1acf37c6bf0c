using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Versions;

public sealed class SemanticRangeTests
{
    private static readonly SemanticVersionScheme Scheme = new();

    [Theory]
    [InlineData("workspace:^1.2.0", "1.9.0", true)]
    [InlineData("workspace:^1.2.0", "2.0.0", false)]
    [InlineData("workspace:*", "9.9.9-rc.1", true)]
    [InlineData("workspace:^", "9.9.9", true)]
    [InlineData("workspace:~", "9.9.9", true)]
    [InlineData("workspace:core@^1.0.0", "1.1.0", true)]
    [InlineData("npm:@a/b@^1.0.0", "1.1.0", true)]
    [InlineData("npm:@a/b@^1.0.0", "2.0.0", false)]
    [InlineData("npm:^1.0.0", "1.1.0", true)]
    [InlineData("jsr:@a/b@~1.0", "1.1.0", false)]
    public void ReadsTheRangeBehindAProtocol(string range, string version, bool expected) =>
        Scheme.Satisfies(version, range).ShouldBe(expected);

    [Fact]
    public void BesideAWildcardOtherAlternativesDoNotCount()
    {
        Scheme.Satisfies("1.3.1", "* || 1.3.1-beta").ShouldBe(true);
        Scheme.Satisfies("1.3.1-beta", "* || 1.3.1-beta").ShouldBe(false);
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("file:../core")]
    [InlineData("link:../core")]
    [InlineData("workspace:../core")]
    [InlineData("npm:core")]
    [InlineData("catalog:")]
    [InlineData("git+https://example.org/a/b.git#v1.0.0")]
    [InlineData("a/b")]
    [InlineData("1.2.3 - ")]
    [InlineData(">=")]
    [InlineData("1.2.3.4")]
    [InlineData("99999999999999999999.0.0")]
    public void DoesNotUnderstandWhatIsNoRange(string range) => Scheme.Satisfies("1.0.0", range).ShouldBeNull();

    [Fact]
    public void DoesNotUnderstandAnInvalidVersion() => Scheme.Satisfies("1.0", "^1.0.0").ShouldBeNull();

    [Fact]
    public void NeverThrowsForArbitraryRanges()
    {
        var noise = Gen.Elements("1", "2.x", ".", "^", "~>", ">=", "<", "||", " ", "-", " - ", "v", "=", "*", "1.2.3", "-rc.1", "+b", "é", "\0", "99999999999999999999")
            .ListOf().Select(parts => string.Concat(parts));
        Prop.ForAll(noise.ToArbitrary(), range =>
        {
            Scheme.Satisfies("1.2.3", range);
            return Scheme.MoveRange(range, "1.2.3") is not null;
        }).ShouldHold();
    }
}
