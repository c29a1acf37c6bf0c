using System.Collections.Immutable;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

/// <summary>A block with the names of its parameters.</summary>
/// <param name="Parameters">Their names; <c>it</c> when none is written.</param>
/// <param name="Body">The statements.</param>
internal sealed record ScriptClosure(ImmutableArray<string> Parameters, ImmutableArray<ScriptNode> Body)
{
    private static readonly ImmutableArray<string> Implicit = ["it"];

    public static ScriptClosure Of(ScriptNode braces)
    {
        var nodes = braces.Children;
        for (var i = 0; i < nodes.Length; i++)
        {
            if (nodes[i].IsSymbol("->"))
            {
                var names = Names(nodes[..i]);
                return new ScriptClosure(names.Length == 0 ? Implicit : names, nodes[(i + 1)..]);
            }

            if (nodes[i].Kind is not (ScriptNodeKind.Name or ScriptNodeKind.Symbol or ScriptNodeKind.Parentheses) &&
                !(nodes[i].Kind == ScriptNodeKind.LineEnd && nodes[..i].All(n => n.Kind == ScriptNodeKind.LineEnd)))
            {
                break;
            }
        }

        return new ScriptClosure(Implicit, nodes);
    }

    /// <summary>The parameters of <c>String x, y</c>, <c>x: Project</c> and <c>(a, b)</c>.</summary>
    public static ImmutableArray<string> Names(ImmutableArray<ScriptNode> nodes)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        ScriptNode? last = null;
        var isType = false;
        foreach (var node in nodes)
        {
            switch (node.Kind)
            {
                case ScriptNodeKind.Name when !isType:
                    last = node;
                    break;
                case ScriptNodeKind.Parentheses when last is null:
                    names.AddRange(Names(node.Children));
                    break;
                case ScriptNodeKind.Symbol when node.Text is ":" or "=":
                    isType = true;
                    break;
                case ScriptNodeKind.Symbol when node.Text == ",":
                    Flush();
                    break;
            }
        }

        Flush();
        return names.ToImmutable();

        void Flush()
        {
            if (last is not null)
            {
                names.Add(last.Text);
            }

            (last, isType) = (null, false);
        }
    }
}
