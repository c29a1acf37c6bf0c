using ReleaseKit.Core.Withdrawing;

namespace ReleaseKit.Engine.Ecosystems.Python;

/// <summary>Yanking, for which PyPI has a page and no interface for programs. Whether it was done can be seen in the index.</summary>
public sealed class PythonWithdrawal : IWithdrawal
{
    private readonly PythonRegistry _registry;

    internal PythonWithdrawal(PythonRegistry registry) => _registry = registry;

    /// <inheritdoc/>
    public WithdrawalCapability Capability(PackageContext package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var host = package.Endpoint.Registry.Host.ToLowerInvariant() switch
        {
            "upload.pypi.org" => "https://pypi.org",
            "test.pypi.org" => "https://test.pypi.org",
            _ => null,
        };
        var where = host is null
            ? "on the index's own pages"
            : $"with Options, Yank on {host}/manage/project/{Uri.EscapeDataString(package.Id.Name)}/release/{Uri.EscapeDataString(package.Version)}/";
        return new WithdrawalCapability(WithdrawalKind.None, IsReversible: true, "the version stays as it is until a person yanks it", $"Yank it {where}");
    }

    /// <inheritdoc/>
    public async Task<bool> IsWithdrawnAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        return await _registry.FindAsync(package, cancellationToken) is { } published && published.Files.All(f => f.IsYanked);
    }

    /// <inheritdoc/>
    public Task<string> WithdrawAsync(PackageContext package, string reason, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Python indexes let nothing be taken back by programs.");
}
