using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;

namespace ReleaseKit.Engine.Forges.GitLab;

/// <summary>Merge requests of a project on GitLab, with their labels and notes.</summary>
internal sealed class GitLabMergeRequests(ForgeHttp http, TimeProvider time, ForgeRepository repository, string root)
{
    private const string Draft = "Draft: ";
    private const int MostPolls = 30;
    private static readonly TimeSpan BetweenPolls = TimeSpan.FromSeconds(1);

    public async Task<PullRequest?> FindAsync(long number, CancellationToken cancellationToken) =>
        await PageAsync(number, "", cancellationToken) is { } page ? Read(page) : null;

    public async IAsyncEnumerable<PullRequest> ListAsync(
        PullRequestState? state, string? head, string? target, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = state switch { null => "all", PullRequestState.Open => "opened", PullRequestState.Merged => "merged", _ => "closed" };
        var path = $"{root}/merge_requests?state={asked}&order_by=created_at&sort=desc&per_page=100&page=1" +
            (head is null ? "" : $"&source_branch={ForgeText.Segment(head)}") + (target is null ? "" : $"&target_branch={ForgeText.Segment(target)}");
        await foreach (var item in http.ListAsync(path, cancellationToken))
        {
            if (Read(item) is { IsFromFork: false } request)
            {
                yield return request;
            }
        }
    }

    public async Task<ImmutableArray<PullRequest>> OfCommitAsync(string commit, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(ForgeRequest.Get($"{root}/repository/commits/{ForgeText.Segment(commit)}/merge_requests?per_page=100", 404), cancellationToken);
        return answer.IsSuccess ? [.. answer.Json().Items().Select(Read).Where(r => !r.IsFromFork)] : [];
    }

