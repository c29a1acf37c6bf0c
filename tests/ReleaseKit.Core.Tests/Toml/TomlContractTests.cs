using ReleaseKit.Core.Tests.Text;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Core.Tests.Toml;

public sealed class TomlContractTests : SyntaxContract
{
    protected override string Generate(Random random, string newLine)
    {
        var lines = new List<string>();
        for (var i = 0; i < random.Next(0, 12); i++)
        {
            lines.Add(random.Next(6) switch
            {
                0 => OneOf(random, "", "# 😀 comment", "\t# c"),
                1 => OneOf(random, $"[t{i}]", $" [ 't {i}' . u ] # c", $"[[arr]]", $"[[x{i}.y]]", $"[x{i}.z.w]", "[arr.sub" + i + "]"),
                _ => $"{OneOf(random, "", "  ", "\t")}{Key(random, i)}{OneOf(random, " = ", "=")}{Value(random, 0, newLine)}{OneOf(random, "", " # c", "\t")}",
            });
        }

        // A sub-table of an array needs the array first.
        if (!lines.Contains("[[arr]]"))
        {
            lines.RemoveAll(line => line.StartsWith("[arr.", StringComparison.Ordinal));
        }
        else if (lines.FindIndex(line => line.StartsWith("[arr.", StringComparison.Ordinal)) is var sub and >= 0 && sub < lines.IndexOf("[[arr]]"))
        {
            lines.RemoveAll(line => line.StartsWith("[arr.", StringComparison.Ordinal));
        }

        return string.Join(newLine, lines) + OneOf(random, "", newLine);
    }

    protected override SyntaxSnapshot Read(SourceText source)
    {
        var snapshot = new SyntaxSnapshot();
        Flatten(TomlDocument.Parse(source).Root, "", source, snapshot);
        return snapshot;
    }

    protected override IEnumerable<(string Name, string Text)> LargeDocuments() =>
    [
        ("keys", string.Concat(Enumerable.Range(0, 60_000).Select(i => $"key{i} = 'v'\n"))),
        ("array", $"a = [{string.Concat(Enumerable.Repeat("1,", 500_000))}]"),
        ("sections", string.Concat(Enumerable.Range(0, 60_000).Select(i => $"[a.b{i}]\nk = 1\n"))),
        ("array sections", string.Concat(Enumerable.Repeat("[[a.b]]\nk = 1\n", 70_000))),
        ("string", $"a = \"{new string('x', 1_000_000)}\""),
        ("quotes", $"a = \"\"\"{string.Concat(Enumerable.Repeat("\"\"x", 300_000))}\"\"\""),
        ("continuations", $"a = \"\"\"{string.Concat(Enumerable.Repeat("\\\n", 400_000))}\"\"\""),
        ("open strings", string.Concat(Enumerable.Repeat("a = '''", 140_000))),
        ("open arrays", string.Concat(Enumerable.Repeat("a = [\n", 160_000))),
        ("number", $"a = 1{new string('0', 1_000_000)}.0"),
        ("comments", $"a = [{string.Concat(Enumerable.Repeat("#\n", 400_000))}]"),
        ("dotted", string.Concat(Enumerable.Range(0, 60_000).Select(i => $"a.b.c{i} = 1\n"))),
        ("blanks", new string(' ', 1_000_000)),
    ];

    private static string Key(Random random, int i) => random.Next(4) switch
    {
        0 => $"'k {i} 😀'",
        1 => $"\"k{i}\\u00e9\"",
        2 => $"d{i} . \"e\" .f",
        _ => $"k{i}",
    };

    private static string Value(Random random, int depth, string newLine) => random.Next(depth < 3 ? 9 : 6) switch
    {
        0 => "\"a\\n\\u00e9 😀 \\\\ '\"",
        1 => "'b # \\ \"'",
        2 => $"\"\"\"{newLine}c \"\" \\{newLine}   d{newLine}\"\"\"\"",
        3 => $"'''{OneOf(random, "", newLine)}e 'f' {newLine} g'''",
        4 => OneOf(random, "1_000", "-0.5e3", "true", "1979-05-27T07:32:00Z", "0xff", "inf"),
        5 => "\"\"",
        6 => $"[{Value(random, depth + 1, newLine)},{newLine}\t# c{newLine} {Value(random, depth + 1, newLine)} ]",
        7 => "{}",
        _ => $"{{ x = {Value(random, 3, newLine)}, 'y y'.z={Value(random, 3, newLine)} }}",
    };

    private static void Flatten(TomlValue value, string path, SourceText source, SyntaxSnapshot snapshot)
    {
        switch (value)
        {
            case TomlString text:
                snapshot.AddReplaceable(path, text.Value, text.Span, replacement => TomlEditing.Replace(text, replacement, source));
                break;
            case TomlArray array:
                snapshot.Values.Add($"{path}:{array.Items.Length}");
                foreach (var (index, item) in array.Items.Index())
                {
                    Flatten(item, $"{path}[{index}]", source, snapshot);
                }

                break;
            case TomlTable table:
                snapshot.Insertions.Add(new(() => TomlEditing.InsertKey(table, "new key", "9", source), [$"{path}/new key=9"]));
                foreach (var entry in table.Entries)
                {
                    Flatten(entry.Value, $"{path}/{entry.Key}", source, snapshot);
                }

                break;
            default:
                snapshot.Values.Add($"{path}={source.Text.Substring(value.Span.Start, value.Span.Length)}");
                break;
        }
    }
}
