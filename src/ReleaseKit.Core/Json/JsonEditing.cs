using System.Globalization;
using System.Text;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Json;

/// <summary>Edits of JSON texts that leave everything else as it is: order, blanks, comments, line endings.</summary>
public static class JsonEditing
{
    private const string DefaultIndentation = "  ";

    /// <summary>Replaces a string; the same value leaves the text as it is.</summary>
    /// <exception cref="ArgumentException">The value holds half of a surrogate pair.</exception>
    public static TextEdit Replace(JsonStringSyntax node, string newValue)
    {
        ArgumentNullException.ThrowIfNull(node);
        return string.Equals(node.Value, newValue, StringComparison.Ordinal) ? TextEdit.None(node.Span) : new TextEdit(node.Span, Quote(newValue));
    }

    /// <summary>A value as a JSON string with its quotes; only what JSON demands is escaped.</summary>
    /// <exception cref="ArgumentException">The value holds half of a surrogate pair.</exception>
    public static string Quote(string value)
    {
        WellFormed.Require(value);
        var result = new StringBuilder(value.Length + 2).Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => result.Append("\\\""),
                '\\' => result.Append("\\\\"),
                '\b' => result.Append("\\b"),
                '\f' => result.Append("\\f"),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                < ' ' => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => result.Append(character),
            };
        }

        return result.Append('"').ToString();
    }

    /// <summary>
    /// Adds a member at the end of an object, on a line of its own with the indentation of its siblings, or on the
    /// same line where the object is written on one.
    /// </summary>
    /// <param name="target">An object of the document.</param>
    /// <param name="name">The member's name; it must not be there yet.</param>
    /// <param name="jsonText">The value as JSON text, such as <see cref="Quote"/> gives.</param>
    /// <param name="source">The text the document was read from.</param>
    public static TextEdit InsertMember(JsonObjectSyntax target, string name, string jsonText, SourceText source)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(source);
        if (target[name] is not null)
        {
            throw new ArgumentException($"The member '{name}' is already there; replace its value instead.", nameof(name));
        }

        return target.Members.IsEmpty
            ? InsertFirst(target, $"{Quote(name)}: {jsonText}", source)
            : InsertAfterLast(target, Quote(name), jsonText, source.Text, source.NewLine);
    }

    private static TextEdit InsertAfterLast(JsonObjectSyntax target, string name, string value, string text, string newLine)
    {
        var first = target.Members[0];
        var colon = text[first.NameSpan.End..first.Value.Span.Start];
        var member = name + (JsonTrivia.IsBlankAround(colon, ':') ? colon : ": ") + value;
        var isMultiLine = text.AsSpan(target.Span.Start, first.NameSpan.Start - target.Span.Start).Contains('\n');
        var separator = isMultiLine ? newLine + JsonTrivia.IndentationAt(first.NameSpan.Start, text) : SeparatorOnLine(target, text, colon);
        var end = target.Members[^1].Value.Span.End;
        var tail = isMultiLine ? JsonTrivia.EndOfLine(text, end, target.Span.End - 1) : end;
        var comma = JsonTrivia.FindComma(text, end, target.Span.End - 1);
        if (comma >= 0)
        {
            // A trailing comma, which only lenient JSON has, stays one.
            return new TextEdit(new TextSpan(Math.Max(comma + 1, tail), 0), $"{separator}{member},");
        }

        // A comment on the last line stays on that line, behind the comma it now needs.
        var comment = text[end..tail].TrimEnd();
        return new TextEdit(new TextSpan(end, comment.Length), $",{comment}{separator}{member}");
    }

    /// <summary>What stands between two members on one line, as the last two members have it.</summary>
    private static string SeparatorOnLine(JsonObjectSyntax target, string text, string colon)
    {
        if (target.Members.Length == 1)
        {
            return colon == ":" ? "" : " ";
        }

        var between = text[target.Members[^2].Value.Span.End..target.Members[^1].NameSpan.Start];
        return JsonTrivia.IsBlankAround(between, ',') ? between[(between.IndexOf(',', StringComparison.Ordinal) + 1)..] : " ";
    }

    private static TextEdit InsertFirst(JsonObjectSyntax target, string member, SourceText source)
    {
        var text = source.Text;
        var inside = TextSpan.FromBounds(target.Span.Start + 1, target.Span.End - 1);
        if (!string.IsNullOrWhiteSpace(text[inside.Start..inside.End]))
        {
            // Only comments stand between the braces; the member goes before them.
            return new TextEdit(new TextSpan(inside.Start, 0), $"{source.NewLine}{JsonTrivia.IndentationAt(target.Span.Start, text)}{DefaultIndentation}{member}{source.NewLine}");
        }

        var isOneLine = target.Span.Start > source.ContentStart && !text.AsSpan().Trim().Contains('\n');
        if (isOneLine)
        {
            return new TextEdit(inside, member);
        }

        var outer = JsonTrivia.IndentationAt(target.Span.Start, text);
        return new TextEdit(inside, $"{source.NewLine}{outer}{JsonTrivia.IndentationUnit(text) ?? DefaultIndentation}{member}{source.NewLine}{outer}");
    }
}
