using System.Globalization;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Testing;

namespace ReleaseKit.Core.Tests.Toml;

/// <summary>The public TOML 1.0 suite, <c>testassets/toml-test</c>: same values for what is valid, a coded refusal for the rest.</summary>
public sealed class TomlConformanceTests
{
    public static TheoryData<string> Valid => Cases("valid/");

    public static TheoryData<string> Invalid => Cases("invalid/");

    [Theory]
    [MemberData(nameof(Valid))]
    public void ValidDocumentGivesTheListedValues(string file)
    {
        var document = TomlDocument.Parse(Read(file));
        using var expected = JsonDocument.Parse(File.ReadAllText(TestAssets.PathOf("toml-test", Path.ChangeExtension(file, ".json"))));
        Compare(document.Root, expected.RootElement, "");
    }

    [Theory]
    [MemberData(nameof(Invalid))]
    public void InvalidDocumentIsRefusedWithCodeAndPlace(string file)
    {
        var diagnostic = Should.Throw<ReleaseException>(() => TomlDocument.Parse(Read(file))).Diagnostics.ShouldHaveSingleItem();
        diagnostic.Code.ShouldBeOneOf(ManifestCodes.Syntax.Code, ManifestCodes.Encoding.Code);
        diagnostic.Location.ShouldNotBeNull();
        diagnostic.Location.File.ShouldBe(file);
        diagnostic.Location.Line.ShouldBeGreaterThan(0);
        diagnostic.Location.Column.ShouldBeGreaterThan(0);
        if (file.StartsWith("invalid/encoding/bad-", StringComparison.Ordinal))
        {
            diagnostic.Code.ShouldBe(ManifestCodes.Encoding.Code);
        }
    }

    [Fact]
    public void TheWholeListIsThere()
    {
        Valid.Count.ShouldBe(210);
        Invalid.Count.ShouldBe(499);
    }

    private static TheoryData<string> Cases(string prefix) =>
        [.. File.ReadAllLines(TestAssets.PathOf("toml-test", "files-toml-1.0.0"))
            .Where(line => line.StartsWith(prefix, StringComparison.Ordinal) && line.EndsWith(".toml", StringComparison.Ordinal))];

    private static SourceText Read(string file) => SourceText.Decode(file, File.ReadAllBytes(TestAssets.PathOf("toml-test", file)));

    private static void Compare(TomlValue actual, JsonElement expected, string path)
    {
        if (expected.ValueKind == JsonValueKind.Array)
        {
            var items = actual.ShouldBeOfType<TomlArray>(path).Items;
            items.Length.ShouldBe(expected.GetArrayLength(), path);
            foreach (var (index, item) in expected.EnumerateArray().Index())
            {
                Compare(items[index], item, $"{path}[{index}]");
            }
        }
        else if (expected.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String)
        {
            CompareScalar(actual, type.GetString()!, expected.GetProperty("value").GetString()!, path);
        }
        else
        {
            var table = actual.ShouldBeOfType<TomlTable>(path);
            table.Entries.Select(e => e.Key).Order(StringComparer.Ordinal)
                .ShouldBe(expected.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal), path);
            foreach (var property in expected.EnumerateObject())
            {
                Compare(table[property.Name]!, property.Value, $"{path}.{property.Name}");
            }
        }
    }

    private static void CompareScalar(TomlValue actual, string type, string value, string path)
    {
        switch (type)
        {
            case "string":
                actual.ShouldBeOfType<TomlString>(path).Value.ShouldBe(value, path);
                break;
            case "integer":
                actual.ShouldBeOfType<TomlInteger>(path).Value.ShouldBe(long.Parse(value, CultureInfo.InvariantCulture), path);
                break;
            case "float":
                var number = value switch
                {
                    "inf" => double.PositiveInfinity,
                    "-inf" => double.NegativeInfinity,
                    "nan" => double.NaN,
                    _ => double.Parse(value, CultureInfo.InvariantCulture),
                };
                actual.ShouldBeOfType<TomlFloat>(path).Value.ShouldBe(number, path);
                break;
            case "bool":
                actual.ShouldBeOfType<TomlBoolean>(path).Value.ShouldBe(value == "true", path);
                break;
            default:
                CompareDateTime(actual.ShouldBeOfType<TomlDateTime>(path), type, value, path);
                break;
        }
    }

    private static void CompareDateTime(TomlDateTime actual, string type, string value, string path)
    {
        actual.Kind.ShouldBe(
            type switch
            {
                "datetime" => TomlDateTimeKind.OffsetDateTime,
                "datetime-local" => TomlDateTimeKind.LocalDateTime,
                "date-local" => TomlDateTimeKind.LocalDate,
                "time-local" => TomlDateTimeKind.LocalTime,
                _ => throw new NotSupportedException(type),
            },
            path);
        Normalise(actual.Text).ShouldBe(Normalise(value), path);

        // The suite's values have T and Z in capitals and fractions of three digits; ours are kept as written.
        static string Normalise(string text)
        {
            var upper = text.ToUpperInvariant().Replace(' ', 'T');
            var dot = upper.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0)
            {
                return upper;
            }

            var end = dot + 1;
            while (end < upper.Length && char.IsAsciiDigit(upper[end]))
            {
                end++;
            }

            return upper[..end].TrimEnd('0') + upper[end..];
        }
    }
}
