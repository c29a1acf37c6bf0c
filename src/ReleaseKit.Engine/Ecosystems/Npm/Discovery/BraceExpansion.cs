using System.Diagnostics.CodeAnalysis;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>Writes out the alternatives of <c>{a,b}</c>; braces may nest and may hold slashes.</summary>
internal static class BraceExpansion
{
    private const int MaxAlternatives = 256;

    /// <summary>All texts a pattern stands for; false for numeric ranges and for more than 256 texts.</summary>
    public static bool TryExpand(string pattern, [NotNullWhen(true)] out IReadOnlyList<string>? texts, [NotNullWhen(false)] out string? problem)
    {
        var finished = new List<string>();
        var open = new Stack<string>([pattern]);
        (texts, problem) = (null, null);
        while (open.TryPop(out var text))
        {
            if (finished.Count + open.Count > MaxAlternatives)
            {
                problem = $"stands for more than {MaxAlternatives} folders patterns; write fewer braces";
                return false;
            }

            if (FirstGroup(text) is not var (start, end, alternatives))
            {
                finished.Add(text);
                continue;
            }

            if (alternatives.Count == 1 && alternatives[0].Contains("..", StringComparison.Ordinal))
            {
                problem = "has a range in braces, which is not supported; list the names instead";
                return false;
            }

            for (var i = alternatives.Count - 1; i >= 0; i--)
            {
                open.Push(text[..start] + alternatives[i] + text[(end + 1)..]);
            }
        }

        texts = finished;
        return true;
    }

    /// <summary>The first group that is closed: its bounds and its alternatives. One without a comma stands for itself.</summary>
    private static (int Start, int End, IReadOnlyList<string> Alternatives)? FirstGroup(string text)
    {
        for (var start = text.IndexOf('{', StringComparison.Ordinal); start >= 0; start = text.IndexOf('{', start + 1))
        {
            var alternatives = new List<string>();
            var (depth, from) = (0, start + 1);
            for (var i = start; i < text.Length; i++)
            {
                depth += text[i] switch { '{' => 1, '}' => -1, _ => 0 };
                if ((text[i] == ',' && depth == 1) || depth == 0)
                {
                    alternatives.Add(text[from..i]);
                    from = i + 1;
                }

                if (depth == 0)
                {
                    if (alternatives.Count > 1 || alternatives[0].Contains("..", StringComparison.Ordinal))
                    {
                        return (start, i, alternatives);
                    }

                    break;
                }
            }
        }

        return null;
    }
}
