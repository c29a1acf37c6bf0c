using System.Collections.Immutable;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Checking;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Runs every check before a release and reports all that is wrong at once. A dry run reports without stopping.</summary>
[MSBuildMultiThreadableTask]
public sealed class CheckRelease : ReleaseTask
{
    /// <summary>Addresses and options by ecosystem.</summary>
    public ITaskItem[] EcosystemSettings { get; set; } = [];

    /// <summary>Root of the rehearsal registry; empty for the real ones.</summary>
    public string RehearsalAddress { get; set; } = "";

    /// <summary>Names of checks to leave out, separated by semicolons.</summary>
    public string SkipChecks { get; set; } = "";

    /// <summary>Whether the release will be pushed.</summary>
    public bool Push { get; set; } = true;

    /// <summary>The remote to push to; empty to find it.</summary>
    public string Remote { get; set; } = "";

    /// <summary>The run that holds the lease of the remote for this build; empty when none does.</summary>
    public string Runner { get; set; } = "";

    /// <summary>Ids of releases that were interrupted: what they uploaded and tagged is no obstacle.</summary>
    public string[] Interrupted { get; set; } = [];

    /// <summary>One item for each check: its name, with metadata <c>Status</c> (passed, warned, failed, skipped) and <c>Message</c>.</summary>
    [Output]
    public ITaskItem[] Checks { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        string[] skipped = SkipChecks.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        CheckCatalog.Standard.Require(skipped);
        var plan = session.ReadPlan();
        if (plan.IsEmpty)
        {
            return;
        }

        var workspace = await session.DiscoverAsync(cancellationToken);
        var git = await session.GitAsync(cancellationToken);
        var targets = session.Targets(EcosystemSettings, workspace, RehearsalAddress);
        var factory = new PackageContextFactory(session.Files, OutputPath, session.Credentials, session.Ecosystems, targets);
        var listing = new Lazy<Task<ImmutableArray<RelativePath>>>(() => git.ListFilesAsync(cancellationToken));
        ImmutableArray<PackageContext> packages = [.. plan.Published.Select(r => factory.Create(workspace.Workspace.Find(r.Id)!, r.To))];
        var context = new CheckContext
        {
            Plan = plan,
            Workspace = workspace,
            Files = session.Files,
            Listing = listing,
            Inspection = new WorkspaceInspection(session.Files, git, listing, workspace.Workspace, packages, plan, session.Ecosystems, cancellationToken),
            Accounts = new RegistryAccounts(session.Ecosystems),
            OutputPath = OutputPath,
            Processes = session.Processes,
            Git = git,
            Runner = Runner.Length > 0 ? Runner : null,
            Packages = packages,
            Ecosystems = session.Ecosystems,
            TokenVariables = id => factory.Target(workspace.Workspace.Find(id)!).TokenVariables,
            Identity = session.Identity,
            Push = Push ? await git.Remotes().FindTargetAsync(Remote, cancellationToken) : null,
            Earlier = new Ledger([.. Interrupted.SelectMany(id => ReleaseBook.Read(OutputPath, id).Entries)]),
        };
        var results = await CheckCatalog.Standard.RunAsync(context, skipped, cancellationToken);
        Checks = [.. results.Select(Report)];
    }

    private TaskItem Report(CheckResult result)
    {
        foreach (var problem in result.Findings?.Problems ?? [])
        {
            if (DryRun)
            {
                Say($"{(problem.Descriptor.Severity == DiagnosticSeverity.Error ? "would stop" : "would report")}: {problem}");
            }
            else
            {
                Report(problem);
            }
        }

        var item = new TaskItem(result.Name);
        item.SetMetadata("Status", result.Status);
        item.SetMetadata("Message", MSBuildText.Escape(DisplayText.Line(result.Message)));
        return item;
    }
}
