using System.Collections.Immutable;
using System.Text;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

/// <summary>Computes the value of expressions as far as it is the same on every machine; null is what cannot be told.</summary>
internal sealed class ScriptExpressions(ScriptHost host, ScriptInterpreter interpreter)
{
    private const int Deepest = 150;

    /// <summary>From the weakest to the strongest.</summary>
    private static readonly string[][] Binary = [["?:"], ["||"], ["&&"], ["==", "!="], ["+", "-"]];
    private int _depth;

    /// <summary>The value of an expression; one that is nested deeper than people write is not computed.</summary>
    public object? Evaluate(ReadOnlySpan<ScriptNode> nodes, ScriptScope scope)
    {
        if (_depth >= Deepest)
        {
            return null;
        }

        _depth++;
        var value = Compute(nodes, scope);
        _depth--;
        return value;
    }

    private object? Compute(ReadOnlySpan<ScriptNode> nodes, ScriptScope scope)
    {
        nodes = ScriptSlices.Trim(nodes);
        if (nodes.IsEmpty)
        {
            return null;
        }

        if (ScriptSlices.Find(nodes, ["?"], fromEnd: false) is var question and > 0)
        {
            var colon = ScriptSlices.Find(nodes[question..], [":"], fromEnd: false) + question;
            return colon <= question ? null : Evaluate(nodes[..question], scope) switch
            {
                true => Evaluate(nodes[(question + 1)..colon], scope),
                false => Evaluate(nodes[(colon + 1)..], scope),
                _ => null,
            };
        }

        foreach (var operators in Binary)
        {
            if (ScriptSlices.Find(nodes, operators, fromEnd: true) is var at and > 0)
            {
                return Combine(nodes[at].Text, nodes[..at], nodes[(at + 1)..], scope);
            }
        }

        if (nodes[0].IsSymbol("!"))
        {
            return Evaluate(nodes[1..], scope) is bool value ? !value : null;
        }

        return nodes[0].IsName("if") && nodes.Length > 2 && nodes[1].Is(ScriptNodeKind.Parentheses) ? Conditional(nodes, scope) : Chain(nodes, scope, isStatement: false);
    }

    public object? EvaluateStatement(ReadOnlySpan<ScriptNode> nodes, ScriptScope scope) => Chain(nodes, scope, isStatement: true);

    private object? Conditional(ReadOnlySpan<ScriptNode> nodes, ScriptScope scope)
    {
        var otherwise = ScriptSlices.FindName(nodes, "else");
        return otherwise < 0 ? null : Evaluate(nodes[1].Children.AsSpan(), scope) switch
        {
            true => Branch(nodes[2..otherwise]),
            false => Branch(nodes[(otherwise + 1)..]),
            _ => null,
        };

        object? Branch(ReadOnlySpan<ScriptNode> branch) => branch is [{ Kind: ScriptNodeKind.Braces } block] ? interpreter.Run(block.Children, new ScriptScope(scope.File, scope)) : Evaluate(branch, scope);
    }

    private object? Combine(string symbol, ReadOnlySpan<ScriptNode> left, ReadOnlySpan<ScriptNode> right, ScriptScope scope)
    {
        var first = Evaluate(left, scope);
        switch (symbol)
        {
            case "?:":
                return first ?? Evaluate(right, scope);
            case "||":
                return first is true ? true : Evaluate(right, scope) is var or && or is true ? true : first is false && or is false ? false : null;
            case "&&":
                return first is false ? false : Evaluate(right, scope) is var and && and is false ? false : first is true && and is true ? true : null;
        }

