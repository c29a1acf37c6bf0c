using System.Globalization;
using System.Text;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Yaml;

/// <summary>Writes scalars in the notation of the scalar they replace.</summary>
internal static class YamlScalarWriter
{
    public static string Write(YamlScalarSyntax original, string value, SourceText source) => original.Style switch
    {
        YamlScalarStyle.Plain when YamlPlainText.CanBePlain(value, original.IsInFlow) && KeepsMeaning(original.Value, value) => value,
        YamlScalarStyle.SingleQuoted when value.All(YamlPlainText.IsPrintable) => SingleQuoted(value),
        YamlScalarStyle.Literal or YamlScalarStyle.Folded => YamlBlockWriter.TryWrite(original, value, source) ?? DoubleQuoted(value),
        _ => DoubleQuoted(value),
    };

    private static bool KeepsMeaning(string before, string after)
    {
        var meaning = YamlPlainText.MeaningOf(after);
        return meaning == YamlMeaning.Text || (meaning != YamlMeaning.Null && meaning == YamlPlainText.MeaningOf(before));
    }

    private static string SingleQuoted(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string DoubleQuoted(string value)
    {
        var result = new StringBuilder(value.Length + 2).Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => result.Append("\\\""),
                '\\' => result.Append("\\\\"),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                _ when YamlPlainText.IsPrintable(character) => result.Append(character),
                _ => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
            };
        }

        return result.Append('"').ToString();
    }
}
