using System.Text.RegularExpressions;

namespace ReleaseKit.Engine.Yaml;

/// <summary>What texts mean, and which can be written, without quotes. In doubt a text cannot.</summary>
internal static partial class YamlPlainText
{
    /// <summary>What a plain scalar means; where YAML 1.1 and 1.2 differ, whatever is not text.</summary>
    public static YamlMeaning MeaningOf(string value)
    {
        if (value is "" or "~" or "null" or "Null" or "NULL")
        {
            return YamlMeaning.Null;
        }

        return value.Length <= 5 && IsBoolean(value) ? YamlMeaning.Boolean
            : Number().IsMatch(value) ? YamlMeaning.Number
            : Timestamp().IsMatch(value) ? YamlMeaning.Timestamp
            : YamlMeaning.Text;
    }

    /// <summary>Whether the text, written without quotes, is read back as that text.</summary>
    public static bool CanBePlain(string value, bool isInFlow)
    {
        if (value.Length == 0 || value[0] is ' ' or '\t' || value[^1] is ' ' or '\t' or ':' || value is "<<" or "=" ||
            "-?:,[]{}#&*!|>'\"%@`".Contains(value[0], StringComparison.Ordinal) || value.StartsWith("...", StringComparison.Ordinal))
        {
            return false;
        }

        for (var i = 0; i < value.Length; i++)
        {
            var isEndOfText = (value[i] == ':' && value[i + 1] is ' ' or '\t') || (value[i] == '#' && value[i - 1] is ' ' or '\t');
            if (isEndOfText || !IsPrintable(value[i]) || (isInFlow && value[i] is ',' or '[' or ']' or '{' or '}'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a character can stand for itself in any scalar: printable, and no line break.</summary>
    public static bool IsPrintable(char character) =>
        character is '\t' or (>= ' ' and <= '~') or (>= '\u00A0' and not ('\u2028' or '\u2029' or '\uFEFF' or '\uFFFE' or '\uFFFF'));

    private static bool IsBoolean(string value)
    {
        // Only words in one case, or with a capital, have a meaning; the others are text, and as text they are safe.
        var lower = value.ToLowerInvariant();
        return lower is "true" or "false" or "yes" or "no" or "on" or "off" or "y" or "n";
    }

    // Integers in all bases, floats, sexagesimals, infinities: the union of YAML 1.1 and the 1.2 core schema.
    [GeneratedRegex(@"^[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9_]+(?:[eE][-+]?[0-9]+)?|\.(?:inf|Inf|INF))\z|^\.(?:nan|NaN|NAN)\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Timestamp();
}
