using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Core.Tests.Toml;

/// <summary>What the conformance suite does not look at: places, order, look-up, limits.</summary>
public sealed class TomlDocumentTests
{
    [Fact]
    public void ValuesAndKeysHaveTheirSpans()
    {
        const string text = "\uFEFF# 😀\r\n'😀 k' = \"é😀\" # c\r\na . \"b\" . c = [ 1, { d = '''x''' }, 1979-05-27 07:32:00Z ]\r\n";
        var root = Parse(text).Root;

        root.Entries.Select(e => Slice(text, e.KeySpan)).ShouldBe(["'😀 k'", "a"]);
        Slice(text, root["😀 k"]!.Span).ShouldBe("\"é😀\"");
        var b = root.FindTable("a", "b")!;
        Slice(text, b.Entry("c")!.KeySpan).ShouldBe("c");
        Slice(text, root.FindTable("a")!.Entry("b")!.KeySpan).ShouldBe("\"b\"");
        b.FindArray("c")!.Items.Select(i => Slice(text, i.Span)).ShouldBe(["1", "{ d = '''x''' }", "1979-05-27 07:32:00Z"]);
    }

    [Fact]
    public void TablesAndArraysOfTablesCoverTheirOwnLines()
    {
        const string text = "x.y = 1\nx.z = 2\n[a.b] # c\nk = 1\n[a]\nl = 2\n[[p]]\nm = 1\n[[p]]\n[p.q]\nn = 1\n";
        var root = Parse(text).Root;

        root.Span.ShouldBe(new TextSpan(0, text.Length));
        Slice(text, root["x"]!.Span).ShouldBe("x.y = 1\nx.z = 2");
        Slice(text, root.Find("a", "b")!.Span).ShouldBe("[a.b] # c\nk = 1");
        Slice(text, root["a"]!.Span).ShouldBe("[a]\nl = 2");
        Slice(text, root["p"]!.Span).ShouldBe("[[p]]\nm = 1\n[[p]]");
        root.FindArray("p")!.IsSections.ShouldBeTrue();
        root.FindTable("a")!.Kind.ShouldBe(TomlTableKind.Section);
        root.FindTable("x")!.Kind.ShouldBe(TomlTableKind.Dotted);
    }

    [Fact]
    public void EntriesKeepTheOrderOfTheFile()
    {
        var keys = Enumerable.Range(0, 30).Select(i => $"k{(i * 7) % 30}").ToArray();
        var root = Parse(string.Concat(keys.Select(k => $"{k} = 1\n"))).Root;
        root.Entries.Select(e => e.Key).ShouldBe(keys);
        root.TryGet("k29", out var value).ShouldBeTrue();
        value.ShouldBeOfType<TomlInteger>();
        root.TryGet("k30", out _).ShouldBeFalse();
    }

    [Fact]
    public void FindIsTypedAndWalksTablesOnly()
    {
        var root = Parse("a.b = 'x'\nc = [1]\nd = true\n").Root;
        root.FindString("a", "b")!.Value.ShouldBe("x");
        root.FindString("c").ShouldBeNull();
        root.FindBoolean("d")!.Value.ShouldBeTrue();
        root.Find("c", "x").ShouldBeNull();
        root.Find().ShouldBeSameAs(root);
    }

    [Theory]
    [InlineData("a = 1\na = 2\n", 2, 1, "line 1")]
    [InlineData("[a]\n[a]\n", 2, 2, "line 1")]
    [InlineData("a = {b = 1}\na.c = 2\n", 2, 1, "inline table")]
    [InlineData("a = yes\n", 1, 5, "expected a value")]
    [InlineData("a = 1 b = 2\n", 1, 7, "end of the line")]
    [InlineData("a = \"x\n", 1, 5, "close the string")]
    [InlineData("a 1\n", 1, 3, "'='")]
    [InlineData("a = [1 2]\n", 1, 8, "',' or ']'")]
    [InlineData("é = 1\n", 1, 1, "expected a key")]
    [InlineData("a = 1e\n", 1, 5, "'1e'")]
    [InlineData("a = 2024-02-30\n", 1, 13, "1 to 29")]
    [InlineData("a = 9223372036854775808\n", 1, 5, "64 bits")]
    [InlineData("# \u0000\n", 1, 3, "U+0000")]
    public void ErrorsSayWhereAndWhatWasExpected(string text, int line, int column, string expected)
    {
        var diagnostic = Refuse(text);
        (diagnostic.Location!.Line, diagnostic.Location.Column).ShouldBe((line, column), diagnostic.ToString());
        diagnostic.Message.ShouldContain(expected);
    }

    [Fact]
    public void LoneSurrogateInTheTextIsRefused()
    {
        Refuse("a = \"\uD83D\"").Location!.Column.ShouldBe(6);
        Refuse("# \uDE00").Location!.Column.ShouldBe(3);
    }

    [Fact]
    public void DeepNestingIsRefusedNotOverflown()
    {
        Refuse("a = " + new string('[', 100_000));
        Refuse("a = " + string.Concat(Enumerable.Repeat("{a=", 100_000)));
        Refuse(string.Join('.', Enumerable.Repeat("a", 100_000)) + " = 1");
        Refuse("[" + string.Join('.', Enumerable.Repeat("a", 100_000)) + "]");
        Refuse("a = " + string.Concat(Enumerable.Repeat("{" + string.Join('.', Enumerable.Repeat("a", 100)) + "=", 3)));
        Parse("a = " + new string('[', 150) + new string(']', 150));
    }

    [Fact]
    public void AnEncodingErrorNamesTheFirstBadByte()
    {
        var diagnostic = Should.Throw<ReleaseException>(() => SourceText.Decode("f", [0xEF, 0xBB, 0xBF, (byte)'a', (byte)'\n', 0xC3, 0xA9, (byte)'b', 0xFF, (byte)'c'])).Diagnostics.ShouldHaveSingleItem();
        diagnostic.Code.ShouldBe("RK-MANIFEST-ENCODING");
        (diagnostic.Location!.Line, diagnostic.Location.Column).ShouldBe((2, 3));
        diagnostic.Message.ShouldContain("0xFF");
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x61, 0x00 })]
    [InlineData(new byte[] { 0xFE, 0xFF, 0x00, 0x61 })]
    public void Utf16IsNamedAsWhatItIs(byte[] bytes)
    {
        var diagnostic = Should.Throw<ReleaseException>(() => SourceText.Decode("f", bytes)).Diagnostics.ShouldHaveSingleItem();
        diagnostic.Message.ShouldContain("UTF-16");
        (diagnostic.Location!.Line, diagnostic.Location.Column).ShouldBe((1, 1));
    }

    private static Diagnostic Refuse(string text)
    {
        var diagnostic = Should.Throw<ReleaseException>(() => Parse(text)).Diagnostics.ShouldHaveSingleItem();
        diagnostic.Code.ShouldBe("RK-MANIFEST-SYNTAX");
        return diagnostic;
    }

    private static TomlDocument Parse(string text) => TomlDocument.Parse(new SourceText("f.toml", text));

    private static string Slice(string text, TextSpan span) => text.Substring(span.Start, span.Length);
}
