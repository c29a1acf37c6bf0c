using System.Text.Json;
using ReleaseKit.Core.Versions;
using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.Ecosystems.Go.Clients;
using ReleaseKit.Engine.Ecosystems.Go.Modules;

namespace ReleaseKit.Engine.Ecosystems.Go;

/// <summary>
/// Retraction, which a later version of the module says in its own <c>go.mod</c>: nothing can be done to what is published, so
/// the line to release is told.
/// </summary>
public sealed class GoWithdrawal : IWithdrawal
{
    private readonly GoRegistry _registry;
    private readonly GoTools _tools;

    internal GoWithdrawal(GoRegistry registry, GoTools tools) => (_registry, _tools) = (registry, tools);

    /// <inheritdoc/>
    public WithdrawalCapability Capability(PackageContext package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var manifest = Path.GetRelativePath(package.WorkspaceRoot, package.Manifest).Replace('\\', '/');
        return new WithdrawalCapability(
            WithdrawalKind.None, IsReversible: true, "proxies keep the version for ever; once a later version retracts it, clients warn and choose another one",
            $"Add the line 'retract v{package.Version.TrimStart('v')} // why' to {manifest} and release a patch");
    }

    /// <inheritdoc/>
    public async Task<bool> IsWithdrawnAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        if (await _registry.FindAsync(package, cancellationToken) is null)
        {
            return false;
        }

        var folder = GoTools.EmptyScratch(package, "retracted");
        var module = $"{ModulePath.For(package.Id.Name, package.Version)}@{GoVersion.Parse(package.Version)}";
        var result = await _tools.RunAsync(package, "retracted", folder, _tools.Consumer(package, Path.Combine(folder, "cache")), ["list", "-m", "-retracted", "-json", module], cancellationToken);
        return result.Succeeded && JsonDocument.Parse(result.Output).RootElement.TryGetProperty("Retracted", out _);
    }

    /// <inheritdoc/>
    public Task<string> WithdrawAsync(PackageContext package, string reason, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A version of a Go module is retracted by a later one.");
}
