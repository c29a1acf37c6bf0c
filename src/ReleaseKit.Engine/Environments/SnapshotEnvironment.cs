namespace ReleaseKit.Engine.Environments;

/// <summary>
/// Variables that somebody else holds: a task's own environment in a multithreaded build, or a test's dictionary. The
/// snapshot is taken once, at the first question.
/// </summary>
public sealed class SnapshotEnvironment : IEnvironment
{
    private readonly Lazy<IReadOnlyDictionary<string, string>> _variables;

    /// <summary>Variables given by a function, called at the first question.</summary>
    public SnapshotEnvironment(Func<IReadOnlyDictionary<string, string>> snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        _variables = new Lazy<IReadOnlyDictionary<string, string>>(() => new Dictionary<string, string>(snapshot(), NameComparer));
    }

    /// <summary>These variables and no others.</summary>
    public SnapshotEnvironment(IReadOnlyDictionary<string, string> variables)
        : this(() => variables)
    {
    }

    /// <summary>How this operating system compares variable names.</summary>
    public static StringComparer NameComparer => OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <inheritdoc/>
    public string? Get(string name) => _variables.Value.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> All() => _variables.Value;
}
