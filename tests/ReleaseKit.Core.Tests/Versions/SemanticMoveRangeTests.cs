using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Versions;

public sealed class SemanticMoveRangeTests
{
    private static readonly SemanticVersionScheme Scheme = new();

    [Theory]
    // A full version becomes the new one; the operator stays.
    [InlineData("^1.2.0", "1.3.0", "^1.3.0")]
    [InlineData("^1.2.0", "2.0.0", "^2.0.0")]
    [InlineData("~1.2.0", "1.3.0", "~1.3.0")]
    [InlineData("~> 1.2.0", "1.3.0", "~> 1.3.0")]
    [InlineData("1.2.0", "1.3.0", "1.3.0")]
    [InlineData("=1.2.0", "1.3.0", "=1.3.0")]
    [InlineData("v1.2.0", "1.3.0", "v1.3.0")]
    [InlineData(">=1.2.0", "1.3.0", ">=1.3.0")]
    [InlineData(">= 1.2.0", "1.3.0", ">= 1.3.0")]
    [InlineData("^0.2.0", "0.3.0", "^0.3.0")]
    [InlineData("^1.2.0", "2.0.0-rc.1", "^2.0.0-rc.1")]
    [InlineData("^2.0.0-rc.1", "2.0.0", "^2.0.0")]
    [InlineData("^1.2.0", "1.3.0+build", "^1.3.0")]
    [InlineData("^1.3.0", "1.3.0", "^1.3.0")]
    [InlineData("^2.0.0", "1.9.9", "^1.9.9")]
    // A shorter one stays while it accepts the version, and keeps its length when it moves.
    [InlineData("^1", "1.3.0", "^1")]
    [InlineData("^1", "2.0.0", "^2")]
    [InlineData("~1.2", "1.2.9", "~1.2")]
    [InlineData("~1.2", "1.3.0", "~1.3")]
    [InlineData("1.x", "1.3.0", "1.x")]
    [InlineData("1.x", "2.1.0", "2.x")]
    [InlineData("1.x.x", "2.1.0", "2.x.x")]
    [InlineData("1.2.*", "1.3.0", "1.3.*")]
    [InlineData("1.2", "1.3.0", "1.3")]
    [InlineData("1", "2.3.4", "2")]
    [InlineData(">=1.2", "1.3.0", ">=1.2")]
    [InlineData(">=1.2", "1.1.0", ">=1.1")]
    // A prerelease can only be accepted in full.
    [InlineData("^1", "2.0.0-rc.1", "^2.0.0-rc.1")]
    [InlineData("1.x", "2.0.0-rc.1", "^2.0.0-rc.1")]
    [InlineData("=1.2.x", "1.3.0-rc.1", "~1.3.0-rc.1")]
    [InlineData("~1.2", "1.3.0-rc.1", "~1.3.0-rc.1")]
    // Everything, and what is no range.
    [InlineData("*", "2.0.0", "*")]
    [InlineData("", "2.0.0", "")]
    [InlineData("x", "2.0.0-rc.1", "x")]
    [InlineData(">=0.0.0 || *", "2.0.0", ">=0.0.0 || *")]
    [InlineData(">=0.0.0 || ^1.0.0", "2.0.0-rc.1", ">=0.0.0 || ^1.0.0")]
    [InlineData(">=0", "2.0.0-rc.1", ">=2.0.0-rc.1")]
    [InlineData("latest", "2.0.0", "latest")]
    [InlineData("file:../core", "2.0.0", "file:../core")]
    [InlineData("link:../core", "2.0.0", "link:../core")]
    [InlineData("catalog:", "2.0.0", "catalog:")]
    [InlineData("git+ssh://git@example.org/a.git#semver:^1.0.0", "2.0.0", "git+ssh://git@example.org/a.git#semver:^1.0.0")]
    // Protocols and aliases stay; the range behind them moves.
    [InlineData("workspace:^1.2.0", "1.3.0", "workspace:^1.3.0")]
    [InlineData("workspace:1.2.0", "1.3.0", "workspace:1.3.0")]
    [InlineData("workspace:*", "1.3.0", "workspace:*")]
    [InlineData("workspace:^", "1.3.0", "workspace:^")]
    [InlineData("workspace:~", "1.3.0", "workspace:~")]
    [InlineData("workspace:core@^1.2.0", "1.3.0", "workspace:core@^1.3.0")]
    [InlineData("workspace:../core", "1.3.0", "workspace:../core")]
    [InlineData("npm:@a/b@^1.0.0", "1.3.0", "npm:@a/b@^1.3.0")]
    [InlineData("npm:b@1.x", "2.0.0", "npm:b@2.x")]
    [InlineData("npm:@a/b", "2.0.0", "npm:@a/b")]
    [InlineData("jsr:^1.0.0", "1.3.0", "jsr:^1.3.0")]
    // The lower bound moves; the upper one only when it excludes the version, to the next one of its kind.
    [InlineData(">=1.0.0 <2.0.0", "1.5.0", ">=1.5.0 <2.0.0")]
    [InlineData(">=1.0.0 <2.0.0", "2.1.0", ">=2.1.0 <3.0.0")]
    [InlineData(">=1.0.0 <2.0.0-0", "2.1.0", ">=2.1.0 <3.0.0-0")]
    [InlineData(">=1.0.0 <2.0.0", "2.0.0-rc.1", ">=2.0.0-rc.1 <3.0.0")]
    [InlineData(">=1 <2", "1.5.0", ">=1 <2")]
    [InlineData(">=1 <2", "2.1.0", ">=2 <3")]
    [InlineData(">=1.2.0 <1.3.0", "1.3.4", ">=1.3.4 <1.4.0")]
    [InlineData(">=0.2.0 <0.3.0", "0.3.1", ">=0.3.1 <0.4.0")]
    [InlineData(">=0.2.0 <0.3.0", "1.0.0", ">=1.0.0 <2.0.0")]
    [InlineData(">=1.0.0<2.0.0", "2.0.0", ">=2.0.0<3.0.0")]
    [InlineData(">1.0.0", "2.0.0", ">1.0.0")]
    [InlineData(">2.0.0", "1.5.0", ">=1.5.0")]
    [InlineData("<2.0.0", "1.5.0", "<2.0.0")]
    [InlineData("<2.0.0", "2.5.0", "<3.0.0")]
    [InlineData("<=1.2.0", "1.3.0", "<=1.3.0")]
    [InlineData("<=1.x", "2.3.0", "<=2.x")]
    [InlineData("1.0.0 - 2.0.0", "1.5.0", "1.5.0 - 2.0.0")]
    [InlineData("1.0.0 - 2.0.0", "3.1.0", "3.1.0 - 3.1.0")]
    [InlineData("1 - 2", "3.1.0", "3 - 3")]
    // Alternatives: nothing changes while one accepts it; otherwise one is added in the style of the last.
    [InlineData("^1.0.0 || ^2.0.0", "2.5.0", "^1.0.0 || ^2.0.0")]
    [InlineData("^1.0.0 || ^2.0.0", "3.1.0", "^1.0.0 || ^2.0.0 || ^3.1.0")]
    [InlineData("1||2", "3.1.0", "1||2||3")]
    public void MovesByTheStyleOfTheRange(string range, string version, string expected) =>
        Scheme.MoveRange(range, version).ShouldBe(expected);

