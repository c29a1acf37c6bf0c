using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Toml;

/// <summary>Edits of TOML texts that leave everything else as it is: order, comments, blanks, quoting, line endings.</summary>
public static class TomlEditing
{
    /// <summary>
    /// Replaces a string. The notation stays (basic, literal, multi-line) when the new value can be written in it;
    /// a literal string that cannot hold the value becomes a basic one. The same value leaves the text as it is.
    /// </summary>
    /// <exception cref="ArgumentException">The value holds half of a surrogate pair.</exception>
    public static TextEdit Replace(TomlString node, string newValue, SourceText source)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(source);
        return string.Equals(node.Value, newValue, StringComparison.Ordinal)
            ? TextEdit.None(node.Span)
            : new TextEdit(node.Span, TomlStringWriter.Write(newValue, source.Text.AsSpan(node.Span.Start, node.Span.Length), source.NewLine));
    }

    /// <summary>A value as a basic string with its quotes.</summary>
    /// <exception cref="ArgumentException">The value holds half of a surrogate pair.</exception>
    public static string Quote(string value) => TomlStringWriter.Write(value, "\"\"", "\n");

    /// <summary>A key as it is written: bare where its characters allow, in quotes otherwise.</summary>
    /// <exception cref="ArgumentException">The key holds half of a surrogate pair.</exception>
    public static string QuoteKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Length > 0 && key.All(c => TomlKey.IsBareCharacter(c)) ? key : Quote(key);
    }

    /// <summary>
    /// Adds <c>key = value</c> to a table, after its last own line and with that line's indentation; inside the braces of
    /// an inline table. A table that is only implied by the headers of its children gets a header of its own.
    /// </summary>
    /// <param name="table">A table of the document.</param>
    /// <param name="key">One key, unquoted; it must not be there yet.</param>
    /// <param name="value">The value in TOML, such as <see cref="Quote"/> gives.</param>
    /// <param name="source">The text the document was read from.</param>
    public static TextEdit InsertKey(TomlTable table, string key, string value, SourceText source)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(source);
        if (table[key] is not null)
        {
            throw new ArgumentException($"The key '{key}' is already there; replace its value instead.", nameof(key));
        }

        var line = $"{QuoteKey(key)} = {value}";
        return table.Kind switch
        {
            TomlTableKind.Inline => InsertInline(table, line, source.Text),
            TomlTableKind.Implicit => InsertHeader(table, line, source),
            TomlTableKind.Dotted => InsertDotted(table, line, source),
            _ => table.LastOwn is { } last ? InsertLineAfter(last, line, source) : InsertFirst(table, line, source),
        };
    }

    private static TextEdit InsertInline(TomlTable table, string entry, string text)
    {
        if (table.LastOwn is { } last)
        {
            return new TextEdit(new TextSpan(last.End, 0), $", {entry}");
        }

        var inside = TextSpan.FromBounds(table.Span.Start + 1, table.Span.End - 1);
        return new TextEdit(inside, $" {entry} ");
    }

    private static TextEdit InsertDotted(TomlTable table, string entry, SourceText source)
    {
        var prefix = source.Text.Substring(table.DottedPrefix.Start, table.DottedPrefix.Length);
        var last = table.LastOwn!.Value;
        return table.IsWithinBraces
            ? new TextEdit(new TextSpan(last.End, 0), $", {prefix}.{entry}")
            : InsertLineAfter(last, $"{prefix}.{entry}", source);
    }

    /// <summary>The first key of the document: before the first header and the comment that belongs to it.</summary>
    private static TextEdit InsertFirst(TomlTable table, string line, SourceText source)
    {
        var newLine = source.NewLine;
        if (table.FirstHeaderStart < 0)
        {
            var end = source.Text.Length;
            var separator = end > source.ContentStart && source.Text[end - 1] != '\n' ? newLine : "";
            return new TextEdit(new TextSpan(end, 0), $"{separator}{line}{newLine}");
        }

        return new TextEdit(new TextSpan(StartOfBlock(table.FirstHeaderStart, source), 0), $"{line}{newLine}{newLine}");
    }

    private static TextEdit InsertHeader(TomlTable table, string line, SourceText source)
    {
        var newLine = source.NewLine;
        var header = $"[{HeaderPath(table, source.Text)}]";
        return new TextEdit(new TextSpan(StartOfBlock(table.FirstHeaderStart, source), 0), $"{header}{newLine}{line}{newLine}{newLine}");
    }

    /// <summary>The path of an implied table, as its child's header writes it: <c>a.b</c> of <c>[a.b.c]</c>.</summary>
    private static string HeaderPath(TomlTable table, string text)
    {
        var start = table.FirstHeaderStart;
        while (text[start] is '[' or ' ' or '\t')
        {
            start++;
        }

        return text[start..table.Span.End];
    }

    /// <summary>A line of its own after the lines of <paramref name="own"/>, comment included.</summary>
    private static TextEdit InsertLineAfter(TextSpan own, string line, SourceText source)
    {
        var text = source.Text;
        var start = Math.Max(source.ContentStart, LineStart(own.Start, text));
        var indentation = text[start..own.Start];
        var lineEnd = text.IndexOf('\n', own.End);
        return lineEnd < 0
            ? new TextEdit(new TextSpan(text.Length, 0), $"{source.NewLine}{indentation}{line}")
            : new TextEdit(new TextSpan(lineEnd + 1, 0), $"{indentation}{line}{source.NewLine}");
    }

    /// <summary>Start of the line of a header, or of the comment lines directly above it.</summary>
    private static int StartOfBlock(int header, SourceText source)
    {
        var text = source.Text;
        var start = LineStart(header, text);
        while (start > source.ContentStart)
        {
            var previous = LineStart(start - 1, text);
            if (!text.AsSpan(Math.Max(previous, source.ContentStart), start - Math.Max(previous, source.ContentStart)).TrimStart().StartsWith("#"))
            {
                break;
            }

            start = previous;
        }

        return Math.Max(start, source.ContentStart);
    }

    private static int LineStart(int position, string text) => position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
}
