using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Explaining;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.PullRequests;
using ReleaseKit.Core.Upstream;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Tagging;
using ReleaseKit.Engine.Upstream;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Preparing;

/// <summary>
/// Plans a release and keeps it on a branch of its own with a pull request, until it is merged. What people write there is kept.
/// The branch and the plan are pushed together, and only over what was seen; a run for an older commit gives way to one for a
/// newer one. Doing it twice is safe, and so is being killed anywhere.
/// </summary>
public sealed class ReleasePreparation
{
    private const int Attempts = 5;

    /// <summary>What the planner says when a version cannot be had.</summary>
    private static readonly string[] Refusals = [VersionCodes.Asked.Code, VersionCodes.Invalid.Code, PlanCodes.Explicit.Code, PlanCodes.TagCollision.Code, PlanCodes.GroupConflict.Code];

    private readonly PreparationServices _services;
    private readonly IForge? _forge;
    private readonly RepositoryLinks _links;
    private readonly PrepareOptions _options;
    private readonly IRepository _git;

    /// <summary>A preparation.</summary>
    /// <param name="services">What to work with.</param>
    /// <param name="forge">Where pull requests are; null when there is none, or no credential for it.</param>
    /// <param name="links">Addresses of pages.</param>
    /// <param name="options">What is asked for.</param>
    public ReleasePreparation(PreparationServices services, IForge? forge, RepositoryLinks links, PrepareOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        (_services, _forge, _links, _options, _git) = (services, forge, links, options, services.Git);
    }