    [Fact]
    public void MovedRangeAcceptsTheVersionAndMovesNoFurther()
    {
        var partial = Gen.Elements("1", "2.x", "0", "0.2", "1.2.*", "1.2.3", "0.0.4", "3.0.0-rc.1", "2.0.0-0");
        var term = from op in Gen.Elements("", "=", "^", "~", ">=", "<", "<=", ">", ">= ") from v in partial select op + v;
        var alternative = Gen.OneOf(
            term, from a in term from b in term select $"{a} {b}", from a in partial from b in partial select $"{a} - {b}");
        var range = Gen.OneOf(alternative, from a in alternative from b in alternative select $"{a} || {b}");
        Prop.ForAll(range.Zip(SemanticVersionTests.Texts).ToArbitrary(), pair =>
        {
            var moved = Scheme.MoveRange(pair.Item1, pair.Item2);
            Scheme.MoveRange(moved, pair.Item2).ShouldBe(moved);
            if (pair.Item1.Contains("||", StringComparison.Ordinal) && SemanticRange.TryParse(pair.Item1, out var range) && range.ToString() == "*")
            {
                // Beside everything, which no prerelease is part of, a further alternative has no effect.
                return moved == pair.Item1;
            }

            Scheme.Satisfies(pair.Item2, moved).ShouldBe(true, $"{pair.Item1} moved to {pair.Item2} is {moved}");
            return true;
        }).ShouldHold(600);
    }
}
