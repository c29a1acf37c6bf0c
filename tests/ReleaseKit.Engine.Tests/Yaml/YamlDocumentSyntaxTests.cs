using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.Tests.Yaml;

public sealed class YamlDocumentSyntaxTests
{
    [Fact]
    public void NodesHaveTheirValuesStylesAndSpans()
    {
        const string text = "\uFEFF# 😀\r\nplain: 😀 x  # c\r\nsingle: 'it''s'\r\ndouble: \"\\u00e9\"\r\nliteral: |-  # h\r\n  a\r\n  b\r\n\r\nfolded: >\r\n  a\r\n  b\r\nflow: {k: [1, \"2\"], e: }\r\nnone:\r\nseq:\r\n- x\r\n-\r\n";
        var root = Parse(text).Root.ShouldBeOfType<YamlMappingSyntax>();

        root.Entries.Select(e => Slice(text, e.KeySpan)).ShouldBe(["plain", "single", "double", "literal", "folded", "flow", "none", "seq"]);
        root.Entries.Select(e => Slice(text, e.Value.Span)).ShouldBe(
            ["😀 x", "'it''s'", "\"\\u00e9\"", "|-  # h\r\n  a\r\n  b", ">\r\n  a\r\n  b", "{k: [1, \"2\"], e: }", "", "- x\r\n-"]);
        root.Entries.Take(5).Select(e => ((YamlScalarSyntax)e.Value).Value).ShouldBe(["😀 x", "it's", "é", "a\nb", "a b\n"]);
        root.Entries.Take(5).Select(e => ((YamlScalarSyntax)e.Value).Style).ShouldBe(
            [YamlScalarStyle.Plain, YamlScalarStyle.SingleQuoted, YamlScalarStyle.DoubleQuoted, YamlScalarStyle.Literal, YamlScalarStyle.Folded]);
        root.FindSequence("flow", "k")!.Items.Select(i => Slice(text, i.Span)).ShouldBe(["1", "\"2\""]);
        root.FindMapping("flow")!.IsFlow.ShouldBeTrue();
        root.FindScalar("none")!.IsNull.ShouldBeTrue();
        root.FindSequence("seq")!.Items.Length.ShouldBe(2);
        root.Find("plain", "x").ShouldBeNull();
    }

    [Fact]
    public void AnchorsAndTagsAreNotPartOfASpanAndAliasesAreTheNodeTheyNameTo()
    {
        const string text = "a: &x !!str # c\n  foo\nb: *x\nc: !<tag:x,1> [&y 1, *y]\nd: &z\ne: &m\n  k: v\nf: *m\n";
        var root = Parse(text).Root.ShouldBeOfType<YamlMappingSyntax>();

        Slice(text, root["a"]!.Span).ShouldBe("foo");
        root["b"].ShouldBeSameAs(root["a"]);
        Slice(text, root["c"]!.Span).ShouldBe("[&y 1, *y]");
        root.FindSequence("c")!.Items[1].ShouldBeSameAs(root.FindSequence("c")!.Items[0]);
        root.FindScalar("d")!.IsNull.ShouldBeTrue();
        root.FindScalar("f", "k")!.Value.ShouldBe("v");
        Slice(text, root["e"]!.Span).ShouldBe("k: v");
    }

    [Theory]
    [InlineData("")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n...\n")]
    public void AnEmptyTextIsNull(string text) => Parse(text).Root.ShouldBeOfType<YamlScalarSyntax>().IsNull.ShouldBeTrue();

    [Fact]
    public void TheFirstDocumentCountsAndLaterOnesAreChecked()
    {
        Parse("---\na: 1\n---\na: 2\n").Root.FindScalar("a")!.Value.ShouldBe("1");
        Refuse("---\na: 1\n---\na: [\n").Location!.Line.ShouldBe(5);
        Refuse("a: &x 1\n---\nb: *x\n").Location!.Line.ShouldBe(3);
    }

    [Theory]
    [InlineData("a: 1\nb: 2\n\"a\": 3\n", 3, 1)]
    [InlineData("a: [1\nb: 2\n", 2, 1)]
    [InlineData("a: 1\n b: 2\n", 2, 3)]
    [InlineData("a: *missing\n", 1, 4)]
    [InlineData("a: &x [*x]\n", 1, 8)]
    [InlineData("? [a]\n: 1\n", 1, 3)]
    [InlineData("a: \"\\ud800\"\n", 1, 4)]
    [InlineData("a: 'x\n", 1, 4)]
    [InlineData("\uFEFFa: }\n", 1, 4)]
    [InlineData("a:\n\t- b\n", 2, 1)]
    public void BrokenTextIsRefusedAtItsPlace(string text, int line, int column)
    {
        var diagnostic = Refuse(text);
        (diagnostic.Location!.Line, diagnostic.Location.Column).ShouldBe((line, column), diagnostic.ToString());
    }

    [Fact]
    public void LoneSurrogateInTheTextIsRefused() => Refuse("a: \uD83D").Location!.Column.ShouldBe(4);

    [Fact]
    public void DoublingAliasesAreRefused()
    {
        var text = "a0: &a0 [x, x]\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n"));
        Refuse(text).Message.ShouldContain("aliases");
    }

    [Fact]
    public void ManyNodesWithoutAliasesAreNoProblem()
    {
        var text = string.Concat(Enumerable.Range(0, 60_000).Select(i => $"k{i}: [a, b]\n"));
        Parse(text).Root.ShouldBeOfType<YamlMappingSyntax>().Entries.Length.ShouldBe(60_000);
    }

    [Fact]
    public void DeepNestingIsRefusedNotOverflown()
    {
        Refuse(new string('[', 50_000));
        Refuse(string.Concat(Enumerable.Repeat("- ", 50_000)));
        Parse(new string('[', 150) + new string(']', 150));
    }

    private static Diagnostic Refuse(string text)
    {
        var diagnostic = Should.Throw<ReleaseException>(() => Parse(text)).Diagnostics.ShouldHaveSingleItem();
        diagnostic.Code.ShouldBe("RK-MANIFEST-SYNTAX");
        diagnostic.Location!.File.ShouldBe("f.yaml");
        return diagnostic;
    }

    private static YamlDocumentSyntax Parse(string text) => YamlDocumentSyntax.Parse(new SourceText("f.yaml", text));

    private static string Slice(string text, TextSpan span) => text.Substring(span.Start, span.Length);
}
