using System.Collections.Immutable;

namespace ReleaseKit.Engine.Publishing;

/// <summary>What MSBuild properties say about one ecosystem; null and empty mean "not said".</summary>
public sealed record EcosystemSetting
{
    /// <summary>The ecosystem's id.</summary>
    public required string Ecosystem { get; init; }

    /// <summary>Address for uploads.</summary>
    public string? Registry { get; init; }

    /// <summary>Address for installs, where it differs.</summary>
    public string? Index { get; init; }

    /// <summary>Name of the environment variable that holds the credential.</summary>
    public string? TokenVariable { get; init; }

    /// <summary>Name of the environment variable that holds a token of identity from the CI service.</summary>
    public string? IdTokenVariable { get; init; }

    /// <summary>When a CI service may vouch for uploads, see <see cref="Credentials.TrustChoice.Of"/>.</summary>
    public string? TrustedPublishing { get; init; }

    /// <summary>The adapter's own options by name.</summary>
    public ImmutableSortedDictionary<string, string> Options { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Reads <c>Name=Value;Name=Value</c>; empty values are left out.</summary>
    public static ImmutableSortedDictionary<string, string> ParseOptions(string text) => text
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair.Length == 2 && pair[1].Length > 0)
        .ToImmutableSortedDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
