using System.Collections.Immutable;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>What a registry tells about people: whose a credential is, and who may publish a package.</summary>
public interface IRegistryAccount
{
    /// <summary>Whose the upload credential of a package is. A registry that does not tell is no error.</summary>
    Task<AccountAnswer> WhoAsync(PackageContext package, CancellationToken cancellationToken);

    /// <summary>The accounts that own a package, in ordinal order; empty when the registry does not tell, or does not know the package.</summary>
    Task<ImmutableArray<string>> OwnersAsync(PackageContext package, CancellationToken cancellationToken);
}

/// <summary>Whose a credential is.</summary>
/// <param name="Name">The account; null when the registry does not tell.</param>
/// <param name="IsRefused">Whether the registry said that the credential is no good.</param>
public sealed record AccountAnswer(string? Name, bool IsRefused = false)
{
    /// <summary>The registry cannot be asked.</summary>
    public static AccountAnswer Unknown { get; } = new(Name: null);
}
