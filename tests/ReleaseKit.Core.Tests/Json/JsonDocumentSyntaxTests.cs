using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Tests.Json;

public sealed class JsonDocumentSyntaxTests
{
    [Fact]
    public void EveryKindOfValueIsReadWithItsSpan()
    {
        const string text = """{ "s": "a\tb", "n": -1.5e3, "t": true, "f": false, "z": null, "a": [1, [2]], "o": {} }""";
        var root = Parse(text).Root.ShouldBeOfType<JsonObjectSyntax>();

        root.Span.ShouldBe(new TextSpan(0, text.Length));
        root["s"].ShouldBeOfType<JsonStringSyntax>().Value.ShouldBe("a\tb");
        root["n"].ShouldBeOfType<JsonNumberSyntax>().Text.ShouldBe("-1.5e3");
        root["t"].ShouldBeOfType<JsonLiteralSyntax>().Value.ShouldBe(true);
        root["f"].ShouldBeOfType<JsonLiteralSyntax>().Value.ShouldBe(false);
        root["z"].ShouldBeOfType<JsonLiteralSyntax>().Value.ShouldBeNull();
        root["a"].ShouldBeOfType<JsonArraySyntax>().Items.Length.ShouldBe(2);
        root["missing"].ShouldBeNull();
        root.Members.Select(m => Slice(text, m.NameSpan)).ShouldBe(["\"s\"", "\"n\"", "\"t\"", "\"f\"", "\"z\"", "\"a\"", "\"o\""]);
        root.Members.Select(m => Slice(text, m.Value.Span)).ShouldBe(["\"a\\tb\"", "-1.5e3", "true", "false", "null", "[1, [2]]", "{}"]);
    }

    [Fact]
    public void SpansAreRightBehindMultiByteAndAstralCharactersAndByteOrderMark()
    {
        const string text = "\uFEFF{ \"ключ\": \"€😀\", \"😀\\\"x\": [\"é\", 7] }";
        var root = Parse(text).Root.ShouldBeOfType<JsonObjectSyntax>();

        root.Members.Select(m => Slice(text, m.NameSpan)).ShouldBe(["\"ключ\"", "\"😀\\\"x\""]);
        root.Members.Select(m => Slice(text, m.Value.Span)).ShouldBe(["\"€😀\"", "[\"é\", 7]"]);
        root.FindArray("😀\"x")!.Items.Select(i => Slice(text, i.Span)).ShouldBe(["\"é\"", "7"]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public void RepeatedNamesAreAllKeptAndTheLastOneWins(int count)
    {
        var text = "{" + string.Join(",", Enumerable.Range(0, count).Select(i => $"\"a\":{i},\"b{i}\":0")) + "}";
        var root = Parse(text).Root.ShouldBeOfType<JsonObjectSyntax>();

        root.Members.Length.ShouldBe(2 * count);
        root["a"].ShouldBeOfType<JsonNumberSyntax>().Text.ShouldBe($"{count - 1}");
        root.TryGet("b0", out _).ShouldBeTrue();
        root.TryGet("c", out _).ShouldBeFalse();
    }

    [Fact]
    public void FindWalksObjectsOnly()
    {
        var document = Parse("""{ "a": { "b": { "c": "x" }, "d": [] } }""");

        document.Find("a", "b", "c").ShouldBeOfType<JsonStringSyntax>().Value.ShouldBe("x");
        document.Root.FindString("a", "b", "c")!.Value.ShouldBe("x");
        document.Root.FindObject("a", "b").ShouldNotBeNull();
        document.Root.FindString("a", "b").ShouldBeNull();
        document.Find("a", "d", "c").ShouldBeNull();
        document.Find().ShouldBe(document.Root);
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{\n  \"a\": 1,\n}", 3, 1)]
    [InlineData("{\n  \"é\": x\n}", 2, 8)]
    [InlineData("\uFEFF{ x }", 1, 3)]
    [InlineData("{} {}", 1, 4)]
    [InlineData("{ \"a\": 1 // c\n }", 1, 10)]
    [InlineData("[1", 1, 3)]
    [InlineData("{\"a\": \"\\ud800\"}", 1, 7)]
    [InlineData("{\"\\ud800\": 1}", 1, 2)]
    [InlineData("[\"a\nb\"]", 1, 4)]
    [InlineData("[01]", 1, 3)]
    [InlineData("nul", 1, 4)]
    public void BrokenTextIsRefusedAtItsPlace(string text, int line, int column)
    {
        var diagnostic = Refuse(text, JsonSyntaxOptions.Strict);
        (diagnostic.Location!.Line, diagnostic.Location.Column).ShouldBe((line, column), diagnostic.ToString());
        diagnostic.Message.ShouldNotContain("LineNumber");
    }

    [Fact]
    public void LoneSurrogateInTheTextIsRefused() => Refuse("[\"\uD83D\"]", JsonSyntaxOptions.Strict).Location!.Column.ShouldBe(3);

    [Fact]
    public void DeepNestingIsRefusedNotOverflown()
    {
        Refuse(new string('[', 100_000), JsonSyntaxOptions.Strict);
        Refuse(string.Concat(Enumerable.Repeat("{\"a\":", 100_000)), JsonSyntaxOptions.Strict);
        Parse(new string('[', 150) + new string(']', 150));
    }

    [Fact]
    public void LenientReadingTakesCommentsAndTrailingCommas()
    {
        const string text = "// head\n{ /* é */ \"a\": [1, 2,], // tail\n \"b\": \"x\", }";
        var root = JsonDocumentSyntax.Parse(new SourceText("f", text), JsonSyntaxOptions.Lenient).Root.ShouldBeOfType<JsonObjectSyntax>();

        root.Members.Select(m => Slice(text, m.Value.Span)).ShouldBe(["[1, 2,]", "\"x\""]);
        Refuse(text, JsonSyntaxOptions.Strict);
    }

    private static Diagnostic Refuse(string text, JsonSyntaxOptions options)
    {
        var diagnostic = Should.Throw<ReleaseException>(() => JsonDocumentSyntax.Parse(new SourceText("f.json", text), options)).Diagnostics.ShouldHaveSingleItem();
        diagnostic.Code.ShouldBe("RK-MANIFEST-SYNTAX");
        diagnostic.Location!.File.ShouldBe("f.json");
        return diagnostic;
    }

    private static JsonDocumentSyntax Parse(string text) => JsonDocumentSyntax.Parse(new SourceText("f.json", text));

    private static string Slice(string text, TextSpan span) => text.Substring(span.Start, span.Length);
}
