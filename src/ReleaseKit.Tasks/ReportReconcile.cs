using Microsoft.Build.Framework;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Reconciling;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Engine.Reconciling;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Looks again at what was to be published or put back, prints the table, writes <c>reconcile.json</c>, and fails when something is left.</summary>
[MSBuildMultiThreadableTask]
public sealed class ReportReconcile : ReleaseTask
{
    /// <summary>What <see cref="ReconcileRelease"/> gave.</summary>
    public ITaskItem[] Disagreements { get; set; } = [];

    /// <summary>Addresses and options by ecosystem.</summary>
    public ITaskItem[] EcosystemSettings { get; set; } = [];

    /// <summary>Root of the rehearsal registry; empty for the real ones.</summary>
    public string RehearsalAddress { get; set; } = "";

    /// <summary>The same items with what became of them.</summary>
    [Output]
    public ITaskItem[] Results { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var results = new List<ReconciledDisagreement>();
        foreach (var result in Disagreements.Select(ReconcileItem.Read))
        {
            results.Add(result.Status != "pending" ? result
                : result.Disagreement.Kind == DisagreementKind.PinnedFiles ? PutBack(session, result)
                : await PublishedAsync(session, result, cancellationToken));
        }

        if (!DryRun)
        {
            await Republication.RemoveAllAsync(await session.GitAsync(cancellationToken), OutputPath, cancellationToken);
        }

        await session.WriteDocumentAsync("reconcile.json", ReconcileDocument.Write(results), cancellationToken);
        Results = [.. results.Select(ReconcileItem.Of)];
        Say(results.Count == 0 ? "Registries, tags and ledgers agree." : ReconcileDocument.Render(results));
        var left = results.Where(r => r.Status != "fixed").Select(r => $"{r.Disagreement.KindName} {r.Disagreement.Subject} {r.Disagreement.Version}".Trim()).ToArray();
        if (left.Length > 0 && !DryRun)
        {
            Report(ReconcileCodes.Left.Create($"{left.Length} of {results.Count} disagreement{(results.Count == 1 ? "" : "s")} {(left.Length == 1 ? "is" : "are")} left: {string.Join(", ", left)}. The table says what mends each."));
        }
    }

    private ReconciledDisagreement PutBack(ReleaseSession session, ReconciledDisagreement result) =>
        session.Pins.IsPending || new ApplyJournal(session.Files, OutputPath).IsPending
            ? result with { Status = "left", Note = "They could not be put back; see above." }
            : result with { Status = "fixed", Note = "Put back." };

    /// <summary>The registry has the last word on whether it was published.</summary>
    private async Task<ReconciledDisagreement> PublishedAsync(ReleaseSession session, ReconciledDisagreement result, CancellationToken cancellationToken)
    {
        var workspace = await session.DiscoverAsync(cancellationToken);
        var package = workspace.Workspace.Find(PackageId.Parse(result.Disagreement.Subject))!;
        var factory = new PackageContextFactory(session.Files, OutputPath, session.Credentials, session.Ecosystems, session.Targets(EcosystemSettings, workspace, RehearsalAddress));
        try
        {
            return await session.Ecosystems[package.Ecosystem].Registry.FindAsync(factory.Create(package, result.Disagreement.Version), cancellationToken) is not null
                ? result with { Status = "fixed", Note = "Published from the commit of its tag." }
                : result with { Status = "left", Note = $"It could not be published from the commit of its tag; see above. {result.Disagreement.Repair}" };
        }
        catch (ReleaseException e)
        {
            return result with { Status = "left", Note = e.Diagnostics[0].Message };
        }
    }
}
