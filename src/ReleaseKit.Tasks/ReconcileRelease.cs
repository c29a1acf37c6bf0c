using System.Collections.Immutable;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Reconciling;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Engine.Reconciling;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>
/// Compares registries, tags and ledgers, and mends what git alone can mend. What has to be published is prepared, and
/// <see cref="ReportReconcile"/> has the last word.
/// </summary>
[MSBuildMultiThreadableTask]
public sealed class ReconcileRelease : ReleaseTask
{
    /// <summary>Whether to mend; the lease is held then.</summary>
    public bool Fix { get; set; }

    /// <summary>Only packages of this group; empty for all.</summary>
    public string Group { get; set; } = "";

    /// <summary>Only these packages, ids or names separated by semicolons; empty for all.</summary>
    public string Packages { get; set; } = "";

    /// <summary>Whether tags are pushed, so that the remote's are compared.</summary>
    public bool Push { get; set; } = true;

    /// <summary>The remote; empty to find it.</summary>
    public string Remote { get; set; } = "";

    /// <summary>Name of the variable that holds the forge's token; empty for the usual ones.</summary>
    public string ForgeTokenVariable { get; set; } = "";

    /// <summary>The name of this run.</summary>
    public string Runner { get; set; } = "";

    /// <summary>Who held the remote's lease and was dead, when this run took it; empty otherwise.</summary>
    public string ReplacedLease { get; set; } = "";

    /// <summary>Addresses and options by ecosystem.</summary>
    public ITaskItem[] EcosystemSettings { get; set; } = [];

    /// <summary>Root of the rehearsal registry; empty for the real ones.</summary>
    public string RehearsalAddress { get; set; } = "";

    /// <summary>
    /// One item for each disagreement: the package's id or the ref, with metadata <c>Kind</c>, <c>Version</c>, <c>Status</c> (<c>found</c>,
    /// <c>fixed</c>, <c>left</c>, <c>pending</c> for what has to be published or put back first), <c>Message</c>, <c>Repair</c>, <c>Note</c> and <c>Sources</c>.
    /// </summary>
    [Output]
    public ITaskItem[] Disagreements { get; set; } = [];

