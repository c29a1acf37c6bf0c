using System.Globalization;
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

    /// <summary>
    /// Promotes what is live, and ends the plan when all is. Of jobs that each publish a share the one whose note is the last ends it;
    /// when that one dies before it has, any of them that is run again does.
    /// </summary>
    /// <param name="hash">Hash of the plan.</param>
    /// <param name="live">Packages that are live.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-FORGE-…</c>, <c>RK-GIT-REMOTE-UNREACHABLE</c>, <c>RK-GIT-PUSH-REJECTED</c>.</exception>
    public async Task RunAsync(string hash, IReadOnlySet<PackageId> live, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(live);
        var releases = new PreparedReleases(_services.Git, _options.Remote, _forge, _options.Given);
        if ((await releases.ListAsync(cancellationToken)).FirstOrDefault(p => p.Hash == hash) is not { } prepared)
        {
            return; // A run beside this one has ended it.
        }

        prepared = await ChangelogNotes.CompleteAsync(_services.Git, prepared, _services.Git.Facts.Head, cancellationToken);
        var page = _forge is null ? null : await MergedPage.FindAsync(_forge, prepared, null, cancellationToken);
        IReadOnlySet<PackageId> all = _options.IsShare ? prepared.Live.Union(live) : live;
        await AnnounceAsync(prepared, page, all, cancellationToken);
        if (_options.IsShare)
        {
            // Only now, so that whoever sees the note finds public what is ours.
            if (await releases.NoteLiveAsync(hash, live, cancellationToken) is not { } noted)
            {
                return;
            }

            prepared = noted with { Document = prepared.Document with { Told = noted.Document.Told } };
            if (!noted.Live.IsSubsetOf(all))
            {
                await AnnounceAsync(prepared, page, noted.Live, cancellationToken);
            }

            all = noted.Live;
        }

        if (prepared.IsAllIn(all))
        {
            prepared = await EndAsync(releases, prepared, page, cancellationToken);
            await releases.RemoveAsync([prepared], cancellationToken);
        }
        else if (_options.IsShare)
        {
            _services.Say(string.Create(CultureInfo.InvariantCulture, $"{all.Count} of {prepared.Plan.Published.Count()} packages of release {hash[..12]} are live. {(prepared.Ref.Length > 0 ? "The job that publishes the last one ends it." : "Its plan has no ref on the remote, where jobs could note that: -t:Publish without ReleaseShare ends it.")}"));
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

    private async Task AnnounceAsync(PreparedRelease prepared, MergedPage? page, IReadOnlySet<PackageId> live, CancellationToken cancellationToken)
    {
        if (_forge is not null && _options.ForgeReleases)
        {
            await new ReleaseAnnouncement(_forge, _services.Ecosystems, _options.Links, _services.Say).PublishAsync(
                prepared, MergedPage.Notes(prepared, page), _options.Umbrella?.Of(prepared.Plan, prepared.Hash), live, _services.OutputPath, cancellationToken);
        }
    }

    /// <summary>What is done once, when all is live.</summary>
    /// <returns>The plan as the remote has it afterwards.</returns>
    private async Task<PreparedRelease> EndAsync(PreparedReleases releases, PreparedRelease prepared, MergedPage? page, CancellationToken cancellationToken)
    {
        if (_forge is null)
        {
            return prepared;
        }

        if (page is not null)
        {
            await new ReleaseLabels(_forge, _options.Labels, _services.Say).SetAsync(page.PullRequest, "published", cancellationToken);
        }

        foreach (var repository in _options.Dispatch.Except(prepared.Document.Told, StringComparer.OrdinalIgnoreCase))
        {
            if (!await _forge.DispatchAsync(repository, "releasekit", Payload(prepared.Plan), cancellationToken))
            {
                _services.Say($"{_forge.Repository.Kind} starts no pipelines of other repositories, so {repository} is not told.");
                continue;
            }

            // What was started cannot be taken back, and the forge cannot be asked about it: a run that dies, or that the next repository refuses, must know.
            prepared = await releases.NoteAsync(prepared, repository, cancellationToken);
        }

        return prepared;
    }
}
