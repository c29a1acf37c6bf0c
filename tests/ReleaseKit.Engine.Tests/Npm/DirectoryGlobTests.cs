using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;

namespace ReleaseKit.Engine.Tests.Npm;

public sealed class DirectoryGlobTests
{
    private static bool Matches(string pattern, string directory, string from = "", bool hidden = false)
    {
        DirectoryGlob.TryParse(RelativePath.Parse(from), pattern, hidden, out var glob, out var problem).ShouldBeTrue(problem);
        return glob!.Matches(RelativePath.Parse(directory));
    }

    [Theory]
    [InlineData("a/**/b", "a/b", true)]
    [InlineData("a/**/b", "a/x/y/b", true)]
    [InlineData("a/**/b", "a/x/b/c", false)]
    [InlineData("**/b/**/d", "a/b/b/c/d", true)]
    [InlineData("**", "", true)]
    [InlineData("**", "a/.b/c", false)]
    [InlineData("a/**", "a", true)]
    [InlineData("a*", "ab", true)]
    [InlineData("a**b", "a/b", false)]
    [InlineData("*.js", "x.js", true)]
    [InlineData("[a-c]x", "bx", true)]
    [InlineData("[^a-c]x", "bx", false)]
    [InlineData("[z-a]", "b", false)]
    [InlineData("[", "[", true)]
    [InlineData("{a,b{c,d}}", "bd", true)]
    [InlineData("{a", "{a", true)]
    [InlineData("(a)", "(a)", true)]
    [InlineData("a+b.c", "a+bxc", false)]
    public void APatternMatches(string pattern, string directory, bool expected) => Matches(pattern, directory).ShouldBe(expected);

    [Fact]
    public void TheFolderItIsSeenFromIsNoPattern()
    {
        Matches("*", "[a]/*b/c", "[a]/*b").ShouldBeTrue();
        Matches("*", "a/xb/c", "[a]/*b").ShouldBeFalse();
        Matches("../x/*", "root/x/y", "root/js").ShouldBeTrue();
        Matches("*", ".github/x", ".github").ShouldBeTrue();
    }

    [Theory]
    [InlineData("../../x")]
    [InlineData("a/*/../b")]
    [InlineData("{1..9}")]
    [InlineData("@(a/b)")]
    [InlineData("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}")]
    public void WhatCannotBeReadIsRefused(string pattern) =>
        DirectoryGlob.TryParse(RelativePath.Parse("js"), pattern, false, out _, out var problem).ShouldBe(false, problem);

    [Fact]
    public void HostilePatternsTakeNoTime()
    {
        var deep = string.Join('/', Enumerable.Repeat("a", 200));
        Matches(string.Concat(Enumerable.Repeat("**/a/", 50)) + "b", deep).ShouldBeFalse();
        Matches(string.Concat(Enumerable.Repeat("*a", 50)) + "b", new string('a', 200)).ShouldBeFalse();
    }
}
