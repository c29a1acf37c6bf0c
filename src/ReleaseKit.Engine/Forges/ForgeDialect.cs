using System.Collections.Immutable;
using ReleaseKit.Core.Forges;
using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Forges;

/// <summary>What differs between forges before the first request: addresses, variables, headers.</summary>
internal sealed record ForgeDialect
{
    /// <summary>The kind as in the key <c>forge</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The host that everybody uses, such as <c>github.com</c>; a token of the usual variables may always go there.</summary>
    public required ImmutableArray<string> PublicHosts { get; init; }

    /// <summary>Base of the API for a forge at an address, without a trailing slash.</summary>
    public required Func<Uri, string> Api { get; init; }

    /// <summary>How the API's path ends on any host, such as <c>/api/v4</c>; what is not there in <c>forge_url</c> is added. Empty for nothing.</summary>
    public required string ApiSuffix { get; init; }

    /// <summary>What CI says of the repository and its forge; null outside of that CI.</summary>
    public required Func<IEnvironment, ForgeCi?> Ci { get; init; }

    /// <summary>Credentials of the usual variables, in order of preference, for an API; not those of files.</summary>
    public required Func<IEnvironment, bool, IEnumerable<ForgeAccount>> Accounts { get; init; }

    /// <summary>A token as a credential, whatever it came from.</summary>
    public required Func<Core.Secrets.Secret, ForgeAccount> Token { get; init; }

    /// <summary>The file of the forge's own client that may hold a token; null for none.</summary>
    public Func<IEnvironment, string, ForgeAccount?>? ClientAccount { get; init; }

    /// <summary>A variable with the host that the forge's own client speaks to; null for none.</summary>
    public string? HostVariable { get; init; }

    /// <summary>What to do about a missing credential: a sentence.</summary>
    public required string Remedy { get; init; }

    /// <summary>Headers of every request.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Further origins that a credential for that API is valid for.</summary>
    public Func<Uri, ImmutableArray<Uri>> Origins { get; init; } = _ => [];

    /// <summary>The adapter.</summary>
    public required Func<ForgeHttp, ForgeRepository, IForge> Create { get; init; }
}
