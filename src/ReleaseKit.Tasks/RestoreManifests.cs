using Microsoft.Build.Framework;
using ReleaseKit.Core.Packages;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Puts pinned manifests back byte for byte: one package's, or all that any earlier run left behind.</summary>
[MSBuildMultiThreadableTask]
public sealed class RestoreManifests : ReleaseTask
{
    /// <summary>The package's id; empty for everything in the journal, half-applied plans included.</summary>
    public string Package { get; set; } = "";

    /// <inheritdoc/>
    protected override Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        if (Package.Length > 0)
        {
            session.Pins.Restore(PackageId.Parse(Package));
            return Task.CompletedTask;
        }

        foreach (var file in session.Pins.RestoreEverything())
        {
            Say($"{file}: put back as it was before an earlier run was interrupted.");
        }

        return Task.CompletedTask;
    }
}
