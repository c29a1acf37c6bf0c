using System.Collections.Immutable;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

/// <summary>Splits what a block holds into statements, by the rules of both languages for where a line goes on.</summary>
internal static class ScriptStatements
{
    private static readonly HashSet<string> Heads = new(["if", "for", "while", "else", "try", "finally", "do", "fun", "catch"], StringComparer.Ordinal);
    private static readonly HashSet<string> Tails = new(["else", "catch", "finally"], StringComparer.Ordinal);

    /// <summary>Operators that need something on their right, so that the statement goes on in the next line.</summary>
    private static readonly HashSet<string> Open = new([",", "=", "+", "-", "*", ".", "?.", "?:", "?", ":", "->", "::", "==", "!=", "&&", "||", "+=", "-=", "<", "<=", ">=", "!", "<<"], StringComparer.Ordinal);

    /// <summary>Operators that need something on their left.</summary>
    private static readonly HashSet<string> Leading = new([".", "?.", "?:", "?", ":", "&&", "||", "==", "::", "="], StringComparer.Ordinal);

    /// <summary>The statements, each with one node at least and without line ends around it.</summary>
    public static IReadOnlyList<ScriptNode[]> Of(ImmutableArray<ScriptNode> nodes)
    {
        var result = new List<ScriptNode[]>();
        var current = new List<ScriptNode>();
        for (var i = 0; i < nodes.Length; i++)
        {
            if (nodes[i].Kind != ScriptNodeKind.LineEnd)
            {
                current.Add(nodes[i]);
            }
            else if (current.Count > 0 && !GoesOn(current, Next(nodes, i)))
            {
                result.Add([.. current]);
                current.Clear();
            }
        }

        if (current.Count > 0)
        {
            result.Add([.. current]);
        }

        return result;
    }

    private static bool GoesOn(List<ScriptNode> current, ScriptNode? next)
    {
        var last = current[^1];
        return next is not null &&
            ((last.Kind == ScriptNodeKind.Symbol && Open.Contains(last.Text) && !IsEndOfClosureHead(current) && current[0].Text is not ("import" or "package")) ||
             (next.Kind == ScriptNodeKind.Symbol && Leading.Contains(next.Text)) ||
             (current[0].Kind == ScriptNodeKind.Name && Heads.Contains(current[0].Text) && next.Kind == ScriptNodeKind.Name && Tails.Contains(next.Text)) ||
             (current[0].Kind == ScriptNodeKind.Name && Heads.Contains(current[0].Text) && IsHead(current)));
    }

    /// <summary>Whether a condition or declaration still lacks its body.</summary>
    private static bool IsHead(List<ScriptNode> current) =>
        current[^1].IsName("else") || current[^1].IsName("try") || (current[^1].Is(ScriptNodeKind.Parentheses) && (current.Count == 2 || (current.Count > 2 && current[^2].IsName("if"))));

    /// <summary>The arrow behind the parameters of a closure ends its head.</summary>
    private static bool IsEndOfClosureHead(List<ScriptNode> current) => current[^1].IsSymbol("->");

    private static ScriptNode? Next(ImmutableArray<ScriptNode> nodes, int from)
    {
        for (var i = from + 1; i < nodes.Length; i++)
        {
            if (nodes[i].Kind != ScriptNodeKind.LineEnd)
            {
                return nodes[i];
            }
        }

        return null;
    }
}
