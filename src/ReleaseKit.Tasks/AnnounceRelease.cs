using System.Collections.Immutable;
using Microsoft.Build.Framework;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Effects;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Promoting;
using ReleaseKit.Tasks.Hosting;
using Task = System.Threading.Tasks.Task;

namespace ReleaseKit.Tasks;

/// <summary>After the push of tags: makes the forge's releases of what is live. What the forge refuses is a warning, because the packages are published.</summary>
[MSBuildMultiThreadableTask]
public sealed class AnnounceRelease : ReleaseTask
{
    /// <summary>The remote; empty for the branch's upstream, else origin.</summary>
    public string Remote { get; set; } = "";

    /// <summary>Name of the variable that holds the forge's token; empty for the usual ones.</summary>
    public string ForgeTokenVariable { get; set; } = "";

    /// <inheritdoc/>
    protected override async Task RunAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        using var forge = await ForgeSession.OpenAsync(session, ForgeTokenVariable, cancellationToken);
        var git = await session.GitAsync(cancellationToken);
        if (forge is { Forge: null, Absence: "" } || await git.Remotes().FindTargetAsync(Remote, cancellationToken) is not { } target)
        {
            return;
        }

        var plan = session.ReadPlan();
        if (!plan.IsEmpty && forge.Forge is null)
        {
            Say($"No release is made on {forge.Name}. {forge.Absence} Packages and tags are complete without it.");
        }
        else if (!plan.IsEmpty && !forge.Forge!.Capabilities.Releases)
        {
            Say(ReleaseAnnouncement.Lacking(forge.Forge));
        }
        else if (forge.Forge is { Capabilities.Releases: true } there)
        {
            await (DryRun ? DescribeAsync(there, plan) : AnnounceAsync(session, there, forge, target.Remote, cancellationToken));
        }
    }

    private Task DescribeAsync(IForge forge, ReleasePlan plan)
    {
        foreach (var tag in plan.Published.GroupBy(r => r.Tag, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var name = tag.Count() == 1 ? $"{tag.First().Id.Name} {tag.First().To}" : tag.Key;
            Say(new PutRelease($"{forge.Repository.Kind} {forge.Repository.Path}", tag.Key, name).Describe());
        }

        return Task.CompletedTask;
    }

    private async Task AnnounceAsync(ReleaseSession session, IForge forge, ForgeSession found, string remote, CancellationToken cancellationToken)
    {
        var plans = LocalAnnouncement.Plans(OutputPath);
        if (plans.IsEmpty)
        {
            return;
        }

        var git = await session.GitAsync(cancellationToken);
        var workspace = await session.DiscoverAsync(cancellationToken);
        var versions = await LocalAnnouncement.FindAsync(git, workspace, plans, remote, cancellationToken);
        if (versions.IsEmpty)
        {
            return;
        }

        var refused = ImmutableArray<Diagnostic>.Empty;
        try
        {
            (var made, refused) = await found.Announcement(session, git, workspace, plans)!.RunAsync(versions, cancellationToken);
            foreach (var release in made)
            {
                Say($"Released {DisplayText.Line(release.Name)} on {forge.Repository.Kind}{(release.Url is null ? "." : $": {DisplayText.Line(release.Url)}")}");
            }
        }
        catch (ReleaseException e) when (e.Diagnostics[0].Code.StartsWith("RK-FORGE-", StringComparison.Ordinal))
        {
            refused = [.. e.Diagnostics];
        }

        if (!refused.IsEmpty)
        {
            Report(ReleaseCodes.Unannounced.Create(
                $"Not every release could be made on {forge.Repository.Kind}: {refused[0].Code}: {refused[0].Message} Packages and tags are not concerned by that; -t:Release makes what is missing when it runs again, and so does -t:Reconcile -p:ReleaseFix=true."));
        }
    }
}
