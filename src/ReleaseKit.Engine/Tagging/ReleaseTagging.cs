using System.Collections.Immutable;
using System.Globalization;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Effects;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.PullRequests;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Engine.Promoting;

namespace ReleaseKit.Engine.Tagging;

/// <summary>
/// Tags what was merged, at the commit with which it came onto its branch, and drafts the forge's releases. The plans on the
/// remote and the history of the branch decide what was merged; the forge's answers and descriptions are compared with them.
/// Every step looks first, so that doing it twice, or at once, is safe.
/// </summary>
public sealed class ReleaseTagging
{
    private readonly PreparationServices _services;
    private readonly IForge? _forge;
    private readonly TagOptions _options;

    /// <summary>A run.</summary>
    /// <param name="services">What to work with.</param>
    /// <param name="forge">Where pull requests are; null when there is none, or no credential for it.</param>
    /// <param name="options">What is asked for.</param>
    public ReleaseTagging(PreparationServices services, IForge? forge, TagOptions options) => (_services, _forge, _options) = (services, forge, options);

    /// <summary>Tags, and gives all tags of what is merged and not yet published.</summary>
    /// <exception cref="ReleaseException">
    /// <c>RK-PULL-REQUEST-…</c>; <c>RK-TAG-EXISTS</c>: a tag names another commit; <c>RK-GIT-PUSH-REJECTED</c>; <c>RK-FORGE-…</c>.
    /// </exception>
    public async Task<ImmutableArray<TaggedRelease>> RunAsync(CancellationToken cancellationToken)
    {
        _ = _services.Git.Branches();
        var target = await _services.Git.Remotes().FindTargetAsync(_options.Remote, cancellationToken)
            ?? throw new ReleaseException(PrepareCodes.Remote.Create("The repository has no remote, and what was merged is tagged there. Add it with git remote add origin <address>."));
        var asked = _options.PullRequest.Length == 0 ? null : await AskedAsync(cancellationToken);
        var tagged = ImmutableArray.CreateBuilder<TaggedRelease>();
        var problems = new List<Diagnostic>();
        await using var tree = await ReleaseTree.CreateAsync(_services, _services.Git.Facts.Head, cancellationToken);
        var isReleasePleases = asked is not null && ReleasePleaseMerge.IsOne(asked);
        foreach (var waiting in isReleasePleases ? [] : await PreparedAsync(target.Remote, asked is null ? null : ManifestText.Read(asked.Body), cancellationToken))
        {
            var prepared = waiting;
            var page = _forge is null ? null : await MergedPage.FindAsync(_forge, prepared, null, cancellationToken);
            if (await new MergeCommit(_services.Git, tree).FindAsync(prepared, page?.PullRequest.MergeCommit, cancellationToken) is not { } commit)
            {
                problems.AddRange(page is null ? [] : [Unapplied(prepared, page.PullRequest)]);
                continue;
            }

            if (!await IsOnBranchAsync(target.Remote, prepared.Document.Branch, commit, cancellationToken))
            {
                _services.Say($"Release {Short(prepared.Hash)} is in {commit[..10]}, which is not on {target.Remote}/{prepared.Document.Branch}: it is not merged there, so it is not tagged.");
                continue;
            }

            page ??= _forge is null ? null : await MergedPage.FindAsync(_forge, prepared, commit, cancellationToken);
            prepared = await ChangelogNotes.CompleteAsync(_services.Git, prepared, commit, cancellationToken);
            var own = await new PlanTags(_services.Git, target.Remote, _services.Say).TagAsync(prepared, commit, _options.Umbrella, _options.DryRun, cancellationToken);
            tagged.AddRange(own);
            if (_forge is not null && _options.DryRun)
            {
                Describe(page, own);
            }
            else if (_forge is not null)
            {
                await AnnounceAsync(prepared, page, own, cancellationToken);
            }
        }

        if (_forge is not null && (asked is null ? _options.PlanFile.Length == 0 : isReleasePleases))
        {
            // What release-please had begun when the repository came from there.
            var begun = new ReleasePleaseTagging(_services, _forge, _options, target.Remote, tree);
            tagged.AddRange(await (asked is null ? begun.RunAsync(cancellationToken) : begun.RunAsync(asked, cancellationToken)));
        }

        if (problems.Count > 0)
        {
            throw new ReleaseException(problems);
        }

        _services.Say(tagged.Count == 0 ? "No merged release waits for its tags."
            : string.Create(CultureInfo.InvariantCulture, $"{tagged.Count(t => t.IsNew)} tag{(tagged.Count(t => t.IsNew) == 1 ? "" : "s")} pushed to {target.Remote}; {tagged.Count} in all name what was merged."));
        return tagged.ToImmutable();
    }

    /// <summary>Whether everybody has it: what is checked out may be the merge that a forge tries for a pull request, or somebody's own.</summary>
    private async Task<bool> IsOnBranchAsync(string remote, string branch, string commit, CancellationToken cancellationToken)
    {
        var name = "refs/heads/" + branch;
        if ((await _services.Git.Refs().ListAsync(remote, name, cancellationToken)).GetValueOrDefault(name) is not { } tip)
        {
            return false;
        }

        await _services.Git.Refs().FetchObjectsAsync(remote, [name], cancellationToken);
        return await _services.Git.Objects().IsAncestorAsync(commit, tip, cancellationToken);
    }