    /// <summary>Work trees in which <c>Publish</c> has to run: absolute path, with metadata <c>OutputPath</c>.</summary>
    [Output]
    public ITaskItem[] Republications { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var git = await session.GitAsync(cancellationToken);
        var workspace = await session.DiscoverAsync(cancellationToken);
        var remote = Push ? (await git.Remotes().FindTargetAsync(Remote, cancellationToken))?.Remote : null;
        var factory = new PackageContextFactory(session.Files, OutputPath, session.Credentials, session.Ecosystems, session.Targets(EcosystemSettings, workspace, RehearsalAddress));
        var records = await ReleaseRecord.ReadAllAsync(git, OutputPath, remote, cancellationToken);
        var selected = ReconcileScope.Select(workspace, Group, Packages.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        var facts = await new ReconcileSurvey(git, workspace, session.Ecosystems, factory.Create, remote).AskAsync(selected, records, cancellationToken);
        using var forge = remote is null ? null : await ForgeSession.OpenAsync(session, ForgeTokenVariable, cancellationToken);
        var review = forge?.Review(session, git, workspace, [.. records.Select(r => r.Plan).OfType<ReleasePlan>()]);
        var found = Comparison.Compare(facts).AddRange(OpenReleases.Judge(records, facts)).AddRange(await SurroundingsAsync(session, git, remote, cancellationToken))
            .AddRange(forge is null ? [] : await AskForgeAsync(forge, review, facts, records, remote!, cancellationToken));
        if (!Fix || DryRun)
        {
            Disagreements = [.. found.Select(d => ReconcileItem.Of(new ReconciledDisagreement(d, "found", Fix && !d.CanBeFixed ? $"Not from here. {d.Repair}" : "")))];
            return;
        }

        var repair = new ReconcileRepair(git, new ReleaseBook(git, OutputPath, remote, session.Time), remote, Runner, facts, records);
        var results = new Dictionary<Disagreement, ReconciledDisagreement>();
        foreach (var disagreement in found.OrderBy(Turn))
        {
            results[disagreement] = !disagreement.CanBeFixed ? new ReconciledDisagreement(disagreement, "left")
                : disagreement.Kind is DisagreementKind.TagWithoutPackage or DisagreementKind.PinnedFiles ? new ReconciledDisagreement(disagreement, "pending")
                : review is not null && disagreement.Kind is DisagreementKind.ForgeReleaseMissing or DisagreementKind.ForgeReleaseDraft ? await review.MendAsync(disagreement, cancellationToken)
                : disagreement.Kind == DisagreementKind.LeftoverLease ? new ReconciledDisagreement(disagreement, "fixed", "Taken, and given back at the end of this run.")
                : await repair.MendAsync(disagreement, cancellationToken);
        }

        Disagreements = [.. found.Select(d => ReconcileItem.Of(results[d]))];
        await PrepareAsync(git, workspace, facts, found, cancellationToken);
    }

    /// <summary>What the forge's releases say; nothing when it cannot be asked, which is told and is no disagreement.</summary>
    private async Task<ImmutableArray<Disagreement>> AskForgeAsync(
        ForgeSession forge, ForgeReview? review, ImmutableArray<VersionFacts> facts, ImmutableArray<ReleaseRecord> records, string remote, CancellationToken cancellationToken)
    {
        var why = forge.Absence;
        try
        {
            if (review is not null)
            {
                return await review.AskAsync(facts, records, remote, Say, cancellationToken);
            }
        }
        catch (ReleaseException e) when (e.Diagnostics[0].Code.StartsWith("RK-FORGE-", StringComparison.Ordinal))
        {
            why = $"{e.Diagnostics[0].Code}: {e.Diagnostics[0].Message}";
        }

        if (why.Length > 0)
        {
            Say($"The releases of {forge.Name} are not compared. {why}");
        }

        return [];
    }

    /// <summary>Tags of the remote are fetched before they are published from, and ledgers closed when all else is mended.</summary>
    private static int Turn(Disagreement disagreement) => disagreement.Kind switch
    {
        DisagreementKind.TagOnlyThere => 0,
        DisagreementKind.LeftoverRef or DisagreementKind.UnclosedLedger => 2,
        _ => 1,
    };

    private async Task PrepareAsync(IRepository git, DiscoveredWorkspace workspace, ImmutableArray<VersionFacts> facts, ImmutableArray<Disagreement> found, CancellationToken cancellationToken)
    {
        await Republication.RemoveAllAsync(git, OutputPath, cancellationToken);
        var missing = found.Where(d => d.Kind == DisagreementKind.TagWithoutPackage).Select(d => facts.First(f => f.Package.ToString() == d.Subject && f.Version == d.Version));
        var prepared = await Republication.PrepareAsync(git, workspace.Workspace, OutputPath, missing, cancellationToken);
        Republications = [.. prepared.Select(p => new TaskItem(MSBuildText.Escape(p.Root), new Dictionary<string, string> { ["OutputPath"] = MSBuildText.Escape(p.OutputPath) }))];
    }

    /// <summary>What is under way, or was left by what is not any more.</summary>
    private async Task<IEnumerable<Disagreement>> SurroundingsAsync(ReleaseSession session, IRepository git, string? remote, CancellationToken cancellationToken)
    {
        var found = new List<Disagreement>();
        if (ReplacedLease.Length > 0)
        {
            found.Add(LeaseFinding.Dead(ReplacedLease));
        }

        if ((!Fix || DryRun) && remote is not null &&
            await LeaseFinding.LookAsync(git, remote, new RunnerIdentity(session.Environment, git.Facts.GitDirectory).IsAlive, cancellationToken) is { } lease)
        {
            found.Add(lease);
        }

        RelativePath[] pinned = [.. session.Pins.PendingFiles.Concat(new ApplyJournal(session.Files, OutputPath).PendingFiles).Distinct().Order()];
        var isOurs = BuildEngine4.GetRegisteredTaskObject(session.LeaseKey, RegisteredTaskObjectLifetime.Build) is not null;
        using var alone = isOurs ? null : LocalLease.TryTake(git.Facts.GitDirectory);
        if (pinned.Length > 0 && (isOurs || alone is not null))
        {
            found.Add(new Disagreement(
                DisagreementKind.PinnedFiles, "", "", $"A run that was interrupted left files pinned or half applied: {string.Join(", ", pinned)}.", "The next run of any target that plans puts them back.", CanBeFixed: true));
        }

        return found;
    }
}
