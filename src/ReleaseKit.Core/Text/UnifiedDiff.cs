using System.Text;

namespace ReleaseKit.Core.Text;

/// <summary>
/// The difference between two versions of one file in unified format, with three lines of context, as <c>git apply</c>
/// reads it. Lines are compared with their endings.
/// </summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>The patch for one file; empty when nothing differs.</summary>
    /// <param name="path">Path relative to the workspace root, with forward slashes.</param>
    /// <param name="before">The text as it is; null when the file does not exist yet.</param>
    /// <param name="after">The text as it will be; null when the file is removed.</param>
    public static string Create(string path, string? before, string? after)
    {
        if (before == after)
        {
            return "";
        }

        var result = new StringBuilder();
        result.Append($"diff --git a/{path} b/{path}\n");
        if (before is null)
        {
            result.Append("new file mode 100644\n");
        }
        else if (after is null)
        {
            result.Append("deleted file mode 100644\n");
        }

        var lines = LineDifference.Compute(SplitLines(before ?? ""), SplitLines(after ?? ""));
        if (lines.Count > 0)
        {
            result.Append(before is null ? "--- /dev/null\n" : $"--- a/{path}\n").Append(after is null ? "+++ /dev/null\n" : $"+++ b/{path}\n");
            foreach (var (start, end) in Hunks(lines))
            {
                AppendHunk(result, lines, start, end);
            }
        }

        return result.ToString();
    }

    private static string[] SplitLines(string text)
    {
        var lines = new List<string>();
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start) is var found and >= 0 ? found + 1 : text.Length;
            lines.Add(text[start..end]);
            start = end;
        }

        return [.. lines];
    }

    /// <summary>Ranges of lines that hold the changes with their context; ranges that would touch are one.</summary>
    private static IEnumerable<(int Start, int End)> Hunks(IReadOnlyList<DifferenceLine> lines)
    {
        var start = -1;
        var end = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Kind == DifferenceKind.Same)
            {
                continue;
            }

            if (start >= 0 && i - Context > end)
            {
                yield return (start, end);
                start = -1;
            }

            start = start < 0 ? Math.Max(0, i - Context) : start;
            end = Math.Min(lines.Count, i + Context + 1);
        }

        if (start >= 0)
        {
            yield return (start, end);
        }
    }

    private static void AppendHunk(StringBuilder result, IReadOnlyList<DifferenceLine> lines, int start, int end)
    {
        var (oldStart, newStart) = (Count(lines, 0, start, DifferenceKind.Added), Count(lines, 0, start, DifferenceKind.Removed));
        var (oldCount, newCount) = (Count(lines, start, end, DifferenceKind.Added), Count(lines, start, end, DifferenceKind.Removed));
        result.Append($"@@ -{Range(oldStart, oldCount)} +{Range(newStart, newCount)} @@\n");
        for (var i = start; i < end; i++)
        {
            result.Append(lines[i].Kind switch { DifferenceKind.Added => '+', DifferenceKind.Removed => '-', _ => ' ' });
            result.Append(lines[i].Text);
            if (!lines[i].Text.EndsWith('\n'))
            {
                result.Append("\n\\ No newline at end of file\n");
            }
        }
    }

    private static int Count(IReadOnlyList<DifferenceLine> lines, int start, int end, DifferenceKind without)
    {
        var count = 0;
        for (var i = start; i < end; i++)
        {
            count += lines[i].Kind == without ? 0 : 1;
        }

        return count;
    }

    /// <summary>An empty range names the line before it; a range of one line leaves its length out.</summary>
    private static string Range(int skipped, int count) => count switch
    {
        0 => $"{skipped},0",
        1 => $"{skipped + 1}",
        _ => $"{skipped + 1},{count}",
    };
}
