namespace ReleaseKit.Core.Text;

/// <summary>Replaces one range of a source text; an empty range inserts, an empty replacement deletes.</summary>
public sealed record TextEdit(TextSpan Span, string Replacement)
{
    /// <summary>An edit at the start of a range that changes nothing.</summary>
    public static TextEdit None(TextSpan span) => new(new TextSpan(span.Start, 0), "");

    /// <summary>Applies edits to a text. Order does not matter; overlapping edits are refused.</summary>
    /// <exception cref="ArgumentException">Two edits overlap or one lies outside the text.</exception>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(text);
        var ordered = edits.OrderBy(e => e.Span.Start).ThenBy(e => e.Span.End).ToArray();
        if (ordered.Length == 0)
        {
            return text;
        }

        var result = new System.Text.StringBuilder(text.Length + 64);
        var position = 0;
        foreach (var edit in ordered)
        {
            if (edit.Span.Start < position || edit.Span.End > text.Length)
            {
                throw new ArgumentException($"The edit at {edit.Span.Start} overlaps another one or lies outside the text.", nameof(edits));
            }

            result.Append(text, position, edit.Span.Start - position).Append(edit.Replacement);
            position = edit.Span.End;
        }

        return result.Append(text, position, text.Length - position).ToString();
    }
}
