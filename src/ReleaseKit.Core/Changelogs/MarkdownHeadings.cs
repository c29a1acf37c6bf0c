using System.Text;

namespace ReleaseKit.Core.Changelogs;

/// <summary>Moves the headings of a text to other levels.</summary>
internal static class MarkdownHeadings
{
    /// <summary>The text with every heading that many levels deeper, within 1 to 6; code and lists stay as they are.</summary>
    public static string Shift(string text, int levels)
    {
        if (levels == 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length + 16);
        var copied = 0;
        foreach (var heading in MarkdownOutline.Read(text, 0).Headings.Where(h => text[h.Start] == '#'))
        {
            result.Append(text, copied, heading.Start - copied).Append('#', Math.Clamp(heading.Level + levels, 1, 6));
            copied = heading.Start + heading.Level;
        }

        return result.Append(text, copied, text.Length - copied).ToString();
    }
}