    private async Task AnnounceAsync(PreparedRelease prepared, MergedPage? page, ImmutableArray<TaggedRelease> tags, CancellationToken cancellationToken)
    {
        if (_options.ForgeReleases)
        {
            var announcement = new ReleaseAnnouncement(_forge!, _services.Ecosystems, _options.Links, _services.Say);
            await announcement.DraftAsync(prepared, MergedPage.Notes(prepared, page), tags.FirstOrDefault(t => t.Packages.Length == 0)?.Tag, _services.OutputPath, cancellationToken);
        }

        if (page is not null && !page.PullRequest.Labels.Contains(_options.Labels + "published"))
        {
            await new ReleaseLabels(_forge!, _options.Labels, _services.Say).SetAsync(page.PullRequest, "tagged", cancellationToken);
        }
    }

    private void Describe(MergedPage? page, ImmutableArray<TaggedRelease> tags)
    {
        if (_options.ForgeReleases && _forge!.Capabilities.DraftReleases && tags.Any(t => t.IsNew))
        {
            _services.Say($"draft the releases of {string.Join(", ", tags.Where(t => t.IsNew).Select(t => t.Tag))} on {_forge.Repository.Kind}");
        }

        if (page is not null && _forge!.Capabilities.Labels && !page.PullRequest.Labels.Contains(_options.Labels + "tagged") && !page.PullRequest.Labels.Contains(_options.Labels + "published"))
        {
            _services.Say($"label pull request {page.PullRequest.Number}: {_options.Labels}tagged");
        }
    }

    private async Task<ImmutableArray<PreparedRelease>> PreparedAsync(string remote, PullRequestManifest? asked, CancellationToken cancellationToken)
    {
        if (_options.PlanFile.Length > 0)
        {
            var branch = _options.Branch ?? throw new ReleaseException(PrepareCodes.Branch.Create("It cannot be told which branch the plan was merged into. Check the branch out, or pass -p:ReleaseBaseBranch=main."));
            var given = await PreparedReleases.FromFileAsync(_options.PlanFile, branch, cancellationToken);
            return await new PreparedReleases(_services.Git, remote, _forge, given).ListAsync(cancellationToken);
        }

        var all = await new PreparedReleases(_services.Git, remote, _forge).ListAsync(cancellationToken);
        if (asked is null)
        {
            return [.. all.Where(p => _options.Branch is null || p.Document.Branch == _options.Branch)];
        }

        var found = all.Where(p => p.Hash == asked.Plan).ToImmutableArray();
        if (found.IsEmpty)
        {
            var tags = (await _services.Git.Remotes().TagsAsync(remote, cancellationToken)).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
            if (asked.Releases.IsEmpty || asked.Releases.Any(r => r.Tag.Length > 0 && !tags.Contains(r.Tag)))
            {
                throw new ReleaseException(PullRequestCodes.Plan.Create(
                    $"Pull request {_options.PullRequest} was prepared with plan {Short(asked.Plan)}, and {remote} has no ref {PreparedReleases.RefOf(asked.Plan.PadRight(64, '0'), asBranch: false)}. Pass the plan with -p:ReleasePlan=<file>, or run -t:Prepare."));
            }

            _services.Say($"Pull request {_options.PullRequest} is tagged and published.");
        }

        return found;
    }

    /// <summary>The one pull request that was asked for.</summary>
    private async Task<PullRequest> AskedAsync(CancellationToken cancellationToken)
    {
        var number = long.TryParse(_options.PullRequest, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        if (_forge is null || await _forge.FindAsync(number, cancellationToken) is not { } page)
        {
            throw new ReleaseException(PullRequestCodes.Unknown.Create(_forge is null
                ? $"ReleasePullRequest is '{DisplayText.Line(_options.PullRequest)}', and no forge can be asked for it. Leave it out: what was merged is found in history."
                : $"There is no pull request '{DisplayText.Line(_options.PullRequest)}' in {_forge.Repository.Path}."));
        }

        return page.State == PullRequestState.Merged ? page : throw new ReleaseException(PullRequestCodes.Unmerged.Create(
            $"Pull request {page.Number} ({page.Url}) is {(page.State == PullRequestState.Open ? "open" : "closed without being merged")}, so there is nothing to tag. Merge it first, or run -t:Prepare."));
    }

    private static Diagnostic Unapplied(PreparedRelease prepared, PullRequest page) => PullRequestCodes.Unapplied.Create(
        $"Pull request {page.Number} ({page.Url}) is merged, and no commit of {prepared.Document.Branch} has the versions of its plan {Short(prepared.Hash)}: {string.Join(", ", prepared.Plan.Releases.Take(5).Select(r => $"{r.Id} {r.To}"))}. " +
        "They were changed in the pull request after it was prepared, or what is checked out here is older. Fetch, or run -t:Prepare, which opens a pull request with what the manifests say now.");

    private static string Short(string hash) => hash[..Math.Min(hash.Length, 12)];
}
