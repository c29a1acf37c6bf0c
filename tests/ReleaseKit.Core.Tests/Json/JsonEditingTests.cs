using ReleaseKit.Core.Json;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Tests.Json;

public sealed class JsonEditingTests
{
    [Theory]
    [InlineData("{\"version\":\"1.0.0\"}", "1.1.0", "{\"version\":\"1.1.0\"}")]
    [InlineData("\uFEFF{\r\n\t\"😀\": \"é\",\r\n\t\"version\" : \"1\"\r\n}\r\n", "2", "\uFEFF{\r\n\t\"😀\": \"é\",\r\n\t\"version\" : \"2\"\r\n}\r\n")]
    [InlineData("{\"version\":\"1\"}", "a\"\\\n\u0001😀/", "{\"version\":\"a\\\"\\\\\\n\\u0001😀/\"}")]
    [InlineData("{\"version\":\"1\",\"version\":\"2\"}", "3", "{\"version\":\"1\",\"version\":\"3\"}")]
    public void ReplaceChangesTheValueOnly(string before, string value, string after) =>
        Apply(before, (root, _) => JsonEditing.Replace(root.FindString("version")!, value)).ShouldBe(after);

    [Theory]
    [InlineData("{\n  \"a\": 1\n}\n", "{\n  \"a\": 1,\n  \"k\": 9\n}\n")]
    [InlineData("{\r\n\t\"a\":1\r\n}", "{\r\n\t\"a\":1,\r\n\t\"k\":9\r\n}")]
    [InlineData("{\"a\":1}", "{\"a\":1,\"k\":9}")]
    [InlineData("{\"a\":1, \"b\":2}", "{\"a\":1, \"b\":2, \"k\":9}")]
    [InlineData("{ \"a\": 1 }", "{ \"a\": 1, \"k\": 9 }")]
    [InlineData("{ \"a\": 1,\"b\": 2 }", "{ \"a\": 1,\"b\": 2,\"k\": 9 }")]
    [InlineData("{}", "{\n  \"k\": 9\n}")]
    [InlineData("\uFEFF{}", "\uFEFF{\n  \"k\": 9\n}")]
    [InlineData("{\n}\n", "{\n  \"k\": 9\n}\n")]
    [InlineData("{ \"a\": 1\n  ,\"b\": 2\n}", "{ \"a\": 1\n  ,\"b\": 2,\"k\": 9\n}")]
    public void InsertMemberFollowsTheObject(string before, string after) =>
        Apply(before, (root, source) => JsonEditing.InsertMember((JsonObjectSyntax)root, "k", "9", source)).ShouldBe(after);

    [Theory]
    [InlineData("{\n    \"o\": {}\n}", "{\n    \"o\": {\n        \"k\": 9\n    }\n}")]
    [InlineData("{\n\t\"o\": {\n\t}\n}", "{\n\t\"o\": {\n\t\t\"k\": 9\n\t}\n}")]
    [InlineData("{\"o\":{}}", "{\"o\":{\"k\": 9}}")]
    public void InsertMemberFillsAnEmptyObject(string before, string after) =>
        Apply(before, (root, source) => JsonEditing.InsertMember(root.FindObject("o")!, "k", "9", source)).ShouldBe(after);

    [Theory]
    [InlineData("{\n  \"a\": 1 // c\n}", "{\n  \"a\": 1, // c\n  \"k\": 9\n}")]
    [InlineData("{\n  \"a\": 1, // c, d\n}", "{\n  \"a\": 1, // c, d\n  \"k\": 9,\n}")]
    [InlineData("{\n  \"a\": 1 /* c,\n d */\n}", "{\n  \"a\": 1, /* c,\n d */\n  \"k\": 9\n}")]
    [InlineData("{ \"a\": 1, }", "{ \"a\": 1, \"k\": 9, }")]
    [InlineData("{ // only\n}", "{\n  \"k\": 9\n // only\n}")]
    public void InsertMemberKeepsComments(string before, string after) =>
        Apply(before, (root, source) => JsonEditing.InsertMember((JsonObjectSyntax)root, "k", "9", source), JsonSyntaxOptions.Lenient).ShouldBe(after);

    [Fact]
    public void InsertingWhatIsThereAndHalfCharactersAreCallersErrors()
    {
        var document = JsonDocumentSyntax.Parse(new SourceText("f", "{\"a\":\"\"}"));
        Should.Throw<ArgumentException>(() => JsonEditing.InsertMember((JsonObjectSyntax)document.Root, "a", "1", document.Source));
        Should.Throw<ArgumentException>(() => JsonEditing.Replace(document.Root.FindString("a")!, "\uD800"));
    }

    private static string Apply(string text, Func<JsonValueSyntax, SourceText, TextEdit> edit, JsonSyntaxOptions? options = null)
    {
        var document = JsonDocumentSyntax.Parse(new SourceText("f", text), options);
        var edited = document.Source.With([edit(document.Root, document.Source)]);
        JsonDocumentSyntax.Parse(edited, options);
        return edited.Text;
    }
}
