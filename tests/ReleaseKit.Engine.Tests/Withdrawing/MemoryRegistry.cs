using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Tests.Withdrawing;

/// <summary>A registry that knows versions and what was withdrawn, and can lag or refuse.</summary>
internal sealed class MemoryRegistry : IRegistry, IWithdrawal
{
    public HashSet<string> Versions { get; } = [];

    public HashSet<string> Withdrawn { get; } = [];

    /// <summary>Withdrawals in their order.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Whether it shows what was withdrawn.</summary>
    public bool Lags { get; set; }

    public WithdrawalKind Kind { get; set; } = WithdrawalKind.Deprecate;

    /// <summary>What happens when this version is withdrawn.</summary>
    public Func<string, Exception?> Fails { get; set; } = _ => null;

    public RegistryEndpoint Default { get; } = new(new Uri("https://registry.test/"), new Uri("https://registry.test/"), null);

    public ImmutableArray<string> TokenVariables => ["TOKEN"];

    public WithdrawalCapability Capability(PackageContext package) => new(Kind, true, "stays", "Do it there");

    /// <summary>Versions about which it cannot be asked.</summary>
    public HashSet<string> Unreachable { get; } = [];

    public Task<PublishedVersion?> FindAsync(PackageContext package, CancellationToken cancellationToken) => Task.FromResult(
        Unreachable.Contains(Name(package)) ? throw new ReleaseException(RegistryCodes.Unreachable.Create("registry.test is down."))
        : Versions.Contains(Name(package)) ? new PublishedVersion(package.Version, [new PublishedFile($"{package.Id.Name}.tgz", new Uri("https://registry.test/x"))]) : null);

    public Task<bool> KnowsAsync(PackageContext package, CancellationToken cancellationToken) => Task.FromResult(Versions.Any(v => v.StartsWith(package.Id.Name + " ", StringComparison.Ordinal)));

    public Task DownloadAsync(PackageContext package, PublishedFile file, string destination, CancellationToken cancellationToken) =>
        File.WriteAllTextAsync(destination, "served", cancellationToken);

    public Task<bool> IsSameAsync(Artifact built, string downloadedPath, CancellationToken cancellationToken) => Task.FromResult(false);

    public Task<bool> IsWithdrawnAsync(PackageContext package, CancellationToken cancellationToken) => Task.FromResult(!Lags && Withdrawn.Contains(Name(package)));

    public Task<string> WithdrawAsync(PackageContext package, string reason, CancellationToken cancellationToken)
    {
        if (Fails(Name(package)) is { } failure)
        {
            throw failure;
        }

        Calls.Add($"{Name(package)}: {reason}");
        Withdrawn.Add(Name(package));
        return Task.FromResult("deprecated");
    }

    private static string Name(PackageContext package) => $"{package.Id.Name} {package.Version}";
}
