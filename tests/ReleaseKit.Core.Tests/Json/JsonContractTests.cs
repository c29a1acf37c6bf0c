using ReleaseKit.Core.Json;
using ReleaseKit.Core.Tests.Text;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Tests.Json;

public class JsonContractTests : SyntaxContract
{
    protected virtual JsonSyntaxOptions Options => JsonSyntaxOptions.Strict;

    protected override string Generate(Random random, string newLine) => Trivia(random, newLine) + Value(random, 0, newLine) + Trivia(random, newLine);

    protected override SyntaxSnapshot Read(SourceText source)
    {
        var snapshot = new SyntaxSnapshot();
        Flatten(JsonDocumentSyntax.Parse(source, Options).Root, "", source, snapshot);
        return snapshot;
    }

    protected override IEnumerable<(string Name, string Text)> LargeDocuments() =>
    [
        ("members", $"{{{string.Join(',', Enumerable.Range(0, 60_000).Select(i => $"\"key{i}\": \"é\""))}}}"),
        ("same members", $"{{{string.Join(',', Enumerable.Repeat("\"key\": 1", 100_000))}}}"),
        ("items", $"[{string.Join(',', Enumerable.Repeat("1", 500_000))}]"),
        ("lines", string.Concat(Enumerable.Repeat("[\n", 100)) + new string('\n', 1_000_000)),
        ("string", $"\"{string.Concat(Enumerable.Repeat("😀\\n", 250_000))}\""),
        ("open", new string('[', 1_000_000)),
    ];

    protected virtual string Trivia(Random random, string newLine) => Blanks(random, newLine);

    protected virtual string TrailingComma(Random random, string newLine) => "";

    /// <summary>What may stand before a colon, where the reader allows no comments.</summary>
    private static string Blanks(Random random, string newLine) => OneOf(random, "", "", " ", "\t", newLine, newLine + "  ");

    private string Value(Random random, int depth, string newLine)
    {
        string Trivia() => this.Trivia(random, newLine);
        string Name(int i) => OneOf(random, $"\"k{i}\"", $"\"😀{i}\"", $"\"\\u006b{i}\"", $"\"{i}\\\"\"");
        var count = random.Next(0, 4);
        return random.Next(depth < 4 ? 7 : 4) switch
        {
            0 => "\"a\\n\\u00e9 😀 \\\\ \\/ \"",
            1 => "\"\"",
            2 => OneOf(random, "1", "-0.5e+3", "true", "false", "null"),
            3 => "\"1.0.0\"",
            4 => $"[{Trivia()}{string.Join(",", Enumerable.Range(0, count).Select(_ => Trivia() + Value(random, depth + 1, newLine) + Trivia()))}{(count > 0 ? TrailingComma(random, newLine) : "")}]",
            _ => $"{{{Trivia()}{string.Join(",", Enumerable.Range(0, count).Select(i => $"{Trivia()}{Name(i)}{Blanks(random, newLine)}:{Trivia()}{Value(random, depth + 1, newLine)}{Trivia()}"))}{(count > 0 ? TrailingComma(random, newLine) : "")}}}",
        };
    }

    private static void Flatten(JsonValueSyntax value, string path, SourceText source, SyntaxSnapshot snapshot)
    {
        switch (value)
        {
            case JsonStringSyntax text:
                snapshot.AddReplaceable(path, text.Value, text.Span, replacement => JsonEditing.Replace(text, replacement));
                break;
            case JsonArraySyntax array:
                snapshot.Values.Add($"{path}:{array.Items.Length}");
                foreach (var (index, item) in array.Items.Index())
                {
                    Flatten(item, $"{path}[{index}]", source, snapshot);
                }

                break;
            case JsonObjectSyntax map:
                snapshot.Insertions.Add(new(() => JsonEditing.InsertMember(map, "new \"name\"", "9", source), [$"{path}/new \"name\"=9"]));
                foreach (var member in map.Members)
                {
                    Flatten(member.Value, $"{path}/{member.Name}", source, snapshot);
                }

                break;
            default:
                snapshot.Values.Add($"{path}={source.Text.Substring(value.Span.Start, value.Span.Length)}");
                break;
        }
    }
}
