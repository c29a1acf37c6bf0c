using System.Buffers;
using System.Globalization;
using System.Text;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>MSBuild's <c>%XX</c> escapes, which keep special characters of a value from being read as syntax.</summary>
internal static class Escaping
{
    private static readonly SearchValues<char> Special = SearchValues.Create("%*?@$();'");

    /// <summary>The text with every special character escaped.</summary>
    public static string Escape(string text)
    {
        if (text.AsSpan().IndexOfAny(Special) < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 8);
        foreach (var character in text)
        {
            _ = Special.Contains(character)
                ? result.Append(CultureInfo.InvariantCulture, $"%{(int)character:x2}")
                : result.Append(character);
        }

        return result.ToString();
    }

    /// <summary>The text with every <c>%XX</c> turned into its character; a lone percent sign stays.</summary>
    public static string Unescape(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                result.Append((char)byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }
}
