using System.Text.Json.Nodes;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Tags;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Engine.Tagging;

namespace ReleaseKit.Engine.Promoting;

/// <summary>What follows the publication of a merged release: public releases on the forge, the label, other repositories, and the end of its plan. Doing it twice is safe.</summary>
public sealed class ReleasePromotion
{
    private readonly PreparationServices _services;
    private readonly IForge? _forge;
    private readonly PromotionOptions _options;

    /// <summary>A promotion.</summary>
    public ReleasePromotion(PreparationServices services, IForge? forge, PromotionOptions options) => (_services, _forge, _options) = (services, forge, options);

    /// <summary>Promotes what is live, and ends the plan when all is.</summary>
    /// <param name="hash">Hash of the plan.</param>
    /// <param name="live">Packages that are live.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-FORGE-…</c>, <c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task RunAsync(string hash, IReadOnlySet<PackageId> live, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(live);
        var releases = new PreparedReleases(_services.Git, _options.Remote, _forge, _options.Given);
        if ((await releases.ListAsync(cancellationToken)).FirstOrDefault(p => p.Hash == hash) is not { } prepared)
        {
            return; // A run beside this one has ended it.
        }

        prepared = await ChangelogNotes.CompleteAsync(_services.Git, prepared, _services.Git.Facts.Head, cancellationToken);
        var isDone = prepared.Plan.Published.All(r => live.Contains(r.Id));
        if (_forge is not null)
        {
            await PromoteAsync(_forge, prepared, live, isDone, cancellationToken);
        }

        if (isDone)
        {
            await releases.RemoveAsync([prepared], cancellationToken);
        }
    }

    /// <summary>What other repositories are told, as JSON.</summary>
    public static string Payload(ReleasePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return new JsonObject
        {
            ["packages"] = new JsonArray([.. plan.Published.Select(r => (JsonNode)new JsonObject { ["id"] = r.Id.ToString(), ["version"] = r.To })]),
        }.ToJsonString();
    }

    private async Task PromoteAsync(IForge forge, PreparedRelease prepared, IReadOnlySet<PackageId> live, bool isDone, CancellationToken cancellationToken)
    {
        var page = await MergedPage.FindAsync(forge, prepared, null, cancellationToken);
        if (_options.ForgeReleases)
        {
            await new ReleaseAnnouncement(forge, _services.Ecosystems, _options.Links, _services.Say).PublishAsync(
                prepared, MergedPage.Notes(prepared, page), _options.Umbrella?.Of(prepared.Plan, prepared.Hash), live, _services.OutputPath, cancellationToken);
        }

        if (!isDone)
        {
            return;
        }

        foreach (var repository in _options.Dispatch)
        {
            if (!await forge.DispatchAsync(repository, "releasekit", Payload(prepared.Plan), cancellationToken))
            {
                _services.Say($"{forge.Repository.Kind} starts no pipelines of other repositories, so {repository} is not told.");
            }
        }

        if (page is not null)
        {
            await new ReleaseLabels(forge, _options.Labels, _services.Say).SetAsync(page.PullRequest, "published", cancellationToken);
        }
    }
}
