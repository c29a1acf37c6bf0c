namespace ReleaseKit.Core.PullRequests;

/// <summary>Which characters of a Markdown text are code, where that can be told for certain.</summary>
internal static class CodeInText
{
    /// <summary>
    /// For each line which of its characters lie in fences or between backticks. Null when forges could read the text in another
    /// way: then nothing may be taken for code.
    /// </summary>
    public static bool[][]? Find(IReadOnlyList<string> lines)
    {
        var code = new bool[lines.Count][];
        var (fence, column) = ("", 0);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            code[i] = new bool[line.Length];
            var indent = line.Length - line.TrimStart(' ').Length;
            var mark = Mark(line, indent);
            if (fence.Length > 0)
            {
                var closes = mark.StartsWith(fence, StringComparison.Ordinal) && line.TrimEnd().Length == indent + mark.Length;

                // A line left of the fence may have ended the list item that holds it; a mark elsewhere may end the fence or not.
                if (!string.IsNullOrWhiteSpace(line) && (indent < column || (closes && indent != column)))
                {
                    return null;
                }

                Array.Fill(code[i], !closes);
                fence = closes ? "" : fence;
            }
            else if (mark.Length >= 3 && (mark[0] == '~' || !line[(indent + mark.Length)..].Contains('`', StringComparison.Ordinal)))
            {
                if (indent > 3)
                {
                    return null;
                }

                (fence, column) = (mark, indent);
            }
            else if (line.Contains("~~~", StringComparison.Ordinal) || !FindSpans(line, code[i]))
            {
                return null;
            }
        }

        return fence.Length == 0 ? code : null;
    }

    /// <summary>Marks what stands between backticks; false when a run of them has no equal one on its line, or a table could be cut in it.</summary>
    private static bool FindSpans(string line, bool[] code)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\')
            {
                i++;
            }
            else if (line[i] == '`')
            {
                var run = Run(line, i);
                var end = i + run;
                while (end < line.Length && Run(line, end) != run)
                {
                    end += Math.Max(1, Run(line, end));
                }

                if (end >= line.Length || line[i..end].Contains('|', StringComparison.Ordinal))
                {
                    return false;
                }

                Array.Fill(code, true, i, end + run - i);
                i = end + run - 1;
            }
        }

        return true;
    }

    private static string Mark(string line, int start)
    {
        var end = start;
        while (end < line.Length && line[end] is '`' or '~' && line[end] == line[start])
        {
            end++;
        }

        return line[start..end];
    }

    private static int Run(string line, int start)
    {
        var end = start;
        while (end < line.Length && line[end] == '`')
        {
            end++;
        }

        return end - start;
    }
}
