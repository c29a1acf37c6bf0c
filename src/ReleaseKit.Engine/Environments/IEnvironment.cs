namespace ReleaseKit.Engine.Environments;

/// <summary>The environment variables of the build; read for credentials, tool look-up and CI facts only.</summary>
public interface IEnvironment
{
    /// <summary>The value, or null when unset or empty.</summary>
    string? Get(string name);

    /// <summary>All variables, to start a child with.</summary>
    IReadOnlyDictionary<string, string> All();
}
