using System.Collections.Concurrent;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Checking;

/// <summary>Whose credentials are, asked once for each registry and credential, however many packages and checks want to know.</summary>
public sealed class RegistryAccounts
{
    private readonly ConcurrentDictionary<(string Ecosystem, Uri Registry, string? Source), Lazy<Task<AccountAnswer>>> _answers = new();
    private readonly EcosystemCatalog _ecosystems;

    /// <summary>Nobody was asked yet.</summary>
    public RegistryAccounts(EcosystemCatalog ecosystems) => _ecosystems = ecosystems;

    /// <summary>As <see cref="IRegistryAccount.WhoAsync"/>.</summary>
    public Task<AccountAnswer> WhoAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var key = (package.Id.Ecosystem, package.Endpoint.Registry, package.Endpoint.Token?.Source);
        return _answers.GetOrAdd(key, _ => new Lazy<Task<AccountAnswer>>(() => _ecosystems[package.Id.Ecosystem].Account.WhoAsync(package, cancellationToken))).Value;
    }
}
