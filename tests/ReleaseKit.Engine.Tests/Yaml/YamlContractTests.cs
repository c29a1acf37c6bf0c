using ReleaseKit.Core.Tests.Text;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.Tests.Yaml;

public sealed class YamlContractTests : SyntaxContract
{
    protected override string Generate(Random random, string newLine) =>
        OneOf(random, "", $"# 😀{newLine}", $"---{newLine}", $"%YAML 1.1{newLine}---{newLine}") + Mapping(random, "", newLine, 0) +
        OneOf(random, "", "", $"---{newLine}second: document{newLine}");

    protected override SyntaxSnapshot Read(SourceText source)
    {
        var snapshot = new SyntaxSnapshot();
        Flatten(YamlDocumentSyntax.Parse(source).Root, "", source, snapshot, new HashSet<YamlNodeSyntax>(ReferenceEqualityComparer.Instance));
        return snapshot;
    }

    protected override IEnumerable<(string Name, string Text)> LargeDocuments() =>
    [
        ("keys", string.Concat(Enumerable.Range(0, 50_000).Select(i => $"key{i}: value\n"))),
        ("items", string.Concat(Enumerable.Repeat("- a\n", 200_000))),
        ("flow", $"[{string.Concat(Enumerable.Repeat("a, ", 200_000))}]"),
        ("flow mapping", $"{{{string.Concat(Enumerable.Range(0, 60_000).Select(i => $"k{i}: v, "))}}}"),
        ("open", new string('[', 500_000)),
        ("open mappings", string.Concat(Enumerable.Repeat("{a: ", 200_000))),
        ("aliases", "a: &a x\nb: [" + string.Concat(Enumerable.Repeat("*a, ", 90_000)) + "]"),
        ("anchors", string.Concat(Enumerable.Range(0, 50_000).Select(i => $"- &a{i} x\n"))),
        ("block", "a: |\n" + string.Concat(Enumerable.Repeat("  line\n", 100_000))),
        ("blank lines", "a: |\n  x\n" + string.Concat(Enumerable.Repeat("  \n", 200_000))),
        ("quoted", $"a: \"{string.Concat(Enumerable.Repeat("😀\\n", 200_000))}\""),
        ("plain", "a: " + string.Concat(Enumerable.Repeat("word ", 200_000))),
    ];

    /// <summary>
    /// The parser takes some texts that no YAML allows (a <c>#</c> directly behind a quote, lines that end in U+2028), and
    /// then not in every neighbourhood.
    /// </summary>
    protected override bool ReadsValidTextOnly => false;

    private static string Mapping(Random random, string indentation, string newLine, int depth) =>
        string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(i =>
            $"{indentation}{OneOf(random, $"k{i}", $"'k {i} 😀'", $"\"k{i}\\u00e9\"")}:{Value(random, indentation, newLine, depth)}{OneOf(random, "", "", $"# c{newLine}", newLine)}"));

    /// <summary>What follows a colon, line end included.</summary>
    private static string Value(Random random, string indentation, string newLine, int depth)
    {
        var deeper = indentation + OneOf(random, "  ", "    ");
        var property = OneOf(random, "", "", "", " &anchor", " !!str", " !tag &x");
        return random.Next(depth < 3 ? 13 : 9) switch
        {
            0 => $"{property} {OneOf(random, "1.0.0", "😀 é x", "^1.2", "a#b c:d", "0.1", "true", "12")}{OneOf(random, "", " # c", "  ")}{newLine}",
            1 => $"{property} 'it''s 😀'{OneOf(random, "", " # c")}{newLine}",
            2 => $"{property} \"a\\n\\u00e9 \\\" 😀\"{OneOf(random, "", " # c")}{newLine}",
            3 => $"{property} plain over{newLine}{deeper}lines{newLine}",
            4 => $"{property} \"quoted over{newLine}{newLine}{deeper}lines\"{newLine}",
            5 => $"{property} {OneOf(random, "|", "|-", "|+", ">", ">-", "| # c")}{newLine}{deeper}x 😀{newLine}{newLine}{deeper}y # no comment{newLine}{OneOf(random, "", newLine)}",
            6 => $" [a, 'b', \"c\",{newLine}{deeper}{{k: v, \"q\": 'w', n: , }}]{newLine}",
            7 => $"{OneOf(random, "", " ", " # c")}{newLine}",
            8 => $" {OneOf(random, "{}", "[]", "''", "\"\"", "~")}{newLine}",
            9 => $"{property}{newLine}{indentation}- a{newLine}{indentation}-{newLine}{indentation}- 'b' # c{newLine}",
            10 => $"{newLine}{deeper}- - a{newLine}{deeper}  - b{newLine}{deeper}- k: v{newLine}{deeper}  l: |{newLine}{deeper}   text{newLine}",
            _ => $"{property}{OneOf(random, "", " # c")}{newLine}{Mapping(random, deeper, newLine, depth + 1)}",
        };
    }

    private static void Flatten(YamlNodeSyntax node, string path, SourceText source, SyntaxSnapshot snapshot, HashSet<YamlNodeSyntax> seen)
    {
        if (!seen.Add(node))
        {
            // An alias: an edit of the node it names changes both.
            snapshot.Values.Add($"{path}=alias");
            return;
        }

        switch (node)
        {
            case YamlScalarSyntax scalar when scalar.Span.Length == 0 && !IsWritable(scalar, source):
                snapshot.Values.Add($"{path}={scalar.Value}");
                break;
            case YamlScalarSyntax scalar:
                snapshot.AddReplaceable(path, scalar.Value, scalar.Span, value => YamlEditing.ReplaceScalar(scalar, value, source));
                break;
            case YamlSequenceSyntax sequence:
                snapshot.Values.Add($"{path}:{sequence.Items.Length}");
                foreach (var (index, item) in sequence.Items.Index())
                {
                    Flatten(item, $"{path}[{index}]", source, snapshot, seen);
                }

                break;
            case YamlMappingSyntax mapping:
                foreach (var entry in mapping.Entries)
                {
                    Flatten(entry.Value, $"{path}/{entry.Key}", source, snapshot, seen);
                }

                break;
        }
    }

    private static bool IsWritable(YamlScalarSyntax scalar, SourceText source)
    {
        try
        {
            YamlEditing.ReplaceScalar(scalar, "x", source);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
