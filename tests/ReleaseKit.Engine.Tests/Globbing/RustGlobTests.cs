using ReleaseKit.Engine.Globbing;

namespace ReleaseKit.Engine.Tests.Globbing;

/// <summary>
/// uv hands the patterns to Rust's <c>glob</c> crate with default options (uv: <c>Workspace::collect_members</c>; crate:
/// <c>glob::Pattern</c>). The rows are the documented behaviour of both.
/// </summary>
public sealed class RustGlobTests
{
    [Theory]
    [InlineData("packages/*", "packages/core", true)]
    [InlineData("packages/*", "packages", false)]
    [InlineData("packages/*", "packages/core/sub", false)]
    [InlineData("packages/*/", "packages/core", true)]
    [InlineData("./packages/*", "packages/core", true)]
    [InlineData("packages/*", "packages/.hidden", true)]
    [InlineData("packages/core", "packages/core", true)]
    [InlineData("packages/core", "packages/Core", false)]
    [InlineData("**", "a/b/c", true)]
    [InlineData("packages/**", "packages", false)]
    [InlineData("packages/**", "packages/a/b", true)]
    [InlineData("**/plugin-*", "plugin-a", true)]
    [InlineData("**/plugin-*", "x/y/plugin-a", true)]
    [InlineData("a/**/b", "a/b", true)]
    [InlineData("a/**/b", "a/x/y/b", true)]
    [InlineData("a/**/b", "a/x/y/c", false)]
    [InlineData("p?", "pa", true)]
    [InlineData("p?", "p", false)]
    [InlineData("p[a-c]", "pb", true)]
    [InlineData("p[!a-c]", "pb", false)]
    [InlineData("p[!a-c]", "pz", true)]
    [InlineData("p[]x]", "p]", true)]
    [InlineData("*-core-*", "a-core-core-b", true)]
    [InlineData("packages/päckage *", "packages/päckage one", true)]
    [InlineData("{a,b}", "a", false)]
    public void PatternsMatchAsUvMatchesThem(string pattern, string directory, bool expected) =>
        RustGlob.Parse(pattern)!.Matches(directory).ShouldBe(expected);

    [Theory]
    [InlineData("/abs")]
    [InlineData("../other")]
    [InlineData("a**")]
    [InlineData("a[")]
    [InlineData("a[!")]
    public void PatternsThatUvRefusesAreRefused(string pattern) => RustGlob.Parse(pattern).ShouldBeNull();

    [Fact]
    public void ManyStarsDoNotTakeExponentialTime()
    {
        var pattern = string.Concat(Enumerable.Repeat("*a", 40)) + "b";
        RustGlob.Parse(pattern)!.Matches(new string('a', 5000)).ShouldBeFalse();
        RustGlob.Parse(string.Join('/', Enumerable.Repeat("**", 40)) + "/x")!.Matches(string.Join('/', Enumerable.Repeat("a", 400))).ShouldBeFalse();
    }
}
