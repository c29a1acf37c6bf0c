using System.Text;

namespace ReleaseKit.Core.Text;

/// <summary>Aligned columns for terminals and logs.</summary>
public static class TextTable
{
    private const string Gap = "  ";

    /// <summary>Renders a header and rows; every row has as many cells as the header. No line ends in white space.</summary>
    public static string Render(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var lines = rows.Prepend(header).ToArray();
        var widths = Enumerable.Range(0, header.Count).Select(column => lines.Max(line => line[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            if (text.Length > 0)
            {
                text.Append('\n');
            }

            text.Append(string.Join(Gap, line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }

        return text.ToString();
    }
}
