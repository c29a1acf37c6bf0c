using System.Collections.Immutable;
using ReleaseKit.Engine.Ecosystems.DotNet.Clients;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>Asks the search of a NuGet feed for owners. Whose a key is no feed tells.</summary>
public sealed class NuGetAccount : IRegistryAccount
{
    private readonly NuGetFeed _feed;

    internal NuGetAccount(NuGetFeed feed) => _feed = feed;

    /// <inheritdoc/>
    public Task<AccountAnswer> WhoAsync(PackageContext package, CancellationToken cancellationToken) => Task.FromResult(AccountAnswer.Unknown);

    /// <inheritdoc/>
    public async Task<ImmutableArray<string>> OwnersAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        try
        {
            return await _feed.OwnersAsync(package, package.Id.Name, cancellationToken);
        }
        catch (Core.Diagnostics.ReleaseException)
        {
            return [];
        }
    }
}
