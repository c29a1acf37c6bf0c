using Microsoft.Build.Framework;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Waits until the registry itself serves an uploaded version.</summary>
[MSBuildMultiThreadableTask]
public sealed class AwaitPackage : PackageTask
{
    /// <summary>How long to wait, in seconds.</summary>
    public int TimeoutSeconds { get; set; } = 600;

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken) =>
        await Publication(session, Package(session)).AwaitAsync(TimeSpan.FromSeconds(TimeoutSeconds), cancellationToken);
}
