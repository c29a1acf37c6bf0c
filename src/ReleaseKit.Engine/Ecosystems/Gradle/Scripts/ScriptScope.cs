using System.Diagnostics.CodeAnalysis;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

/// <summary>The variables and functions that a statement sees.</summary>
/// <param name="file">The script it stands in.</param>
/// <param name="parent">The scope around it; null for a script's own.</param>
internal sealed class ScriptScope(ScriptFile file, ScriptScope? parent = null)
{
    private readonly Dictionary<string, object?> _variables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ScriptFunction> _functions = new(StringComparer.Ordinal);

    /// <summary>The script that the nodes come from.</summary>
    public ScriptFile File => file;

    /// <summary>The object that words without another one belong to; null for the script's own.</summary>
    public object? Receiver { get; init; } = parent?.Receiver;

    public bool TryFind(string name, out object? value)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._variables.TryGetValue(name, out value))
            {
                return true;
            }
        }

        value = null;
        return false;
    }

    public bool TryFindFunction(string name, [NotNullWhen(true)] out ScriptFunction? function)
    {
        function = null;
        for (var scope = this; scope is not null && function is null; scope = scope.Outer)
        {
            scope._functions.TryGetValue(name, out function);
        }

        return function is not null;
    }

    public void Define(string name, object? value) => _variables[name] = value;

    public void Define(string name, ScriptFunction function) => _functions[name] = function;

    /// <summary>Gives a variable that is defined already another value; false when none is.</summary>
    public bool TryAssign(string name, object? value)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._variables.ContainsKey(name))
            {
                scope._variables[name] = value;
                return true;
            }
        }

        return false;
    }

    private ScriptScope? Outer => parent;
}

/// <summary>A function that a script defines.</summary>
/// <param name="Parameters">Their names.</param>
/// <param name="Body">Its block.</param>
/// <param name="Scope">Where it was defined.</param>
internal sealed record ScriptFunction(IReadOnlyList<string> Parameters, ScriptNode Body, ScriptScope Scope);
