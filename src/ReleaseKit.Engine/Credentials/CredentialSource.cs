using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Credentials;

/// <summary>
/// Reads credentials from environment variables at the moment they are needed. Nothing is cached, written or asked for on a
/// terminal.
/// </summary>
public sealed class CredentialSource
{
    private readonly IEnvironment _environment;

    /// <summary>Credentials among these variables.</summary>
    public CredentialSource(IEnvironment environment) => _environment = environment;

    /// <summary>
    /// The credential in the configured variable, or, when none is configured, in the first of the usual variables that is
    /// set. White space around the value, such as the line break of a secret pasted into a CI service, is dropped.
    /// </summary>
    /// <param name="usual">The variables an ecosystem's own clients read, in order of preference.</param>
    /// <param name="configured">The variable that configuration names; it alone counts then. Null or empty for none.</param>
    /// <returns>The credential, or null when the variables are unset or blank.</returns>
    public Secret? Find(IEnumerable<string> usual, string? configured = null)
    {
        var names = string.IsNullOrWhiteSpace(configured) ? usual : [configured.Trim()];
        foreach (var name in names)
        {
            if (_environment.Get(name)?.Trim() is { Length: > 0 } value)
            {
                return new Secret(value, name);
            }
        }

        return null;
    }
}
