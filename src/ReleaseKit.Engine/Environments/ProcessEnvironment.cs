using System.Collections;

namespace ReleaseKit.Engine.Environments;

/// <summary>The variables of this process, read anew at each question.</summary>
public sealed class ProcessEnvironment : IEnvironment
{
    /// <inheritdoc/>
    public string? Get(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> All()
    {
        var variables = new Dictionary<string, string>(SnapshotEnvironment.NameComparer);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables[(string)variable.Key] = (string?)variable.Value ?? "";
        }

        return variables;
    }
}
