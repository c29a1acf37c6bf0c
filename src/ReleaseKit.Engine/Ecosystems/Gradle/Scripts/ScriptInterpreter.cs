using System.Collections.Immutable;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

/// <summary>
/// Follows the statements of a script as far as they say the same on every machine: definitions, loops over lists, functions,
/// conditions. Where a condition cannot be told both ways are followed. Nothing is run.
/// </summary>
internal sealed class ScriptInterpreter
{
    private const int MostSteps = 400_000;
    private const int Deepest = 120;
    private static readonly HashSet<string> Modifiers = new(["private", "internal", "public", "protected", "final", "static", "override", "inline", "const", "lateinit", "operator", "infix", "open", "abstract", "sealed", "data", "enum", "transient"], StringComparer.Ordinal);
    private readonly ScriptHost _host;
    private readonly ScriptExpressions _expressions;
    private int _steps;
    private int _depth;
    private int _uncertain;

    public ScriptInterpreter(ScriptHost host)
    {
        _host = host;
        _expressions = new ScriptExpressions(host, this);
    }

    /// <summary>Whether the statement stands behind a condition that cannot be told.</summary>
    public bool IsUncertain => _uncertain > 0;

    /// <summary>Follows a script in a scope of its own, which is given back.</summary>
    public ScriptScope Run(ScriptFile file, object? receiver = null)
    {
        var scope = new ScriptScope(file) { Receiver = receiver };
        Run(file.Nodes, scope);
        return scope;
    }

    /// <summary>Follows statements; the value of the last one.</summary>
    public object? Run(ImmutableArray<ScriptNode> nodes, ScriptScope scope)
    {
        if (_depth >= Deepest)
        {
            return null;
        }

        _depth++;
        object? value = null;
        foreach (var statement in ScriptStatements.Of(nodes))
        {
            if (++_steps > MostSteps)
            {
                break;
            }

            value = Execute(statement, scope);
        }

        _depth--;
        return value;
    }

    /// <summary>Follows a block with values for its parameters.</summary>
    public object? Run(ScriptNode block, ScriptScope scope, object? receiver, params ReadOnlySpan<object?> values)
    {
        var closure = ScriptClosure.Of(block);
        var inner = new ScriptScope(scope.File, scope) { Receiver = receiver };
        for (var i = 0; i < closure.Parameters.Length; i++)
        {
            if (i < values.Length || closure.Parameters[i] != "it")
            {
                inner.Define(closure.Parameters[i], i < values.Length ? values[i] : null);
            }
        }

        return Run(closure.Body, inner);
    }

    public object? Call(ScriptFunction function, ScriptCall call)
    {
        var inner = new ScriptScope(function.Scope.File, function.Scope);
        for (var i = 0; i < function.Parameters.Count; i++)
        {
            inner.Define(function.Parameters[i], i < call.Arguments.Length ? call.Arguments[i] : call.Named.GetValueOrDefault(function.Parameters[i]));
        }

        return Run(function.Body.Children, inner);
    }

    private object? Execute(ReadOnlySpan<ScriptNode> statement, ScriptScope scope)
    {
        if (_depth >= Deepest)
        {
            return null;
        }

        _depth++;
        var value = Follow(statement, scope);
        _depth--;
        return value;
    }

    private object? Follow(ReadOnlySpan<ScriptNode> statement, ScriptScope scope)
    {
        statement = WithoutModifiers(statement);
        if (statement.IsEmpty)
        {
            return null;
        }

        if (statement[0].Kind == ScriptNodeKind.Name)
        {
            switch (statement[0].Text)
            {
                case "import" or "package" or "class" or "interface" or "object" or "trait" or "typealias" or "when" or "switch" or "throw" or "assert" or "while" or "do":
                    _host.Skipped(statement);
                    return null;
                case "return":
                    return statement.Length > 1 ? _expressions.Evaluate(statement[1..], scope) : null;
                case "if" when statement.Length > 2 && statement[1].Is(ScriptNodeKind.Parentheses):
                    return If(statement, scope);
                case "for" when statement.Length > 2 && statement[1].Is(ScriptNodeKind.Parentheses):
                    For(statement, scope);
                    return null;
                case "try" when statement.Length > 1 && statement[1].Is(ScriptNodeKind.Braces):
                    Run(statement[1].Children, scope);
                    return statement[^2].IsName("finally") ? Run(statement[^1].Children, scope) : null;
                case "fun":
                    DefineFunction(statement[1..], scope);
                    return null;
            }
        }

        return Define(statement, scope) ? null : _expressions.EvaluateStatement(statement, scope);
    }

    /// <summary>Annotations and words that change nothing here.</summary>
    private static ReadOnlySpan<ScriptNode> WithoutModifiers(ReadOnlySpan<ScriptNode> statement)
    {
        while (statement.Length > 1)
        {
            if (statement[0].IsSymbol("@"))
            {
                var next = statement.Length > 3 && statement[2].IsSymbol(":") ? 4 : 2;
                statement = statement[Math.Min(next, statement.Length)..];
                statement = !statement.IsEmpty && statement[0].Is(ScriptNodeKind.Parentheses) ? statement[1..] : statement;
            }
            else if (statement[0].Kind == ScriptNodeKind.Name && Modifiers.Contains(statement[0].Text) && statement[1].Kind == ScriptNodeKind.Name)
            {
                statement = statement[1..];
            }
            else
            {
                break;
            }
        }

        return statement;
    }

