using System.Collections.Immutable;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Ecosystems.Npm.Clients;

/// <summary>What one run of a client gets in its environment beyond that of the build.</summary>
internal sealed record ClientEnvironment
{
    private static readonly ImmutableArray<string> CredentialWords = ["TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL", "API_KEY", "APIKEY", "_AUTH"];

    /// <summary>Variables to set, or with null to remove.</summary>
    public ImmutableDictionary<string, string?> Variables { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>Variables whose values are credentials.</summary>
    public ImmutableDictionary<string, Secret> Secrets { get; init; } = ImmutableDictionary<string, Secret>.Empty;

    /// <summary>
    /// An environment without anything whose name speaks of a credential: what runs in it is code of published packages and
    /// of their dependencies, which must not see the tokens of the release.
    /// </summary>
    public static ClientEnvironment WithoutCredentials(IEnvironment environment) => new()
    {
        Variables = environment.All().Keys
            .Where(name => CredentialWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .ToImmutableDictionary(name => name, _ => (string?)null),
    };
}
