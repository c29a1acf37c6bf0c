namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>Finds where a parenthesised expression ends and splits its arguments, minding quotes and nesting.</summary>
internal static class Delimiters
{
    /// <summary>The index of the parenthesis that closes the one at <paramref name="open"/>, or -1.</summary>
    public static int FindClosing(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '(':
                    depth++;
                    break;
                case ')' when --depth == 0:
                    return i;
                case '\'' or '"' or '`':
                    var end = text.IndexOf(text[i], i + 1);
                    if (end < 0)
                    {
                        return -1;
                    }

                    i = end;
                    break;
                default:
                    break;
            }
        }

        return -1;
    }

    /// <summary>The arguments of a call, trimmed and without the quotes around them.</summary>
    public static IEnumerable<string> SplitArguments(string list)
    {
        if (string.IsNullOrWhiteSpace(list))
        {
            yield break;
        }

        var start = 0;
        var depth = 0;
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i] is '\'' or '"' or '`' && list.IndexOf(list[i], i + 1) is var end and > 0)
            {
                i = end;
            }
            else if (list[i] is '(' or ')')
            {
                depth += list[i] == '(' ? 1 : -1;
            }
            else if (list[i] == ',' && depth == 0)
            {
                yield return Unquote(list[start..i]);
                start = i + 1;
            }
        }

        yield return Unquote(list[start..]);
    }

    private static string Unquote(string argument)
    {
        var text = argument.Trim();
        return text.Length > 1 && text[0] is '\'' or '"' or '`' && text[^1] == text[0] ? text[1..^1] : text;
    }
}
