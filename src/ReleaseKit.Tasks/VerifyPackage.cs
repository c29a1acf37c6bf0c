using Microsoft.Build.Framework;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Downloads a package, compares digests, and has its ecosystem's client install and load it in a clean place.</summary>
[MSBuildMultiThreadableTask]
public sealed class VerifyPackage : PackageTask
{
    /// <summary>The artifacts that <see cref="BuildPackage"/> gave.</summary>
    [Required]
    public ITaskItem[] Artifacts { get; set; } = [];

    /// <summary>Whether to install and load; digests are compared always.</summary>
    public bool SmokeTest { get; set; } = true;

    /// <summary>The command with which a person installs the package.</summary>
    [Output]
    public string InstallCommand { get; set; } = "";

    /// <inheritdoc/>
    protected override string Stage => "verify";

    /// <inheritdoc/>
    protected override async Task RunStageAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var package = Package(session);
        var loaded = await WithinLimitAsync(
            session, package, token => Publication(session, package).VerifyAsync(FromItems(Artifacts), SmokeTest, token), cancellationToken);
        InstallCommand = session.Ecosystems[package.Id.Ecosystem].Consumer.InstallCommand(package);
        await RecordAsync(session, package, LedgerKind.Verify, cancellationToken);
        Say($"{package.Id.Name} {package.Version} verified: {loaded}");
    }
}