    /// <summary>Prepares, and says what came of it.</summary>
    /// <exception cref="ReleaseException">
    /// <c>RK-PREPARE-…</c>; <c>RK-GIT-PUSH-REJECTED</c>: the remote does not let the branch be pushed; <c>RK-FORGE-…</c>; and everything
    /// that planning and applying refuse. Nothing was pushed then, except by the calls of the forge, which come last.
    /// </exception>
    public async Task<PreparedPullRequest> RunAsync(CancellationToken cancellationToken)
    {
        _ = _git.Branches();
        var target = await _git.Remotes().FindTargetAsync(_options.Remote, cancellationToken)
            ?? throw new ReleaseException(PrepareCodes.Remote.Create("The repository has no remote, and a release is prepared on one. Add it with git remote add origin <address>, or release from here with -t:Release."));
        var branch = _options.Branch ?? throw new ReleaseException(PrepareCodes.Branch.Create(
            $"It cannot be told what is released: {(_git.Facts.Branch is null ? $"no branch is checked out (HEAD is detached at {_git.Facts.Head[..10]})" : "this is a build of a pull request")}. Pass -p:ReleaseBaseBranch=main, or check the branch out."));
        var place = new ReleasePlace(_git, target.Remote, branch, ReleaseBranchName.Of(_options.ReleaseBranch, branch, _options.Plan.Group), _forge);
        await ReleaseTree.ClearAsync(_services, cancellationToken);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await TryAsync(place, cancellationToken) is { } done)
            {
                return done;
            }
        }

        _services.Say($"Others change {place.ReleaseBranch} all the time; the last of them leaves it up to date.");
        return new PreparedPullRequest("unchanged", place.ReleaseBranch);
    }

    /// <summary>One look and one push; null when somebody else was faster.</summary>
    private async Task<PreparedPullRequest?> TryAsync(ReleasePlace place, CancellationToken cancellationToken)
    {
        var seen = await place.LookAsync(_forge is null ? null : () => _forge.DefaultBranchAsync(cancellationToken), cancellationToken);
        if (seen.IsBehind && seen.Current is { } newer && newer.Plan.Base != _git.Facts.Head && await _git.Objects().IsAncestorAsync(_git.Facts.Head, newer.Plan.Base, cancellationToken))
        {
            _services.Say($"{place.ReleaseBranch} is prepared for {newer.Plan.Base[..10]} already, which is newer than {_git.Facts.Head[..10]}.");
            return new PreparedPullRequest("unchanged", place.ReleaseBranch) { Commit = seen.Tip };
        }

        if (seen.IsBehind)
        {
            _services.Say($"{place.Remote}/{place.Branch} has commits after {_git.Facts.Head[..10]}; what is prepared now is without them.");
        }

        var page = _forge is null ? null : new ReleasePage(_forge, _options, _services.Say);
        var open = page is null ? null : await page.FindAsync(place.ReleaseBranch, place.Branch, cancellationToken);
        if (_options.DryRun)
        {
            await SayMissingTagsAsync(place, cancellationToken);
        }
        else
        {
            await place.FetchTagsAsync(cancellationToken);
        }

        var upstream = new UpstreamReader(_services.Ecosystems).Merge(seen.Current?.Document.Upstream ?? [], _options.Upstream);
        await using var tree = await ReleaseTree.CreateAsync(_services, _git.Facts.Head, upstream, cancellationToken);
        if (await WaitingAsync(place, seen, tree, cancellationToken) is { } waiting)
        {
            _services.Say($"Release {waiting.Hash[..12]} is merged and waits for its tags: run -t:Tag, then -t:Prepare again.");
            return new PreparedPullRequest("none", place.ReleaseBranch);
        }

        var theirs = seen.Tip is { } tip ? await BranchEdits.ReadAsync(tree, _git, seen.Current, tip, _git.Facts.Head, cancellationToken) : new BranchEdits(ReleaseOverrides.None, [], []);
        var (edits, damage) = ReleasePage.Read(open);
        var overrides = (seen.Current?.Document.Overrides ?? ReleaseOverrides.None).With(theirs.Overrides).With(edits);
        if (tree.Git.Facts.Head != _git.Facts.Head)
        {
            await tree.CheckOutAsync(_git.Facts.Head, cancellationToken);
        }

        overrides = Known(overrides, tree.Workspace.Workspace);
        var computed = await ComputeAsync(tree, place, seen.Tip, overrides, upstream, page, open, cancellationToken);
        Tell(computed);
        return computed.Plan.IsEmpty
            ? await CloseAsync(place, seen, page, open, cancellationToken)
            : await PutAsync(new PreparedContent(computed, overrides, Warnings(computed, overrides, damage)), place, seen, theirs, tree, page, open, cancellationToken);
    }

    private async Task SayMissingTagsAsync(ReleasePlace place, CancellationToken cancellationToken)
    {
        if (await place.MissingTagsAsync(cancellationToken) is { Length: > 0 } missing)
        {
            _services.Say($"{missing.Length} tag{(missing.Length == 1 ? " is" : "s are")} on {place.Remote} and not here ({missing[0]}{(missing.Length > 1 ? " …" : "")}). A dry run fetches none, so what they name may look as if it were to be released: run git fetch --tags {place.Remote} first.");
        }
    }

    /// <summary>A release that is merged and not tagged: what it released looks as if it were to be released once more.</summary>
    private async Task<PreparedRelease?> WaitingAsync(ReleasePlace place, SeenRelease seen, ReleaseTree tree, CancellationToken cancellationToken)
    {
        foreach (var prepared in seen.All.Where(p => p.Document.Branch == place.Branch && p.Plan.Published.Any(r => !seen.Tags.Contains(r.Tag))))
        {
            if (PlanCheck.IsApplied(prepared.Plan, tree.Workspace.Workspace) && (PlanCheck.ChangesVersions(prepared.Plan) || await IsInHistoryAsync(prepared, cancellationToken)))
            {
                return prepared;
            }
        }

        return null;
    }

    /// <summary>Whether a plan that changes no version is merged: its release commit tells, and after a squash the forge.</summary>
    private async Task<bool> IsInHistoryAsync(PreparedRelease prepared, CancellationToken cancellationToken)
    {
        var (start, head) = (prepared.Plan.Base, _git.Facts.Head);
        return start != head && ((await _git.Branches().TrailersAsync(ReleaseMessage.PlanTrailer, start, head, cancellationToken)).Contains(prepared.Hash) ||
            (_forge is not null && await MergedPage.FindAsync(_forge, prepared, null, cancellationToken) is not null));
    }

    private async Task<ComputedPlan> ComputeAsync(ReleaseTree tree, ReleasePlace place, string? tip, ReleaseOverrides overrides, ImmutableArray<UpstreamRelease> upstream, ReleasePage? page, PullRequest? open, CancellationToken cancellationToken)
    {
        try
        {
            return await new PlanComputation(tree.Git, _services.Ecosystems, tree.Files)
                .ComputeAsync(tree.Workspace, _options.Plan with { Branch = place.Branch, Chosen = overrides.Versions, Upstream = upstream }, cancellationToken);
        }
        catch (ReleaseException e) when (!overrides.Versions.IsEmpty && e.Diagnostics.All(d => Refusals.Contains(d.Code)))
        {
            var why = string.Join(" ", e.Diagnostics.Select(d => d.Message));
            var chosen = string.Join(", ", overrides.Versions.Select(v => $"{v.Key} {v.Value}"));
            if (page is not null && open is not null && !_options.DryRun)
            {
                await Status().RefusedAsync(tip, why, cancellationToken);
                await page.CommentAsync(open, $"This cannot be brought up to date, because a version that was written here cannot be released ({chosen}): {why}", cancellationToken);
            }

            throw new ReleaseException(PrepareCodes.Override.Create($"A version that was written into the pull request of {place.ReleaseBranch} cannot be released ({chosen}). {why} Write another one into its table."));
        }
    }

    private void Tell(ComputedPlan computed)
    {
        foreach (var note in computed.UpstreamNotes)
        {
            _services.Say($"{note.Code}: {note.Message}");
        }

        if (computed.Plan.IsEmpty && !computed.Upstream.IsEmpty)
        {
            _services.Say($"Nothing that is released needs {string.Join(", ", computed.Upstream.Select(u => u.Step).Distinct())}, so nothing is prepared for it.");
        }
    }

    private static ReleaseOverrides Known(ReleaseOverrides overrides, Workspace workspace) => new()
    {
        Versions = overrides.Versions.RemoveRange(overrides.Versions.Keys.Where(id => workspace.Find(id) is null)),
        Notes = overrides.Notes.RemoveRange(overrides.Notes.Keys.Where(id => workspace.Find(id) is null)),
    };

    private static ImmutableArray<string> Warnings(ComputedPlan computed, ReleaseOverrides overrides, Diagnostic? damage)
    {
        var low = computed.Plan.Releases.Where(r => overrides.Versions.ContainsKey(r.Id) && r.From is not null && r.Reasons.Max(reason => reason.Bump) > r.Bump)
            .Select(r => $"{r.Id} {r.To} was chosen, which is less than the changes ask for ({DocumentNames.Bumps[r.Reasons.Max(reason => reason.Bump)]}).");
        string[] lost = damage is null ? [] : ["The description was damaged and has been written again; what was edited in it since the last run is in its history only."];
        return [.. lost, .. low, .. computed.Warnings.Concat(computed.UpstreamNotes.Where(n => n.Descriptor.Severity != DiagnosticSeverity.Information)).Select(w => w.Message)];
    }

    private async Task<PreparedPullRequest?> PutAsync(
        PreparedContent content, ReleasePlace place, SeenRelease seen, BranchEdits theirs, ReleaseTree tree, ReleasePage? page, PullRequest? open, CancellationToken cancellationToken)
    {
        var plan = content.Computed.Plan;
        _services.Say(PlanTable.Render(plan));
        var notes = await new ReleaseNotesFactory(tree.Files, tree.Git, _services.Ecosystems).CreateAsync(plan, tree.Workspace, content.Overrides.Notes, cancellationToken);
        var effects = new PlanApplication(tree.Files, _services.Ecosystems) { Listing = await tree.Git.ListFilesAsync(cancellationToken) }.Prepare(plan, tree.Workspace.Workspace, notes);
        var hash = PlanDocument.Hash(plan);
        var document = new PreparedDocument
        {
            Branch = place.Branch,
            ReleaseBranch = place.ReleaseBranch,
            Group = _options.Plan.Group,
            Overrides = content.Overrides,
            Upstream = plan.Upstream,
            Notes = notes.Releases.ToImmutableSortedDictionary(r => r.Package.Id, r => notes.Style.RenderBody(r.Entry).Trim('\n')),
            Summary = notes.Files.GetValueOrDefault("release.md", ""),
        };
        var description = new ReleaseDescription
        {
            Plan = plan,
            PlanHash = hash,
            Branch = place.Branch,
            ReleaseBranch = place.ReleaseBranch,
            Group = _options.Plan.Group,
            Notes = document.Notes,
            Overrides = content.Overrides,
            Warnings = content.Warnings,
            BranchUrl = _links.Branch(place.ReleaseBranch),
        };
        var locks = new LockRefreshing(tree.Files, _services.Ecosystems, tree.Workspace.Workspace, Path.Combine(_services.OutputPath, "prepare", "locks"));
        if (_options.DryRun)
        {
            return Describe(description, effects.Select(e => e.Describe()).Concat(locks.Plan(content.Computed.Upstream).Select(l => $"bring {l.File} up to date for {string.Join(", ", l.Updates.Select(u => u.Step).Distinct())}")), place);
        }

        tree.Write(effects);
        var refreshed = await locks.RunAsync(content.Computed.Upstream, cancellationToken);
        var commit = await tree.CommitAsync([.. effects.Where(e => !refreshed.Any(r => r.File == e.File)), .. refreshed], ReleaseMessage.WithPlan(ReleaseMessage.Of(plan), hash), cancellationToken);
        if (await place.PushAsync(tree, seen, theirs, plan, hash, document, commit, cancellationToken) is not { } pushed)
        {
            return null;
        }

        if (pushed.Ref.Length == 0)
        {
            description = description with { Embedded = new EmbeddedPlan(PlanDocument.Write(plan), document.Write(), pushed.Commit) };
        }

        var isKept = pushed.Ref.Length > 0 || page?.HasRoom(description) == true;
        description = isKept ? description : description with { Embedded = null };
        var state = pushed.Changed ? seen.Tip is null ? "created" : "updated" : "unchanged";
        if (page is null)
        {
            return Keep(Alone(description, place, state, pushed.Tip), isKept ? null : plan, place);
        }

        if (await page.PutAsync(open, place.ReleaseBranch, description, cancellationToken) is not { } put)
        {
            return null;
        }

        await place.TidyAsync(pushed.Ref, cancellationToken);
        await Status().PreparedAsync(pushed.Tip, plan, cancellationToken);
        return Keep(
            new PreparedPullRequest(put.State == "unchanged" && pushed.Changed ? "updated" : put.State, place.ReleaseBranch) { Commit = pushed.Tip, Number = put.PullRequest.Number, Url = put.PullRequest.Url },
            isKept ? null : plan,
            place);
    }

    /// <summary>Hands over the plan that nobody else keeps, and says so.</summary>
    private PreparedPullRequest Keep(PreparedPullRequest prepared, ReleasePlan? unkept, ReleasePlace place) => unkept is null ? prepared : prepared with
    {
        Unkept = unkept,
        Warning = PrepareCodes.Plan.Create(
            $"{place.ReleaseBranch} is pushed, and nothing but plan.json of the output folder keeps its plan: {place.Remote} takes neither refs/releasekit/plans/* nor branches for it, and {(_forge is null ? "there is no forge" : "the description has no room")}. " +
            "Keep that file until the release is published, and pass it with -p:ReleasePlan=<file> to -t:Tag and -t:Publish; or let whoever prepares push refs/releasekit/*."),
    };

    private ReleaseStatus Status() => new(_forge!, _services.Say);

    private PreparedPullRequest Describe(ReleaseDescription description, IEnumerable<string> effects, ReleasePlace place)
    {
        foreach (var effect in effects)
        {
            _services.Say(effect);
        }

        _services.Say($"push {place.ReleaseBranch} to {place.Remote}\nopen or update the pull request: {PullRequestBody.Title(description.Plan, description.Group)}");
        return new PreparedPullRequest("none", place.ReleaseBranch);
    }

    private PreparedPullRequest Alone(ReleaseDescription description, ReleasePlace place, string state, string tip)
    {
        var url = _links.Compare(place.Branch, place.ReleaseBranch);
        _services.Say($"{place.ReleaseBranch} is pushed to {place.Remote}. Open its pull request into {place.Branch}{(url is null ? "" : $" at {url}")}, or merge it; its description is in pull-request.md of the output folder.");
        return new PreparedPullRequest(state, place.ReleaseBranch) { Commit = tip, Url = url, Body = PullRequestBody.Render(description, int.MaxValue, PullRequestMarkup.Html) };
    }

    private async Task<PreparedPullRequest?> CloseAsync(ReleasePlace place, SeenRelease seen, ReleasePage? page, PullRequest? open, CancellationToken cancellationToken)
    {
        _services.Say("Nothing to release.");
        if (_options.DryRun)
        {
            return new PreparedPullRequest("none", place.ReleaseBranch);
        }

        var closed = open is null ? null : await page!.CloseAsync(open, "Nothing is left to release, so this is closed.", cancellationToken);
        if (seen.Tip is not null && !await place.RemoveAsync(seen, cancellationToken))
        {
            return null;
        }

        return new PreparedPullRequest(closed is not null || seen.Tip is not null ? "closed" : "none", place.ReleaseBranch) { Number = closed?.Number, Url = closed?.Url };
    }

    /// <summary>What is about to be prepared.</summary>
    private sealed record PreparedContent(ComputedPlan Computed, ReleaseOverrides Overrides, ImmutableArray<string> Warnings);
}
