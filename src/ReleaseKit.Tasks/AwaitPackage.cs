using Microsoft.Build.Framework;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Waits until the registry itself serves an uploaded version.</summary>
[MSBuildMultiThreadableTask]
public sealed class AwaitPackage : PackageTask
{
    /// <inheritdoc/>
    protected override string Stage => "await";

    /// <inheritdoc/>
    protected override async Task RunStageAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        // The wait has an end and a message of its own.
        var package = Package(session);
        var start = session.Time.GetTimestamp();
        await Publication(session, package).AwaitAsync(TimeSpan.FromSeconds(TimeoutSeconds), cancellationToken);
        session.Durations.Record(package.Id, Stage, session.Time.GetElapsedTime(start));
        await RecordAsync(session, package, LedgerKind.Live, cancellationToken);
    }
}
