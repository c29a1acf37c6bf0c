using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Python.Setup;

/// <summary>A value of a file for setuptools, which stands in the file as it is.</summary>
/// <param name="Value">The value.</param>
/// <param name="Span">Its place, without quotes and blanks around it.</param>
internal readonly record struct SetupText(string Value, TextSpan Span)
{
    private const int LongestShown = 80;

    /// <summary>The value for a message: not more than its beginning.</summary>
    public string Shown => Value.Length > LongestShown ? Value[..LongestShown] + "…" : Value;

    /// <summary>A part of a text without the blanks around it.</summary>
    public static SetupText Trimmed(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return new SetupText(text[start..end], new TextSpan(start, end - start));
    }

    /// <summary>The parts between separators that hold something.</summary>
    public IEnumerable<SetupText> Split(SourceText source, char separator)
    {
        for (var start = Span.Start; start <= Span.End;)
        {
            var next = source.Text.IndexOf(separator, start, Span.End - start);
            var end = next < 0 ? Span.End : next;
            if (Trimmed(source.Text, start, end) is { Span.Length: > 0 } part)
            {
                yield return part;
            }

            start = end + 1;
        }
    }
}
