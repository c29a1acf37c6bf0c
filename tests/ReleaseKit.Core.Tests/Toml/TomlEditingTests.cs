using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Core.Tests.Toml;

public sealed class TomlEditingTests
{
    [Theory]
    [InlineData("v = \"1\" # c\n", "2", "v = \"2\" # c\n")]
    [InlineData("\uFEFF# 😀\r\nv\t=\t'1'\r\n", "2", "\uFEFF# 😀\r\nv\t=\t'2'\r\n")]
    [InlineData("\"v\" = '1'", "it's\\", "\"v\" = \"it's\\\\\"")]
    [InlineData("v = \"1\"", "a\"\\\n\r\t\b\f\u0001\u007Fé😀", "v = \"a\\\"\\\\\\n\\r\\t\\b\\f\\u0001\\u007Fé😀\"")]
    [InlineData("v = '''1'''", "a'b", "v = '''a'b'''")]
    [InlineData("v = '''\na\n'''", "x\ny\n", "v = '''\nx\ny\n'''")]
    [InlineData("v = '''a'''", "\nx", "v = '''\n\nx'''")]
    [InlineData("v = '''\na'''", "x'''", "v = \"\"\"\nx'''\"\"\"")]
    [InlineData("v = \"\"\"a\"\"\"", "q\"\"\"\"q\\", "v = \"\"\"q\"\"\\\"\"q\\\\\"\"\"")]
    [InlineData("v = \"\"\"a\"\"\"", "x\"", "v = \"\"\"x\\\"\"\"\"")]
    [InlineData("v = \"\"\"a\"\"\"\r\n", "\r\nx\ry\nz\r\n", "v = \"\"\"\\r\\nx\\ry\\nz\r\n\"\"\"\r\n")]
    [InlineData("v = \"\"\"\r\na\r\n\"\"\"\r\n", "x\r\ny\r\n", "v = \"\"\"\r\nx\r\ny\r\n\"\"\"\r\n")]
    [InlineData("v = \"\\u0041\"", "A", "v = \"\\u0041\"")]
    [InlineData("v = \"\"\"\\\n   a\"\"\"", "a", "v = \"\"\"\\\n   a\"\"\"")]
    public void ReplaceKeepsTheNotationWhereItCan(string before, string value, string after)
    {
        var document = Parse(before);
        var edited = document.Source.With([TomlEditing.Replace(document.Root.FindString("v")!, value, document.Source)]);

        edited.Text.ShouldBe(after);
        TomlDocument.Parse(edited).Root.FindString("v")!.Value.ShouldBe(value);
    }

    [Theory]
    [InlineData("", "", "k = 9\n")]
    [InlineData("\uFEFF", "", "\uFEFFk = 9\n")]
    [InlineData("# c", "", "# c\nk = 9\n")]
    [InlineData("a = 1", "", "a = 1\nk = 9")]
    [InlineData("a = 1 # c\r\n\r\n# t\r\n[t]\r\n", "", "a = 1 # c\r\nk = 9\r\n\r\n# t\r\n[t]\r\n")]
    [InlineData("# licence\n\n# t\n[t]\n", "", "# licence\n\nk = 9\n\n# t\n[t]\n")]
    [InlineData("[t]\n", "", "k = 9\n\n[t]\n")]
    [InlineData("\t[t]\n", "", "k = 9\n\n\t[t]\n")]
    [InlineData("[t]\n\t a = [\n 1,\n] # c\n\n[u]\n", "t", "[t]\n\t a = [\n 1,\n] # c\n\t k = 9\n\n[u]\n")]
    [InlineData("[t] # c\n[t.u]\n", "t", "[t] # c\nk = 9\n[t.u]\n")]
    [InlineData("x = 1\n\n# u\n[ t . u ]\na = 1\n", "t", "x = 1\n\n[t]\nk = 9\n\n# u\n[ t . u ]\na = 1\n")]
    [InlineData("[[p.t.u]]\n", "p.t", "[p.t]\nk = 9\n\n[[p.t.u]]\n")]
    [InlineData("a.b.c = 1\nd = 2\n", "a.b", "a.b.c = 1\na.b.k = 9\nd = 2\n")]
    [InlineData("[s]\n  a.'b'.c = 1", "s.a.b", "[s]\n  a.'b'.c = 1\n  a.'b'.k = 9")]
    [InlineData("t = {}\n", "t", "t = { k = 9 }\n")]
    [InlineData("t = { a = \"}\" } # c\n", "t", "t = { a = \"}\", k = 9 } # c\n")]
    [InlineData("t = { a.b = 1, c = 2 }", "t.a", "t = { a.b = 1, a.k = 9, c = 2 }")]
    [InlineData("t = { a.b = 1, c = 2 }", "t", "t = { a.b = 1, c = 2, k = 9 }")]
    public void InsertKeyFollowsTheTable(string before, string path, string after)
    {
        var document = Parse(before);
        var keys = path.Length == 0 ? [] : path.Split('.');
        var edited = document.Source.With([TomlEditing.InsertKey(document.Root.FindTable(keys)!, "k", "9", document.Source)]);

        edited.Text.ShouldBe(after);
        TomlDocument.Parse(edited).Root.Find([.. keys, "k"]).ShouldBeOfType<TomlInteger>().Value.ShouldBe(9);
    }

    [Fact]
    public void InsertKeyGoesIntoTheRightTableOfAnArray()
    {
        var document = Parse("[[a]]\nx = 1\n[[a]]\nx = 2\n");
        var first = (TomlTable)document.Root.FindArray("a")!.Items[0];
        document.Source.With([TomlEditing.InsertKey(first, "a key", TomlEditing.Quote("v"), document.Source)]).Text
            .ShouldBe("[[a]]\nx = 1\n\"a key\" = \"v\"\n[[a]]\nx = 2\n");
    }

    [Fact]
    public void KeysThatAreThereAndHalfCharactersAreCallersErrors()
    {
        var document = Parse("a = ''");
        Should.Throw<ArgumentException>(() => TomlEditing.InsertKey(document.Root, "a", "1", document.Source));
        Should.Throw<ArgumentException>(() => TomlEditing.InsertKey(document.Root, "\uDC00", "1", document.Source));
        Should.Throw<ArgumentException>(() => TomlEditing.Replace(document.Root.FindString("a")!, "\uD800", document.Source));
    }

    private static TomlDocument Parse(string text) => TomlDocument.Parse(new SourceText("f", text));
}
