using System.Collections.Immutable;

namespace ReleaseKit.Engine.Forges;

/// <summary>Where a forge's API is and how it is spoken to.</summary>
public sealed record ForgeEndpoint
{
    /// <summary>The API's base without a trailing slash, such as <c>https://api.github.com</c>.</summary>
    public required Uri Api { get; init; }

    /// <summary>Who asks; null for nobody, which lets public repositories be read.</summary>
    public ForgeAccount? Account { get; init; }

    /// <summary>Further origins that the account is valid for, such as the one that takes uploads.</summary>
    public ImmutableArray<Uri> Origins { get; init; } = [];

    /// <summary>What to do about a credential that is missing or refused: a sentence that names the variables.</summary>
    public required string Remedy { get; init; }

    /// <summary>Headers of every request, credentials apart.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];
}
