using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.Tests.Yaml;

public sealed class YamlEditingTests
{
    [Theory]
    [InlineData("v: 1.0.0 # c\nw: 1\n", "1.1.0", "v: 1.1.0 # c\nw: 1\n")]
    [InlineData("\uFEFF# é\r\nv: '1.0.0'\r\n", "it's", "\uFEFF# é\r\nv: 'it''s'\r\n")]
    [InlineData("v: \"\\u00e9😀\"\n", "a\"\\\n\u0001", "v: \"a\\\"\\\\\\n\\u0001\"\n")]
    [InlineData("v: &a !!str 1.0.0\nw: *a\n", "2.0.0", "v: &a !!str 2.0.0\nw: *a\n")]
    [InlineData("v: ^1.0.0\n", "^2.0.0", "v: ^2.0.0\n")]
    [InlineData("v: workspace:^\n", "workspace:~", "v: workspace:~\n")]
    [InlineData("{v: 1.0.0, w: x}\n", "2.0.0", "{v: 2.0.0, w: x}\n")]
    public void TheNotationStays(string before, string value, string after) => Replace(before, value).ShouldBe(after);

    [Theory]
    [InlineData("v: 1.0.0\n", "1.1", "v: \"1.1\"\n")]
    [InlineData("v: x\n", "true", "v: \"true\"\n")]
    [InlineData("v: x\n", "null", "v: \"null\"\n")]
    [InlineData("v: x\n", "", "v: \"\"\n")]
    [InlineData("v: x\n", "2024-01-01", "v: \"2024-01-01\"\n")]
    [InlineData("v: x\n", "1:30", "v: \"1:30\"\n")]
    [InlineData("v: x\n", ">=1 <2", "v: \">=1 <2\"\n")]
    [InlineData("v: x\n", "a: b", "v: \"a: b\"\n")]
    [InlineData("v: x\n", "a #b", "v: \"a #b\"\n")]
    [InlineData("v: x\n", "a:", "v: \"a:\"\n")]
    [InlineData("{v: x}\n", "a,b", "{v: \"a,b\"}\n")]
    [InlineData("v: 'x'\n", "a\nb", "v: \"a\\nb\"\n")]
    public void WhatWouldMeanSomethingElseGetsQuotes(string before, string value, string after) => Replace(before, value).ShouldBe(after);

    [Theory]
    [InlineData("v: 1.0\n", "1.1", "v: 1.1\n")]
    [InlineData("v: true\n", "false", "v: false\n")]
    [InlineData("v: 1\n", "x", "v: x\n")]
    public void APlainScalarMayKeepItsMeaning(string before, string value, string after) => Replace(before, value).ShouldBe(after);

    [Theory]
    [InlineData("v: |  # c\r\n  a\r\n\r\n  b\r\n\r\nw: 1\r\n", "x\n\ny\n", "v: |  # c\r\n  x\r\n\r\n  y\r\n\r\nw: 1\r\n")]
    [InlineData("v: |\n    a\nw: 1\n", "x", "v: |-\n    x\nw: 1\n")]
    [InlineData("v: >-\n  a\n  b\n", "x\n", "v: >\n  x\n")]
    [InlineData("v: >\n  a\n", "x\ny\n", "v: \"x\\ny\\n\"\n")]
    [InlineData("v: |\n  a", "x\n", "v: |\n  x\n")]
    [InlineData("v: |2\n   a\n", "x\n", "v: \"x\\n\"\n")]
    [InlineData("v: |+\n  a\n\nw: 1\n", "x\n", "v: |\n  x\nw: 1\n")]
    [InlineData("v: |\n  a\nw: 1\n", " x", "v: \" x\"\nw: 1\n")]
    public void ABlockStaysABlockWhereItCan(string before, string value, string after) => Replace(before, value).ShouldBe(after);

    [Theory]
    [InlineData("v:\nw: 1\n", "v: x\nw: 1\n")]
    [InlineData("v: # c\n", "v: x # c\n")]
    [InlineData("{v: }", "{v: x}")]
    [InlineData("{\"v\":}", "{\"v\": x}")]
    public void AValueIsPutWhereNoneWas(string before, string after) => Replace(before, "x").ShouldBe(after);

    [Theory]
    [InlineData("{v, w: 1}")]
    [InlineData("v: &a\n")]
    [InlineData("? v\n? w\n")]
    public void WithoutAPlaceThereIsNoEdit(string before) => Should.Throw<ArgumentException>(() => Replace(before, "x"));

    [Theory]
    [InlineData("v: \"\\u0041\"\n", "A")]
    [InlineData("v: |9\n", "")]
    [InlineData("v: >\n  a\n  b\n", "a b\n")]
    public void TheSameValueLeavesTheTextAsItIs(string text, string value) => Replace(text, value).ShouldBe(text);

    [Fact]
    public void HalfCharactersAreACallersError() => Should.Throw<ArgumentException>(() => Replace("v: x", "\uD800"));

    private static string Replace(string text, string value)
    {
        var document = YamlDocumentSyntax.Parse(new SourceText("f", text));
        var edited = document.Source.With([YamlEditing.ReplaceScalar(document.Root.FindScalar("v")!, value, document.Source)]);
        YamlDocumentSyntax.Parse(edited).Root.FindScalar("v")!.Value.ShouldBe(value);
        return edited.Text;
    }
}
