using Microsoft.Build.Framework;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Scheduling;
using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Engine.Scheduling;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>
/// Uploads a package's artifacts with its ecosystem's client, unless the registry serves these very bytes already. What fails
/// for a reason that passes is tried again. A cancelled build finishes an upload that has begun, and begins none.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class PublishPackage : PackageTask
{
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>The artifacts that <see cref="BuildPackage"/> gave.</summary>
    [Required]
    public ITaskItem[] Artifacts { get; set; } = [];

    /// <summary>What is done to packages, see <see cref="PublicationMode"/>.</summary>
    public string Mode { get; set; } = "";

    /// <summary>How often an upload is tried in all.</summary>
    public int Attempts { get; set; } = 5;

    /// <summary>How long a registry may take to show what it refuses as taken, in seconds.</summary>
    public int AwaitTimeoutSeconds { get; set; } = 600;

    /// <summary>Whether anything was uploaded.</summary>
    [Output]
    public bool Uploaded { get; set; }

    /// <inheritdoc/>
    protected override string Stage => "publish";

    /// <inheritdoc/>
    protected override async Task RunStageAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var signals = BuildEngine4.GetRegisteredTaskObject(RunSignals.Key(OutputPath), RegisteredTaskObjectLifetime.Build) as RunSignals;
        using var running = signals?.Uploads.Begin();
        using var finished = new CancellationTokenSource();
        var watch = new StopRequest(OutputPath).WatchAsync(base.Stop, session.Time, _stopping.Token, finished.Token);
        try
        {
            await UploadAsync(session, Package(session), cancellationToken);
        }
        finally
        {
            await finished.CancelAsync();
            await watch;
        }
    }

    /// <inheritdoc/>
    protected override void Stop()
    {
        _stopping.Cancel();
        Log.LogMessage(MessageImportance.High, "{0}", $"{Context[0].ItemSpec}: an upload that has begun is finished first; another Ctrl-C stops it at once.");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stopping.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task UploadAsync(ReleaseSession session, PackageContext package, CancellationToken cancellationToken)
    {
        var ledger = await session.LedgerAsync(cancellationToken);
        var adapter = session.Ecosystems[package.Id.Ecosystem];
        await using var trusted = new TrustedPublisher(adapter, session.Identity, session.Time, Say);
        adapter = adapter with { Publisher = Announced(adapter with { Publisher = trusted }, ledger) };
        var gated = adapter with
        {
            Publisher = new GatedPublisher(adapter, session.Gate, Budget(package), Limit(session), Say, took => session.Durations.Record(package.Id, Stage, took), _stopping.Token),
        };
        var publication = new PackagePublication(gated, package, session.Time);
        var artifacts = FromItems(Artifacts);
        if (Mode == PublicationMode.Promote && artifacts.FirstOrDefault(a => !File.Exists(a.Path) || Artifact.FromFile(a.Path).Sha512 != a.Sha512) is { } altered)
        {
            throw new ReleaseException(ArtifactCodes.Altered.Create($"{altered.Path} has changed since this run began. Bring the folder over again."));
        }

        var upload = new PatientUpload(
            adapter.Registry, session.Gate, new UploadPatience(Math.Max(1, Attempts), TimeSpan.FromSeconds(AwaitTimeoutSeconds)), session.Time, Random.Shared.NextDouble, Say);
        Uploaded = await upload.RunAsync(package, token => publication.PublishAsync(artifacts, token), _stopping.Token, cancellationToken);
        if (Uploaded)
        {
            await ledger.AppendAsync(LedgerKind.Upload, LedgerPhase.Outcome, package.Id, package.Version, [], cancellationToken);
        }

        Say(Uploaded
            ? $"{package.Id.Name} {package.Version} -> {package.Endpoint.Registry}"
            : $"{package.Id.Name} {package.Version} is on {package.Endpoint.Registry} already, with the same content");
    }

    /// <summary>Other machines know what is uploaded before the first byte of it leaves this one.</summary>
    private static AnnouncedPublisher Announced(EcosystemAdapter adapter, RunLedger ledger) => new(adapter.Publisher, async (package, artifacts, token) =>
    {
        var digests = await LedgerDigests.OfAsync(adapter.Registry, artifacts, token);
        await ledger.AppendAsync(LedgerKind.Upload, LedgerPhase.Intent, package.Id, package.Version, digests, token);
        await ledger.FlushAsync(token);
    });

    private RegistryBudget Budget(PackageContext package) =>
        Context[0].GetMetadata("Budget") is { Length: > 0 } budget ? RegistryBudget.Parse(budget) : RegistryBudget.For(package.Endpoint.Registry);
}