    public Task<PullRequest> OpenAsync(string head, string target, string title, string body, bool draft, CancellationToken cancellationToken) => http.OnceAsync(
        async () => await ListAsync(PullRequestState.Open, head, target, cancellationToken).FirstOrDefaultAsync(cancellationToken),
        async () =>
        {
            var content = new JsonObject { ["source_branch"] = head, ["target_branch"] = target, ["title"] = (draft ? Draft : "") + title, ["description"] = body };
            return Read((await http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/merge_requests", content), cancellationToken)).Json());
        },
        cancellationToken);

    public async Task<PullRequest> ChangeAsync(long number, PullRequestChange change, CancellationToken cancellationToken)
    {
        var now = await GetAsync(number, cancellationToken);
        var body = new JsonObject();
        if (change.Title is { } title && title != now.Title)
        {
            body["title"] = (now.IsDraft ? Draft : "") + title;
        }

        if (change.Body is { } text && !ForgeText.Same(text, now.Body))
        {
            body["description"] = text;
        }

        if (change.Base is { } target && target != now.Base)
        {
            body["target_branch"] = target;
        }

        if (change.State is { } state && state != now.State)
        {
            body["state_event"] = state == PullRequestState.Open ? "reopen" : "close";
        }

        return body.Count == 0 ? now : await PutAsync(number, body, cancellationToken);
    }

    /// <summary>Merges by the project's own method; a rebase is done before, and needs a project that merges fast-forward to leave no merge commit.</summary>
    public async Task<PullRequest> MergeAsync(long number, string headCommit, MergeMethod method, CancellationToken cancellationToken)
    {
        var now = await GetAsync(number, cancellationToken);
        if (now.State == PullRequestState.Merged)
        {
            return now;
        }

        var head = headCommit;
        if (method == MergeMethod.Rebase && now.HeadCommit == headCommit)
        {
            await http.SendAsync(new ForgeRequest(HttpMethod.Put, $"{root}/merge_requests/{number}/rebase"), cancellationToken);
            head = await RebasedAsync(number, cancellationToken);
        }

        var body = new JsonObject { ["sha"] = head, ["squash"] = method == MergeMethod.Squash, ["should_remove_source_branch"] = false };
        await http.OnceAsync<object>(
            async () => (await GetAsync(number, cancellationToken)).State == PullRequestState.Merged ? this : null,
            async () => await AcceptAsync(number, body, cancellationToken),
            cancellationToken);
        return await GetAsync(number, cancellationToken);
    }

    public async Task<bool> LabelAsync(long number, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove, CancellationToken cancellationToken)
    {
        var there = (await GetAsync(number, cancellationToken)).Labels;
        var (missing, spare) = (add.Except(there, StringComparer.Ordinal).ToArray(), remove.Intersect(there, StringComparer.Ordinal).ToArray());
        var body = new JsonObject();
        if (missing.Length > 0)
        {
            // Labels that the project lacks are made by this.
            body["add_labels"] = string.Join(',', missing);
        }

        if (spare.Length > 0)
        {
            body["remove_labels"] = string.Join(',', spare);
        }

        if (body.Count > 0)
        {
            await PutAsync(number, body, cancellationToken);
        }

        return true;
    }

    public async Task CommentAsync(long number, string body, CancellationToken cancellationToken)
    {
        var notes = $"{root}/merge_requests/{number}/notes";
        await http.OnceAsync<object>(
            async () =>
            {
                var comments = await http.ListAsync($"{notes}?sort=asc&order_by=created_at&per_page=100&page=1", cancellationToken).Select(c => c.TextOrNull("body")).ToListAsync(cancellationToken);
                return ForgeText.IsLastOfOurs(comments, body) ? this : null;
            },
            async () => await http.SendAsync(ForgeRequest.Send(HttpMethod.Post, notes, new JsonObject { ["body"] = ForgeText.Ours(body) }), cancellationToken),
            cancellationToken);
    }

    /// <summary>Accepts, and asks again while GitLab has not found out yet whether it can be merged.</summary>
    private async Task<ForgeAnswer> AcceptAsync(long number, JsonObject body, CancellationToken cancellationToken)
    {
        for (var poll = 0; ; poll++)
        {
            var answer = await http.SendAsync(
                ForgeRequest.Send(HttpMethod.Put, $"{root}/merge_requests/{number}/merge", (JsonObject)body.DeepClone(), 401, 405) with { IsRepeatable = false }, cancellationToken);
            if (answer.IsSuccess)
            {
                return answer;
            }

            var status = (await PageAsync(number, "", cancellationToken))?.TextOrNull("detailed_merge_status") ?? "";
            if (answer.Status == 401)
            {
                // Reading was just allowed: the token is good, and may not merge here.
                throw new ReleaseException(ForgeCodes.Forbidden.Create(
                    $"{repository.Path} does not let this token merge request {number}{ForgeRefusal.Excerpt(answer.Text())}. Give it the right to merge into the branch, or merge by hand."));
            }

            if (status is not ("checking" or "unchecked" or "preparing" or "approvals_syncing") || poll == MostPolls)
            {
                throw new ReleaseException(ForgeCodes.Refused.Create(
                    $"{repository.Path} does not merge request {number}{ForgeRefusal.Excerpt(answer.Text())}{(status.Length > 0 ? $" ({status})" : "")}. Change what these words name, then run again."));
            }

            await Task.Delay(BetweenPolls, time, cancellationToken);
        }
    }

    private async Task<string> RebasedAsync(long number, CancellationToken cancellationToken)
    {
        for (var poll = 0; poll <= MostPolls; poll++)
        {
            var page = await PageAsync(number, "?include_rebase_in_progress=true", cancellationToken) ?? throw Missing(number);
            if (!page.Flag("rebase_in_progress"))
            {
                return page.TextOrNull("merge_error") is { Length: > 0 } error
                    ? throw new ReleaseException(ForgeCodes.Refused.Create($"{repository.Path} cannot rebase merge request {number}: {Core.Text.DisplayText.Line(error).TrimEnd('.')}. Resolve it, then run again."))
                    : page.Text("sha");
            }

            await Task.Delay(BetweenPolls, time, cancellationToken);
        }

        throw new ReleaseException(ForgeCodes.Unreachable.Create($"{repository.Path} does not finish rebasing merge request {number}. Look at its page, then run again."));
    }

    private async Task<ForgeValue?> PageAsync(long number, string query, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(ForgeRequest.Get($"{root}/merge_requests/{number}{query}", 404), cancellationToken);
        return answer.IsSuccess ? answer.Json() : null;
    }

    private async Task<PullRequest> PutAsync(long number, JsonObject body, CancellationToken cancellationToken) =>
        Read((await http.SendAsync(ForgeRequest.Send(HttpMethod.Put, $"{root}/merge_requests/{number}", body), cancellationToken)).Json());

    private async Task<PullRequest> GetAsync(long number, CancellationToken cancellationToken) => await FindAsync(number, cancellationToken) ?? throw Missing(number);

    private ReleaseException Missing(long number) =>
        new(ForgeCodes.NotFound.Create($"{repository.Path} has no merge request {number}. Check the number, and that the token may see the project."));

    private static PullRequest Read(ForgeValue request)
    {
        var (merged, title) = (request.Text("state") == "merged", request.Text("title"));
        var draft = request.Flag("draft") || title.StartsWith(Draft, StringComparison.OrdinalIgnoreCase);
        return new PullRequest
        {
            Number = request.Number("iid"),
            Url = request.Text("web_url"),
            Title = title.StartsWith(Draft, StringComparison.OrdinalIgnoreCase) ? title[Draft.Length..] : title,
            Body = ForgeText.Normalize(request.TextOrNull("description")),
            Head = request.Text("source_branch"),
            IsFromFork = request["source_project_id"].AsNumber() != request["target_project_id"].AsNumber(),
            HeadCommit = request.TextOrNull("sha"),
            Base = request.Text("target_branch"),
            State = merged ? PullRequestState.Merged : request.Text("state") is "opened" or "locked" ? PullRequestState.Open : PullRequestState.Closed,

            // A merge commit, else the one squash, else (fast-forward) the last of its own commits.
            MergeCommit = merged ? request.TextOrNull("merge_commit_sha") ?? request.TextOrNull("squash_commit_sha") ?? request.TextOrNull("sha") : null,
            IsDraft = draft,
            Labels = [.. request["labels"].Items().Select(l => l.AsText() ?? l.Text("name")).Order(StringComparer.Ordinal)],
        };
    }
}
