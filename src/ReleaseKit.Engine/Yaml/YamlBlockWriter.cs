using System.Text;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Yaml;

/// <summary>Writes block scalars (<c>|</c> and <c>&gt;</c>) with the indentation and the header comment of the one they replace.</summary>
internal static class YamlBlockWriter
{
    /// <summary>The block, without a line end after it; null when a block of that shape cannot hold the value.</summary>
    public static string? TryWrite(YamlScalarSyntax original, string value, SourceText source)
    {
        var raw = source.Text.AsSpan(original.Span.Start, original.Span.Length);
        var headerEnd = raw.IndexOfAny('\r', '\n');
        var body = value.EndsWith('\n') ? value[..^1] : value;
        if (headerEnd < 0 || !CanBeBody(body, original.Style) || Indentation(raw[headerEnd..]) is not { Length: > 0 } indentation)
        {
            return null;
        }

        var indicatorEnd = 1;
        while (indicatorEnd < headerEnd && raw[indicatorEnd] is '+' or '-' or (>= '0' and <= '9'))
        {
            if (char.IsAsciiDigit(raw[indicatorEnd++]))
            {
                // An explicit indentation counts from the parent's, which the text alone does not tell.
                return null;
            }
        }

        var chomping = value.Length == body.Length ? "-" : "";
        var result = new StringBuilder().Append(raw[0]).Append(chomping).Append(raw[indicatorEnd..headerEnd]);
        foreach (var line in body.Split('\n'))
        {
            result.Append(source.NewLine).Append(line.Length == 0 ? "" : indentation).Append(line);
        }

        // A file that ends without a line end would take the value's own away.
        return result.Append(chomping.Length == 0 && original.Span.End == source.Text.Length ? source.NewLine : "").ToString();
    }

    /// <summary>The blanks before the first line of the block that is not empty.</summary>
    private static string? Indentation(ReadOnlySpan<char> lines)
    {
        foreach (var line in lines.EnumerateLines())
        {
            var blanks = line.IndexOfAnyExcept(' ');
            if (blanks >= 0)
            {
                return line[..blanks].ToString();
            }
        }

        return null;
    }

    /// <summary>
    /// Whether the text, less one line end at its end, is read back from a block: its first line sets the indentation,
    /// its last line is not empty, and folding finds one line only.
    /// </summary>
    private static bool CanBeBody(string body, YamlScalarStyle style)
    {
        if (body.Length == 0 || body[0] is ' ' or '\t' or '\n' || body[^1] is ' ' or '\t' or '\n' || !body.All(c => c == '\n' || YamlPlainText.IsPrintable(c)))
        {
            return false;
        }

        if (style == YamlScalarStyle.Folded)
        {
            return !body.Contains('\n', StringComparison.Ordinal);
        }

        // Lines of blanks alone would lose them or break the indentation.
        return body.Split('\n').All(line => line.Length == 0 || line.AsSpan().IndexOfAnyExcept(' ', '\t') >= 0);
    }
}
