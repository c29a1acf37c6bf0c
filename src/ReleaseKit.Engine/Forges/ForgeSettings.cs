using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Forges;

namespace ReleaseKit.Engine.Forges;

/// <summary>What configuration and the repository say about its forge.</summary>
public sealed record ForgeSettings
{
    /// <summary>What a configuration says.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="remoteUrl">The address of the remote that is pushed to; null when there is none.</param>
    /// <param name="tokenVariable">The variable that holds the token; null or empty for the usual ones.</param>
    public static ForgeSettings Of(ReleaseConfiguration configuration, string? remoteUrl, string? tokenVariable)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new ForgeSettings
        {
            Kind = configuration.Forge, RepositoryUrl = configuration.RepositoryUrl, ForgeUrl = configuration.ForgeUrl,
            RemoteUrl = remoteUrl, TokenVariable = tokenVariable,
        };
    }

    /// <summary>The key <c>forge</c>; null when it is to be found out.</summary>
    public ForgeKind? Kind { get; init; }

    /// <summary>The key <c>repository_url</c>; null for the address of the remote.</summary>
    public string? RepositoryUrl { get; init; }

    /// <summary>The key <c>forge_url</c>: base of the API; null for the usual one of the host.</summary>
    public string? ForgeUrl { get; init; }

    /// <summary>The address of the remote that is pushed to, in any of git's forms; null when there is none.</summary>
    public string? RemoteUrl { get; init; }

    /// <summary>The variable that holds the token; it alone counts then, and goes to whatever forge is configured. Null for the usual ones.</summary>
    public string? TokenVariable { get; init; }
}
