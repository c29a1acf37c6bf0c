using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;

namespace ReleaseKit.Engine.Forges.GitHub;

/// <summary>Pull requests of a repository on GitHub.</summary>
internal sealed class GitHubPullRequests(ForgeHttp http, ForgeRepository repository, string root)
{
    public async Task<PullRequest?> FindAsync(long number, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(ForgeRequest.Get($"{root}/pulls/{number}", 404), cancellationToken);
        return answer.IsSuccess ? Read(answer.Json()) : null;
    }

    public async IAsyncEnumerable<PullRequest> ListAsync(
        PullRequestState? state, string? head, string? target, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = state switch { null => "all", PullRequestState.Open => "open", _ => "closed" };
        var path = $"{root}/pulls?state={asked}&sort=created&direction=desc&per_page=100" +
            (head is null ? "" : $"&head={ForgeText.Segment($"{repository.Owner}:{head}")}") + (target is null ? "" : $"&base={ForgeText.Segment(target)}");
        await foreach (var item in http.ListAsync(path, cancellationToken))
        {
            var pull = Read(item);
            if (!pull.IsFromFork && (state is null || pull.State == state) && (head is null || pull.Head == head))
            {
                yield return pull;
            }
        }
    }

    public async Task<ImmutableArray<PullRequest>> OfCommitAsync(string commit, CancellationToken cancellationToken)
    {
        // 422 says that there is no such commit.
        var answer = await http.SendAsync(ForgeRequest.Get($"{root}/commits/{ForgeText.Segment(commit)}/pulls?per_page=100", 404, 422), cancellationToken);
        return answer.IsSuccess ? [.. answer.Json().Items().Select(Read).Where(p => !p.IsFromFork)] : [];
    }

    public Task<PullRequest> OpenAsync(string head, string target, string title, string body, bool draft, CancellationToken cancellationToken) => http.OnceAsync(
        async () => await ListAsync(PullRequestState.Open, head, target, cancellationToken).FirstOrDefaultAsync(cancellationToken),
        async () =>
        {
            var content = new JsonObject { ["title"] = title, ["head"] = head, ["base"] = target, ["body"] = body, ["draft"] = draft };
            var answer = await http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/pulls", content, draft ? [422] : []), cancellationToken);
            if (!answer.IsSuccess)
            {
                // Private repositories of some plans have no drafts; any other reason shows again.
                content = new JsonObject { ["title"] = title, ["head"] = head, ["base"] = target, ["body"] = body, ["draft"] = false };
                answer = await http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/pulls", content), cancellationToken);
            }

            return Read(answer.Json());
        },
        cancellationToken);

    public async Task<PullRequest> ChangeAsync(long number, PullRequestChange change, CancellationToken cancellationToken)
    {
        var now = await GetAsync(number, cancellationToken);
        var body = new JsonObject();
        if (change.Title is { } title && title != now.Title)
        {
            body["title"] = title;
        }

        if (change.Body is { } text && !ForgeText.Same(text, now.Body))
        {
            body["body"] = text;
        }

        if (change.Base is { } target && target != now.Base)
        {
            body["base"] = target;
        }

        if (change.State is { } state && state != now.State)
        {
            body["state"] = state == PullRequestState.Open ? "open" : "closed";
        }

        return body.Count == 0 ? now : Read((await http.SendAsync(ForgeRequest.Send(HttpMethod.Patch, $"{root}/pulls/{number}", body), cancellationToken)).Json());
    }

    public async Task<PullRequest> MergeAsync(long number, string headCommit, MergeMethod method, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["sha"] = headCommit, ["merge_method"] = method switch { MergeMethod.Squash => "squash", MergeMethod.Rebase => "rebase", _ => "merge" } };
        await http.OnceAsync<object>(
            async () => (await GetAsync(number, cancellationToken)).State == PullRequestState.Merged ? this : null,
            async () => await http.SendAsync(ForgeRequest.Send(HttpMethod.Put, $"{root}/pulls/{number}/merge", (JsonObject)body.DeepClone()) with { IsRepeatable = false }, cancellationToken),
            cancellationToken);
        return await GetAsync(number, cancellationToken);
    }

    private async Task<PullRequest> GetAsync(long number, CancellationToken cancellationToken) =>
        await FindAsync(number, cancellationToken) ??
        throw new ReleaseException(ForgeCodes.NotFound.Create($"{repository.Path} has no pull request {number}. Check the number, and that the token may see the repository."));

    private PullRequest Read(ForgeValue pull)
    {
        var merged = pull.TextOrNull("merged_at") is not null || pull.Flag("merged");
        return new PullRequest
        {
            Number = pull.Number("number"),
            Url = pull.Text("html_url"),
            Title = pull.Text("title"),
            Body = ForgeText.Normalize(pull.TextOrNull("body")),
            Head = pull["head"].Text("ref"),
            // The head's repository is null when it was deleted.
            IsFromFork = !string.Equals(pull["head"]["repo"].TextOrNull("full_name") ?? "", pull["base"]["repo"].TextOrNull("full_name") ?? repository.Path, StringComparison.OrdinalIgnoreCase),
            HeadCommit = pull["head"].TextOrNull("sha"),
            Base = pull["base"].Text("ref"),
            State = merged ? PullRequestState.Merged : pull.Text("state") == "open" ? PullRequestState.Open : PullRequestState.Closed,
            // While it is open, that is a commit GitHub makes to try the merge.
            MergeCommit = merged ? pull.TextOrNull("merge_commit_sha") : null,
            IsDraft = pull.Flag("draft"),
            Labels = [.. pull["labels"].Items().Select(l => l.Text("name")).Order(StringComparer.Ordinal)],
        };
    }
}
