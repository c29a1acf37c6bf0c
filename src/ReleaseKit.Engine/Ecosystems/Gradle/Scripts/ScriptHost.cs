namespace ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

/// <summary>What the words of a script mean. Whatever is not known is null and harms nothing.</summary>
internal abstract class ScriptHost
{
    /// <summary>A word that no variable of the script has.</summary>
    public abstract object? Variable(string name, ScriptScope scope);

    /// <summary>A property of a value, <c>value.name</c> or <c>value["name"]</c>.</summary>
    public abstract object? Member(object? target, string name, ScriptScope scope);

    /// <summary>A call on a value; on the receiver of the scope when the target is null.</summary>
    public abstract object? Call(object? target, bool hasTarget, ScriptCall call, ScriptScope scope);

    /// <summary>An assignment.</summary>
    public abstract void Assign(object? target, bool hasTarget, string name, object? value, ScriptScope scope);

    /// <summary>Statements that are not followed, such as classes.</summary>
    public virtual void Skipped(ReadOnlySpan<ScriptNode> statement)
    {
    }
}
