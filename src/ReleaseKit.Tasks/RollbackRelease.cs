using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.ChangeFiles;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Engine.Withdrawing;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>Takes the versions of tags back as far as each registry allows, after showing what that means and asking.</summary>
[MSBuildMultiThreadableTask]
public sealed class RollbackRelease : ReleaseTask
{
    /// <summary>Tags, or ids of releases, separated by semicolons.</summary>
    public string Tag { get; set; } = "";

    /// <summary>What users are told where the registry can tell them.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Whether the answer is yes.</summary>
    public bool Yes { get; set; }

    /// <summary>Whether tags of versions that registries still know are deleted, too.</summary>
    public bool DeleteTags { get; set; }

    /// <summary>Whether tags are deleted on the remote, too.</summary>
    public bool Push { get; set; } = true;

    /// <summary>The remote; empty to find it.</summary>
    public string Remote { get; set; } = "";

    /// <summary>The name of this run.</summary>
    public string Runner { get; set; } = "";

    /// <summary>Addresses and options by ecosystem.</summary>
    public ITaskItem[] EcosystemSettings { get; set; } = [];

    /// <summary>Root of the rehearsal registry; empty for the real ones.</summary>
    public string RehearsalAddress { get; set; } = "";

    /// <summary>One item for each version: the package's id, with metadata <c>Version</c>, <c>Tag</c>, <c>Kind</c>, <c>Status</c> and <c>Message</c>.</summary>
    [Output]
    public ITaskItem[] Withdrawals { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var git = await session.GitAsync(cancellationToken);
        var workspace = await session.DiscoverAsync(cancellationToken);
        var remote = Push ? (await git.Remotes().FindTargetAsync(Remote, cancellationToken))?.Remote : null;
        var scope = await RollbackScope.FindAsync(Tag, workspace, session.Ecosystems, git, remote, OutputPath, cancellationToken);
        var factory = new PackageContextFactory(session.Files, OutputPath, session.Credentials, session.Ecosystems, session.Targets(EcosystemSettings, workspace, RehearsalAddress));
        var ledger = RollbackLedger.Open(OutputPath, scope.Versions, Runner, session.Time);
        var rollback = new ReleaseRollback(scope, workspace, session.Ecosystems, factory.Create, ledger);
        var plan = await rollback.PlanAsync(DeleteTags, cancellationToken);
        Say(plan.Render());
        if (DryRun)
        {
            Withdrawals = [.. plan.Withdrawals.Select(w => Item(w, w.State == WithdrawalState.Pending ? "planned" : w.State.ToString().ToLowerInvariant(), w.Action))];
            return;
        }

        await RequireYesAsync(plan, cancellationToken);
        ledger.Begin();
        var outcomes = await rollback.WithdrawAsync(plan, ReasonLine(), cancellationToken);
        foreach (var outcome in outcomes)
        {
            Say($"{DisplayText.Line(outcome.Withdrawal.Package.ToString())} {outcome.Withdrawal.Version}: {outcome.Status}{(outcome.Problem is null ? $", {outcome.Message}" : "")}");
        }

        foreach (var problem in outcomes.Select(o => o.Problem).OfType<Diagnostic>())
        {
            Report(problem);
        }

        Withdrawals = [.. outcomes.Select(o => Item(o.Withdrawal, o.Status, o.Message))];
        await DeleteTagsAsync(plan, outcomes, scope, new TagDeletion(git, remote, ledger), cancellationToken);
        foreach (var line in new SupersedingProposal(workspace, session.Ecosystems, scope.Known).Describe(plan.Withdrawals))
        {
            Say(line);
        }

        if (!Log.HasLoggedErrors)
        {
            await ledger.CloseAsync(cancellationToken);
        }
    }

    private async Task RequireYesAsync(WithdrawalPlan plan, CancellationToken cancellationToken)
    {
        var prompt = new ConsolePrompt(Say);
        if (Yes || plan.IsEmpty)
        {
            return;
        }

        if (!prompt.IsAvailable || (await prompt.AskAsync("Take these versions back? Answer yes to do it:", cancellationToken))?.Trim() is not ("yes" or "y"))
        {
            throw new ReleaseException(RollbackCodes.Unconfirmed.Create("Nothing was changed, because nobody answered yes. Set ReleaseYes=true to do without the question."));
        }
    }

    private async Task DeleteTagsAsync(WithdrawalPlan plan, IEnumerable<WithdrawalOutcome> outcomes, RollbackScope scope, TagDeletion deletion, CancellationToken cancellationToken)
    {
        var failed = outcomes.Where(o => o.Status == "failed").Select(o => o.Withdrawal.Tag).ToHashSet(StringComparer.Ordinal);
        foreach (var tag in plan.Tags.Where(t => t.IsRemoved && !failed.Contains(t.Tag)))
        {
            try
            {
                await deletion.DeleteAsync(tag.Tag, scope.Tags[tag.Tag], cancellationToken);
                Say($"Deleted the tag {DisplayText.Line(tag.Tag)}.");
            }
            catch (ReleaseException e)
            {
                Report(e.Diagnostics[0]);
            }
        }
    }

    private string ReasonLine() => DisplayText.Line(Reason.ReplaceLineEndings(" ")).Trim() is { Length: > 0 } line ? line : "This version was withdrawn by its maintainers.";

    private static TaskItem Item(Withdrawal withdrawal, string status, string message)
    {
        var item = new TaskItem(MSBuildText.Escape(withdrawal.Package.ToString()));
        item.SetMetadata("Version", withdrawal.Version);
        item.SetMetadata("Tag", MSBuildText.Escape(withdrawal.Tag));
        item.SetMetadata("Kind", withdrawal.Capability.Kind.ToString().ToLowerInvariant());
        item.SetMetadata("Status", status);
        item.SetMetadata("Message", MSBuildText.Escape(DisplayText.Line(message)));
        return item;
    }
}
