namespace ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

/// <summary>Parts of expressions.</summary>
internal static class ScriptSlices
{
    public static ReadOnlySpan<ScriptNode> Trim(ReadOnlySpan<ScriptNode> nodes)
    {
        while (!nodes.IsEmpty && nodes[0].Is(ScriptNodeKind.LineEnd))
        {
            nodes = nodes[1..];
        }

        while (!nodes.IsEmpty && nodes[^1].Is(ScriptNodeKind.LineEnd))
        {
            nodes = nodes[..^1];
        }

        // Lines inside of brackets are one.
        return !HasLineEnd(nodes) ? nodes : nodes.ToArray().Where(n => !n.Is(ScriptNodeKind.LineEnd)).ToArray();
    }

    private static bool HasLineEnd(ReadOnlySpan<ScriptNode> nodes)
    {
        foreach (var node in nodes)
        {
            if (node.Is(ScriptNodeKind.LineEnd))
            {
                return true;
            }
        }

        return false;
    }

    public static List<Range> Split(ReadOnlySpan<ScriptNode> nodes)
    {
        var result = new List<Range>();
        var start = 0;
        for (var i = 0; i < nodes.Length; i++)
        {
            var generics = ScriptGenerics.Length(nodes[i..]);
            i += generics > 0 ? generics - 1 : 0;
            if (nodes[i].IsSymbol(","))
            {
                result.Add(start..i);
                start = i + 1;
            }
        }

        result.Add(start..nodes.Length);
        return result;
    }

    public static int Find(ReadOnlySpan<ScriptNode> nodes, string[] symbols, bool fromEnd)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            var at = fromEnd ? nodes.Length - 1 - i : i;
            if (at > 0 && nodes[at].Kind == ScriptNodeKind.Symbol && Array.IndexOf(symbols, nodes[at].Text) >= 0 && nodes[at - 1].Kind != ScriptNodeKind.Symbol)
            {
                return at;
            }
        }

        return -1;
    }

    public static int FindName(ReadOnlySpan<ScriptNode> nodes, string name)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            if (nodes[i].IsName(name))
            {
                return i;
            }
        }

        return -1;
    }
}
