using System.Collections.Immutable;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>For registries that tell nothing about people, such as PyPI.</summary>
public sealed class NoRegistryAccount : IRegistryAccount
{
    private NoRegistryAccount()
    {
    }

    /// <summary>The only one.</summary>
    public static NoRegistryAccount Instance { get; } = new();

    /// <inheritdoc/>
    public Task<AccountAnswer> WhoAsync(PackageContext package, CancellationToken cancellationToken) => Task.FromResult(AccountAnswer.Unknown);

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> OwnersAsync(PackageContext package, CancellationToken cancellationToken) => Task.FromResult(ImmutableArray<string>.Empty);
}
