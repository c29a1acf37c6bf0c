namespace ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

/// <summary>Types in angle brackets.</summary>
internal static class ScriptGenerics
{
    private const int Longest = 40;

    /// <summary>How many nodes <c>&lt;…&gt;</c> at the start takes; 0 when there is none.</summary>
    public static int Length(ReadOnlySpan<ScriptNode> nodes)
    {
        if (nodes.IsEmpty || !nodes[0].IsSymbol("<"))
        {
            return 0;
        }

        var depth = 0;
        for (var i = 0; i < Math.Min(nodes.Length, Longest); i++)
        {
            if (nodes[i].IsSymbol("<"))
            {
                depth++;
            }
            else if (nodes[i].IsSymbol(">"))
            {
                if (--depth == 0)
                {
                    return i + 1;
                }
            }
            else if (nodes[i].Kind != ScriptNodeKind.Name && !(nodes[i].Kind == ScriptNodeKind.Symbol && nodes[i].Text is "." or "," or "*" or "?" or "->"))
            {
                return 0;
            }
        }

        return 0;
    }
}
