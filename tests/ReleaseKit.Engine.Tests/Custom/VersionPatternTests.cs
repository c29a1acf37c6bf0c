using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Custom;

namespace ReleaseKit.Engine.Tests.Custom;

public sealed class VersionPatternTests
{
    [Theory]
    [InlineData("1.2.3\n", "1.2.3")]
    [InlineData("apiVersion: v2\r\nappVersion: 9.9.9\r\nversion: 1.2.3-rc.1\r\n", "1.2.3-rc.1")]
    [InlineData("name = \"x\"\nversion = \"1.2.3\" # kept\n", "1.2.3")]
    [InlineData("{\n  \"version\": \"1.2.3\",\n}\n", "1.2.3")]
    [InlineData("depends: 1.2.3\n", null)]
    [InlineData("version: 1.2\n", null)]
    public void TheDefaultFindsALineThatIsAVersion(string text, string? version) => Find(VersionPattern.Default, text).ShouldBe(version);

    [Theory]
    [InlineData("^ref=v(.+)$", "a\nref=v2.0.0\n", "2.0.0")]
    [InlineData("(x)=(?<version>[0-9.]+)", "x=3.0.0", "3.0.0")]
    [InlineData("^ref=v(.+)$", "nothing", null)]
    public void AGroupIsTheVersion(string pattern, string text, string? version) => Find(VersionPattern.Read(pattern).Pattern!, text).ShouldBe(version);

    [Theory]
    [InlineData("version")]
    [InlineData("(version")]
    public void WhatHasNoGroupIsNoPattern(string pattern) => VersionPattern.Read(pattern).Problem.ShouldNotBeNullOrEmpty();

    [Fact]
    public void APatternThatTakesTooLongIsNamed() => Coded.Throws(CustomCodes.Version, () => Find(VersionPattern.Read("^((a+)+)+$").Pattern!, new string('a', 64) + "!"));

    private static string? Find(VersionPattern pattern, string text) =>
        pattern.Find(SourceText.Decode("file", System.Text.Encoding.UTF8.GetBytes(text))) is { } span ? text.Substring(span.Start, span.Length) : null;
}