    private object? If(ReadOnlySpan<ScriptNode> statement, ScriptScope scope)
    {
        var condition = _expressions.Evaluate(statement[1].Children.AsSpan(), scope) as bool?;
        var otherwise = -1;
        for (var i = 2; i < statement.Length && otherwise < 0; i++)
        {
            otherwise = statement[i].IsName("else") ? i : -1;
        }

        var yes = otherwise < 0 ? statement[2..] : statement[2..otherwise];
        object? value = null;
        _uncertain += condition is null ? 1 : 0;
        if (condition != false)
        {
            value = Body(yes, scope);
        }

        if (condition != true && otherwise >= 0)
        {
            value = Body(statement[(otherwise + 1)..], scope);
        }

        _uncertain -= condition is null ? 1 : 0;
        return value;
    }

    private object? Body(ReadOnlySpan<ScriptNode> body, ScriptScope scope) =>
        body.IsEmpty ? null
        : body[0].Is(ScriptNodeKind.Braces) ? Run(body[0].Children, new ScriptScope(scope.File, scope))
        : Execute(body, scope);

    private void For(ReadOnlySpan<ScriptNode> statement, ScriptScope scope)
    {
        var head = statement[1].Children;
        var at = head.IndexOf(head.FirstOrDefault(n => n.IsName("in") || n.IsSymbol(":"))!);
        if (at <= 0 || head[at - 1].Kind != ScriptNodeKind.Name)
        {
            return;
        }

        foreach (var item in ScriptMethods.Items(_expressions.Evaluate(head.AsSpan()[(at + 1)..], scope)))
        {
            var inner = new ScriptScope(scope.File, scope);
            inner.Define(head[at - 1].Text, item);
            Body(statement[2..], inner);
        }
    }

    /// <summary>Variables and functions; false when the statement is neither.</summary>
    private bool Define(ReadOnlySpan<ScriptNode> statement, ScriptScope scope)
    {
        var names = 0;
        while (names < statement.Length && (statement[names].Kind == ScriptNodeKind.Name || ScriptGenerics.Length(statement[names..]) > 0))
        {
            names += Math.Max(1, ScriptGenerics.Length(statement[names..]));
        }

        var isKeyword = statement[0].Text is "def" or "val" or "var" && statement[0].Kind == ScriptNodeKind.Name;
        // In Kotlin one word follows, and 'by' and what it needs may follow that.
        names = isKeyword && scope.File.IsKotlin && names > 2 ? 2 : names;
        if (names < 2 || (!isKeyword && statement[0].Text is "task" or "new" or "include"))
        {
            return false;
        }

        var name = statement[names - 1].Text;
        var rest = statement[names..];
        if (rest.Length > 1 && rest[0].Is(ScriptNodeKind.Parentheses) && rest[1].Is(ScriptNodeKind.Braces) && !scope.File.IsKotlin)
        {
            scope.Define(name, new ScriptFunction(ScriptClosure.Names(rest[0].Children), rest[1], scope));
            return true;
        }

        return DefineVariable(name, rest, isKeyword, scope);
    }

    private bool DefineVariable(string name, ReadOnlySpan<ScriptNode> rest, bool isKeyword, ScriptScope scope)
    {
        if (isKeyword && !rest.IsEmpty && rest[0].IsSymbol(":"))
        {
            var at = 0;
            while (at < rest.Length && !rest[at].IsSymbol("=") && !rest[at].IsName("by"))
            {
                at++;
            }

            rest = rest[at..];
        }

        if (!rest.IsEmpty && rest[0].IsSymbol("="))
        {
            scope.Define(name, _expressions.Evaluate(rest[1..], scope));
            return true;
        }

        // In Kotlin 'val x: String by settings' is the property of that name; the words end in front of the colon, or with 'by y'.
        if (isKeyword && scope.File.IsKotlin && !rest.IsEmpty && rest[0].IsName("by"))
        {
            if (rest.Length == 3 && rest[1].Text is "getting" or "creating" or "named" && rest[2].Is(ScriptNodeKind.Braces))
            {
                // The name is handed over.
                _host.Call(null, hasTarget: false, new ScriptCall(rest[1].Text, rest[1].Span) { Arguments = [new ScriptText(name)], Block = rest[2] }, scope);
                return true;
            }

            var value = rest.Length == 2 ? _host.Variable(name, scope) : _expressions.Evaluate(rest[1..], scope) is ScriptText text ? text : _host.Variable(name, scope);
            scope.Define(name, value);
            return true;
        }

        return isKeyword;
    }

    private static void DefineFunction(ReadOnlySpan<ScriptNode> statement, ScriptScope scope)
    {
        for (var i = 1; i + 1 < statement.Length; i++)
        {
            if (statement[i].Is(ScriptNodeKind.Parentheses) && statement[i - 1].Kind == ScriptNodeKind.Name && statement[^1].Is(ScriptNodeKind.Braces))
            {
                scope.Define(statement[i - 1].Text, new ScriptFunction(ScriptClosure.Names(statement[i].Children), statement[^1], scope));
                return;
            }
        }
    }
}
