using System.Globalization;
using System.Text;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Toml;

/// <summary>Writes strings in the notation of the string they replace.</summary>
internal static class TomlStringWriter
{
    /// <summary>The value in the notation of <paramref name="original"/>, or the nearest one that can hold it.</summary>
    /// <param name="value">The text to write.</param>
    /// <param name="original">The string to replace, as it stands in the file, quotes included.</param>
    /// <param name="newLine">The file's line ending.</param>
    public static string Write(string value, ReadOnlySpan<char> original, string newLine)
    {
        WellFormed.Require(value);
        if (original.StartsWith("\"\"\""))
        {
            return MultiLineBasic(value, LeadingNewLine(original), newLine);
        }

        if (original.StartsWith("'''"))
        {
            return IsMultiLineLiteral(value)
                ? $"'''{LeadingNewLineFor(value, original, newLine)}{value}'''"
                : MultiLineBasic(value, LeadingNewLine(original), newLine);
        }

        return original[0] == '\'' && !value.Contains('\'', StringComparison.Ordinal) && !value.Any(IsControl) ? $"'{value}'" : Basic(value);
    }

    private static string Basic(string value)
    {
        var result = new StringBuilder(value.Length + 2).Append('"');
        foreach (var character in value)
        {
            AppendEscaped(result, character, escapeQuote: true);
        }

        return result.Append('"').ToString();
    }

    /// <summary>Line ends equal to the file's stay line ends; quotes are escaped only where three would meet.</summary>
    private static string MultiLineBasic(string value, string leadingNewLine, string newLine)
    {
        var result = new StringBuilder(value.Length + 8).Append("\"\"\"").Append(leadingNewLine);
        var quotes = 0;
        for (var i = 0; i < value.Length; i++)
        {
            // Directly after the opening quotes a line end would be taken as layout.
            var isLayout = i == 0 && leadingNewLine.Length == 0;
            if (!isLayout && string.CompareOrdinal(value, i, newLine, 0, newLine.Length) == 0)
            {
                result.Append(newLine);
                i += newLine.Length - 1;
                quotes = 0;
                continue;
            }

            quotes = value[i] == '"' ? quotes + 1 : 0;
            var escapeQuote = quotes == 3 || i == value.Length - 1;
            AppendEscaped(result, value[i], escapeQuote);
            quotes = escapeQuote ? 0 : quotes;
        }

        return result.Append("\"\"\"").ToString();
    }

    private static bool IsMultiLineLiteral(string value)
    {
        if (value.Contains("'''", StringComparison.Ordinal) || value.EndsWith('\''))
        {
            return false;
        }

        for (var i = 0; i < value.Length; i++)
        {
            var isLineEnd = value[i] == '\n' || (value[i] == '\r' && i + 1 < value.Length && value[i + 1] == '\n');
            if (!isLineEnd && IsControl(value[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static string LeadingNewLine(ReadOnlySpan<char> original) =>
        original[3..].StartsWith("\r\n") ? "\r\n" : original[3..].StartsWith("\n") ? "\n" : "";

    /// <summary>Keeps the line end after the opening quotes, and adds one where the value's own would be taken for it.</summary>
    private static string LeadingNewLineFor(string value, ReadOnlySpan<char> original, string newLine)
    {
        var kept = LeadingNewLine(original);
        return kept.Length == 0 && (value is ['\n', ..] or ['\r', '\n', ..]) ? newLine : kept;
    }

    private static void AppendEscaped(StringBuilder result, char character, bool escapeQuote)
    {
        _ = character switch
        {
            '"' when escapeQuote => result.Append("\\\""),
            '\\' => result.Append("\\\\"),
            '\b' => result.Append("\\b"),
            '\t' => result.Append("\\t"),
            '\n' => result.Append("\\n"),
            '\f' => result.Append("\\f"),
            '\r' => result.Append("\\r"),
            _ when IsControl(character) => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
            _ => result.Append(character),
        };
    }

    private static bool IsControl(char character) => character is < ' ' and not '\t' or '\x7F';
}
