using System.Collections.Immutable;
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

    /// <summary>Name of the variable that holds the forge's token; empty for the usual ones.</summary>
    public string ForgeTokenVariable { get; set; } = "";

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
        using var forge = remote is null ? null : await ForgeSession.OpenAsync(session, ForgeTokenVariable, cancellationToken);
        var pages = forge?.Forge is { Capabilities.Releases: true } there ? new ForgeWithdrawal(there) : null;
        plan = plan with { Pages = await PagesAsync(forge, pages, scope, plan, cancellationToken) };
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
        var failed = outcomes.Where(o => o.Status == "failed").Select(o => o.Withdrawal.Tag).ToHashSet(StringComparer.Ordinal);
        await DeleteTagsAsync(plan, failed, scope, new TagDeletion(git, remote, ledger), cancellationToken);
        var isTold = await TellAsync(plan, failed, pages, cancellationToken);
        foreach (var line in new SupersedingProposal(workspace, session.Ecosystems, scope.Known).Describe(plan.Withdrawals))
        {
            Say(line);
        }

        if (!Log.HasLoggedErrors && isTold)
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

    /// <summary>What becomes of the forge's releases. A forge that cannot be asked is no reason to leave versions as they are.</summary>
    private async Task<ImmutableArray<PageWithdrawal>> PagesAsync(ForgeSession? forge, ForgeWithdrawal? pages, RollbackScope scope, WithdrawalPlan plan, CancellationToken cancellationToken)
    {
        if (forge is { Absence.Length: > 0 })
        {
            Say($"Releases on {forge.Name} stay as they are. {forge.Absence}");
        }

        try
        {
            var gone = scope.Tags.Where(t => t.Value is { Here: null, There: null }).Select(t => t.Key).Concat(plan.Tags.Where(t => t.IsRemoved).Select(t => t.Tag));
            return pages is null ? [] : await pages.PlanAsync(scope.Tags.Keys.ToHashSet(StringComparer.Ordinal), gone.ToHashSet(StringComparer.Ordinal), cancellationToken);
        }
        catch (ReleaseException e)
        {
            Report(e.Diagnostics[0]);
            return [];
        }
    }

    /// <summary>Says it on the forge, where neither version nor tag stayed against the plan.</summary>
    /// <returns>Whether all was said.</returns>
    private async Task<bool> TellAsync(WithdrawalPlan plan, HashSet<string> failed, ForgeWithdrawal? pages, CancellationToken cancellationToken)
    {
        var isTold = true;
        foreach (var page in plan.Pages.Where(p => !failed.Contains(p.Release.Tag)))
        {
            try
            {
                await pages!.RunAsync(page, ReasonLine(), cancellationToken);
                Say($"{(page.IsDeleted ? "Deleted" : "Marked as withdrawn:")} the release {DisplayText.Line(page.Release.Name)}.");
            }
            catch (ReleaseException e)
            {
                Report(e.Diagnostics[0]);
                isTold = false;
            }
        }

        return isTold;
    }

    /// <summary>Deletes what is to be deleted; a tag that stays after all is added to what has failed.</summary>
    private async Task DeleteTagsAsync(WithdrawalPlan plan, HashSet<string> failed, RollbackScope scope, TagDeletion deletion, CancellationToken cancellationToken)
    {
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
                failed.Add(tag.Tag);
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
