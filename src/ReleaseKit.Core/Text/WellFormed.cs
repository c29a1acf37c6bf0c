namespace ReleaseKit.Core.Text;

/// <summary>Guards what is spliced into files: only text that UTF-8 can hold.</summary>
public static class WellFormed
{
    /// <summary>Gives the text back.</summary>
    /// <exception cref="ArgumentException">It holds half of a surrogate pair.</exception>
    public static string Require(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IndexOfLoneSurrogate(text) < 0
            ? text
            : throw new ArgumentException("The text holds half of a surrogate pair, which UTF-8 cannot hold.", nameof(text));
    }

    /// <summary>Offset of the first half of a surrogate pair that stands alone; -1 when there is none.</summary>
    public static int IndexOfLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
            {
                return i;
            }

            i++;
        }

        return -1;
    }
}