        var second = Evaluate(right, scope);
        return (symbol, first, second) switch
        {
            ("==", ScriptText a, ScriptText b) => a.Value == b.Value,
            ("!=", ScriptText a, ScriptText b) => a.Value != b.Value,
            ("==", not null, not null) when first.GetType() == second.GetType() => first.Equals(second),
            ("!=", not null, not null) when first.GetType() == second.GetType() => !first.Equals(second),
            ("+", ScriptText a, ScriptText or int) => new ScriptText(a.Value + second),
            ("+", int a, int b) => a + b,
            ("-", int a, int b) => a - b,
            ("+", IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.Concat(b).ToArray(),
            ("-", IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.Except(b).ToArray(),
            ("+", IReadOnlyList<object?> a, not null) => a.Append(second).ToArray(),
            ("-", IReadOnlyList<object?> a, not null) => a.Where(item => !Equals(item, second)).ToArray(),
            _ => null,
        };
    }

    private object? Chain(ReadOnlySpan<ScriptNode> nodes, ScriptScope scope, bool isStatement)
    {
        var at = 0;
        object? value;
        switch (nodes[0].Kind)
        {
            case ScriptNodeKind.Name:
                if (nodes[0].Text == "new" && nodes.Length > 1)
                {
                    // Of a qualified name the last word tells the type.
                    var start = 1;
                    while (start + 2 < nodes.Length && nodes[start + 1].IsSymbol("."))
                    {
                        start += 2;
                    }

                    at = start;
                }

                if (Link(nodes, ref at, null, hasTarget: false, scope, isStatement, out value))
                {
                    return value;
                }

                break;
            case ScriptNodeKind.Text when nodes.Length > 1 && nodes[1].Is(ScriptNodeKind.Parentheses) && TextOf(nodes[0], scope) is { } name:
                var call = Arguments(new ScriptCall(name.Value, nodes[0].Span), nodes[1], scope);
                at = 2;
                value = Invoke(null, hasTarget: false, WithBlock(call, nodes, ref at), scope);
                break;
            case ScriptNodeKind.Text:
                value = TextOf(nodes[at++], scope);
                break;
            case ScriptNodeKind.Number:
                value = int.TryParse(nodes[at++].Text, out var number) ? number : null;
                break;
            case ScriptNodeKind.Brackets:
                value = List(nodes[at++], scope);
                break;
            case ScriptNodeKind.Parentheses:
                value = Evaluate(nodes[at++].Children.AsSpan(), scope);
                break;
            case ScriptNodeKind.Symbol when nodes.Length > 1:
                // Unary plus of a builder's own language.
                host.Call(Evaluate(nodes[1..], scope), hasTarget: true, new ScriptCall(nodes[0].Text, nodes[0].Span), scope);
                return null;
            default:
                return null;
        }

        return Links(nodes, at, value, scope, isStatement);
    }

    private object? Links(ReadOnlySpan<ScriptNode> nodes, int at, object? value, ScriptScope scope, bool isStatement)
    {
        while (at < nodes.Length)
        {
            if (nodes[at].Kind == ScriptNodeKind.Symbol && nodes[at].Text is "." or "?." && at + 1 < nodes.Length && nodes[at + 1].Kind is ScriptNodeKind.Name or ScriptNodeKind.Text)
            {
                at++;
                if (Link(nodes, ref at, value, hasTarget: true, scope, isStatement, out value))
                {
                    return value;
                }
            }
            else if (nodes[at].Is(ScriptNodeKind.Brackets) && Evaluate(nodes[at].Children.AsSpan(), scope) is ScriptText key)
            {
                at++;
                if (isStatement && at < nodes.Length && nodes[at].IsSymbol("="))
                {
                    host.Assign(value, hasTarget: true, key.Value, Evaluate(nodes[(at + 1)..], scope), scope);
                    return null;
                }

                value = host.Member(value, key.Value, scope);
            }
            else if (nodes[at].IsSymbol("!"))
            {
                at++;
            }
            else
            {
                // 'as String' and infix words change nothing that matters; an operator that is not known makes an unknown value.
                return nodes[at].Kind == ScriptNodeKind.Name && nodes[at].Text != "in" ? value : null;
            }
        }

        return value;
    }

    /// <summary>One word with what belongs to it; true when the statement ends with it.</summary>
    private bool Link(ReadOnlySpan<ScriptNode> nodes, ref int at, object? target, bool hasTarget, ScriptScope scope, bool isStatement, out object? value)
    {
        var word = nodes[at++];
        var call = new ScriptCall(word.Kind == ScriptNodeKind.Text ? TextOf(word, scope)?.Value ?? "" : word.Text, word.Span) { IsStatement = isStatement };
        if (ScriptGenerics.Length(nodes[at..]) is var generics and > 0 && at + generics < nodes.Length && nodes[at + generics].Kind is ScriptNodeKind.Parentheses or ScriptNodeKind.Braces)
        {
            call = call with { Type = nodes[at + generics - 2].Text };
            at += generics;
        }

        if (at < nodes.Length && nodes[at].Is(ScriptNodeKind.Parentheses))
        {
            call = Arguments(call, nodes[at++], scope);
            call = WithBlock(call, nodes, ref at);
            value = Invoke(target, hasTarget, isStatement ? call with { Rest = [.. nodes[at..]] } : call, scope);
            return false;
        }

        if (at < nodes.Length && nodes[at].Is(ScriptNodeKind.Braces))
        {
            value = Invoke(target, hasTarget, WithBlock(call, nodes, ref at), scope);
            return false;
        }

        if (isStatement && at < nodes.Length && nodes[at].Kind == ScriptNodeKind.Symbol && nodes[at].Text is "=" or "+=")
        {
            Assign(target, hasTarget, call.Name, nodes[at].Text == "=" ? Evaluate(nodes[(at + 1)..], scope) : null, scope);
            value = null;
            return true;
        }

        if (isStatement && at < nodes.Length && IsCommand(nodes[at..]))
        {
            value = Invoke(target, hasTarget, Command(call, nodes[at..], scope), scope);
            return true;
        }

        value = hasTarget ? ScriptMethods.Member(target, call.Name) ?? host.Member(target, call.Name, scope)
            : word.Text switch
            {
                "true" => true,
                "false" => false,
                _ => scope.TryFind(word.Text, out var variable) ? variable : host.Variable(word.Text, scope),
            };
        return false;
    }

    /// <summary>Whether arguments without parentheses follow, as Groovy allows, or words between two values, as Kotlin does.</summary>
    private static bool IsCommand(ReadOnlySpan<ScriptNode> rest) =>
        rest[0].Kind is ScriptNodeKind.Name or ScriptNodeKind.Text or ScriptNodeKind.Number or ScriptNodeKind.Brackets && !rest[0].IsName("as") && !rest[0].IsName("in") && !rest[0].IsName("instanceof");

    private void Assign(object? target, bool hasTarget, string name, object? value, ScriptScope scope)
    {
        if (hasTarget || !scope.TryAssign(name, value))
        {
            host.Assign(target, hasTarget, name, value, scope);
        }
    }

    private object? Invoke(object? target, bool hasTarget, ScriptCall call, ScriptScope scope)
    {
        if (!hasTarget && scope.TryFindFunction(call.Name, out var function))
        {
            return interpreter.Call(function, call);
        }

        return ScriptMethods.TryCall(interpreter, target, hasTarget, call, scope, out var value) ? value : host.Call(target, hasTarget, call, scope);
    }

    private ScriptCall Command(ScriptCall call, ReadOnlySpan<ScriptNode> rest, ScriptScope scope)
    {
        var block = rest[^1].Is(ScriptNodeKind.Braces) && rest.Length > 1 ? rest[^1] : null;
        call = Add(call, block is null || rest[^2].IsSymbol(",") ? rest : rest[..^1], scope);
        return call with { Block = call.Block ?? block, Rest = [.. rest] };
    }

    private static ScriptCall WithBlock(ScriptCall call, ReadOnlySpan<ScriptNode> nodes, ref int at)
    {
        while (at < nodes.Length && nodes[at].Is(ScriptNodeKind.Braces))
        {
            call = call with { Block = nodes[at++] };
        }

        return call;
    }

    private ScriptCall Arguments(ScriptCall call, ScriptNode parentheses, ScriptScope scope) => Add(call, parentheses.Children.AsSpan(), scope);

    private ScriptCall Add(ScriptCall call, ReadOnlySpan<ScriptNode> nodes, ScriptScope scope)
    {
        var arguments = ImmutableArray.CreateBuilder<object?>();
        var named = call.Named;
        foreach (var range in ScriptSlices.Split(nodes))
        {
            var argument = ScriptSlices.Trim(nodes[range]);
            if (argument.Length > 2 && argument[0].Kind is ScriptNodeKind.Name or ScriptNodeKind.Text && (argument[1].IsSymbol(":") || argument[1].IsSymbol("=")))
            {
                named = named.SetItem(argument[0].Text, Evaluate(argument[2..], scope));
            }
            else if (argument is [{ Kind: ScriptNodeKind.Braces } block])
            {
                call = call with { Block = block };
            }
            else if (argument.Length > 1 && argument[0].IsSymbol("*"))
            {
                arguments.AddRange(ScriptMethods.Items(Evaluate(argument[1..], scope)));
            }
            else if (!argument.IsEmpty)
            {
                arguments.Add(Evaluate(argument, scope));
            }
        }

        return call with { Arguments = arguments.ToImmutable(), Named = named };
    }

    private object? List(ScriptNode brackets, ScriptScope scope)
    {
        var call = Add(new ScriptCall("listOf", brackets.Span), brackets.Children.AsSpan(), scope);
        return call.Named.IsEmpty ? call.Arguments.ToArray() : call.Named;
    }

    private ScriptText? TextOf(ScriptNode node, ScriptScope scope)
    {
        if (node.Children.IsEmpty)
        {
            return node.IsPlain ? new ScriptText(node.Text, scope.File.Source, node.Span) : new ScriptText(node.Text);
        }

        if (node.Children is [{ Kind: ScriptNodeKind.Hole } only])
        {
            return Evaluate(only.Children.AsSpan(), scope) switch { ScriptText text => text, { } value => Written(value), _ => null };
        }

        var result = new StringBuilder();
        foreach (var piece in node.Children)
        {
            if (piece.Kind == ScriptNodeKind.Text)
            {
                result.Append(piece.Text);
            }
            else if (Evaluate(piece.Children.AsSpan(), scope) is { } value && Written(value) is { } written)
            {
                result.Append(written.Value);
            }
            else
            {
                return null;
            }
        }

        return new ScriptText(result.ToString());
    }

    /// <summary>A folder is written as a path that begins with the workspace, see <see cref="ScriptMethods.FolderMark"/>.</summary>
    private static ScriptText? Written(object value) => value switch
    {
        ScriptText text => text,
        int number => new ScriptText(number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        bool truth => new ScriptText(truth ? "true" : "false"),
        ScriptFolder folder => new ScriptText(ScriptMethods.FolderMark + folder.Path.Value),
        _ => null,
    };
}
