using Microsoft.Build.Framework;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Engine.Scheduling;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Builds a package's artifacts with its ecosystem's client, or takes those of an interrupted run again.</summary>
[MSBuildMultiThreadableTask]
public sealed class BuildPackage : PackageTask
{
    /// <summary>What is done to packages, see <see cref="PublicationMode"/>.</summary>
    public string Mode { get; set; } = "";

    /// <summary>The artifacts, see <see cref="PackageTask.ToItems"/>.</summary>
    [Output]
    public ITaskItem[] Artifacts { get; set; } = [];

    /// <inheritdoc/>
    protected override string Stage => "build";

    /// <inheritdoc/>
    protected override async Task RunStageAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var package = Package(session);
        var store = new ArtifactStore(package);
        if (Mode == PublicationMode.Pack && store.Load() is { } built && built.Commit != Commit)
        {
            store.Clear(); // Whether they were uploaded is no question for those who pack, perhaps without a network.
        }

        var adapter = session.Ecosystems[package.Id.Ecosystem];
        var measured = adapter with { Packager = new MeasuredPackager(adapter.Packager, session.Time, took => session.Durations.Record(package.Id, Stage, took)) };
        var publication = new PackagePublication(measured, package, session.Time);
        var ledger = await session.LedgerAsync(cancellationToken);
        var earlier = ledger.Earlier();
        var uploads = earlier.Uploads(package.Id, package.Version);
        var artifacts = await Limit(session).RunAsync(package.Id, package.Version, token => publication.BuildAsync(Commit, uploads, token), cancellationToken);
        var digests = await LedgerDigests.OfAsync(adapter.Registry, artifacts, cancellationToken);
        if (!earlier.HasBuild(package.Id, package.Version, digests))
        {
            await ledger.AppendAsync(LedgerKind.Build, LedgerPhase.Outcome, package.Id, package.Version, digests, cancellationToken);
        }

        Artifacts = ToItems(artifacts);
    }
}
