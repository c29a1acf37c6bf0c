using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;

namespace ReleaseKit.Engine.Forges.Gitea;

/// <summary>Pull requests of a repository on Gitea or Forgejo.</summary>
internal sealed class GiteaPullRequests(ForgeHttp http, ForgeRepository repository, string root)
{
    /// <summary>What servers give at most unless they are told otherwise.</summary>
    private const int PageSize = 50;

    /// <summary>The beginning of a draft's title; there is no other mark.</summary>
    private const string Draft = "WIP: ";

    private const string GoneBranch = "refs/pull/";
    private const int MostPolls = 30;
    private static readonly TimeSpan BetweenPolls = TimeSpan.FromSeconds(1);

    public async Task<PullRequest?> FindAsync(long number, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(ForgeRequest.Get($"{root}/pulls/{number}", 404), cancellationToken);
        return answer.IsSuccess ? Read(answer.Json()) : null;
    }

    /// <summary>Branches are compared here: older servers cannot be asked for those of one.</summary>
    public async IAsyncEnumerable<PullRequest> ListAsync(
        PullRequestState? state, string? head, string? target, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = state switch { null => "all", PullRequestState.Open => "open", _ => "closed" };
        await foreach (var item in http.ListAsync($"{root}/pulls?state={asked}&page=1&limit={PageSize}", cancellationToken))
        {
            var pull = Read(item);
            if (!pull.IsFromFork && (state is null || pull.State == state) && (head is null || pull.Head == head) && (target is null || pull.Base == target))
            {
                yield return pull;
            }
        }
    }

    /// <summary>The forge tells only the one that a commit merged.</summary>
    public async Task<ImmutableArray<PullRequest>> OfCommitAsync(string commit, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(ForgeRequest.Get($"{root}/commits/{ForgeText.Segment(commit)}/pull", 404), cancellationToken);
        return answer.IsSuccess && Read(answer.Json()) is { IsFromFork: false } pull ? [pull] : [];
    }

    public Task<PullRequest> OpenAsync(string head, string target, string title, string body, bool draft, CancellationToken cancellationToken) => http.OnceAsync(
        async () => await ListAsync(PullRequestState.Open, head, target, cancellationToken).FirstOrDefaultAsync(cancellationToken),
        async () =>
        {
            var content = new JsonObject { ["title"] = (draft ? Draft : "") + title, ["head"] = head, ["base"] = target, ["body"] = body };
            return Read((await http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/pulls", content), cancellationToken)).Json());
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
        await http.OnceAsync<object>(
            async () => (await GetAsync(number, cancellationToken)).State switch
            {
                PullRequestState.Merged => this,
                PullRequestState.Open => null,

                // The forge would say that there is no such pull request.
                _ => throw new ReleaseException(ForgeCodes.Refused.Create($"Pull request {number} of {repository.Path} is closed, and cannot be merged. Open it anew, then run again.")),
            },
            async () => await AcceptAsync(number, headCommit, method, cancellationToken),
            cancellationToken);
        return await GetAsync(number, cancellationToken);
    }

    /// <summary>Merges, and asks again while the forge has not found out yet whether it can be merged.</summary>
    private async Task<ForgeAnswer> AcceptAsync(long number, string headCommit, MergeMethod method, CancellationToken cancellationToken)
    {
        for (var poll = 0; ; poll++)
        {
            var body = new JsonObject
            {
                ["Do"] = method switch { MergeMethod.Squash => "squash", MergeMethod.Rebase => "rebase", _ => "merge" },
                ["head_commit_id"] = headCommit,
            };
            var answer = await http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/pulls/{number}/merge", body, 405), cancellationToken);
            if (answer.IsSuccess)
            {
                return answer;
            }

            if (!answer.Text().Contains("try again later", StringComparison.OrdinalIgnoreCase) || poll == MostPolls)
            {
                throw new ReleaseException(ForgeCodes.Refused.Create(
                    $"{repository.Path} does not merge pull request {number}{ForgeRefusal.Excerpt(answer.Text())}. Change what these words name, then run again."));
            }

            await Task.Delay(BetweenPolls, http.Time, cancellationToken);
        }
    }

    private async Task<PullRequest> GetAsync(long number, CancellationToken cancellationToken) =>
        await FindAsync(number, cancellationToken) ??
        throw new ReleaseException(ForgeCodes.NotFound.Create($"{repository.Path} has no pull request {number}. Check the number, and that the token may see the repository."));

    private static PullRequest Read(ForgeValue pull)
    {
        var merged = pull.Flag("merged");
        var (title, head) = (pull.Text("title"), pull["head"]);
        var draft = title.StartsWith(Draft, StringComparison.OrdinalIgnoreCase);
        return new PullRequest
        {
            Number = pull.Number("number"),
            Url = pull.Text("html_url"),
            Title = draft ? title[Draft.Length..] : title,
            Body = ForgeText.Normalize(pull.TextOrNull("body")),

            // When the branch is gone its name is in the label alone.
            Head = head.Text("ref").StartsWith(GoneBranch, StringComparison.Ordinal) ? head.TextOrNull("label") ?? head.Text("ref") : head.Text("ref"),
            IsFromFork = head["repo_id"].AsNumber() != pull["base"]["repo_id"].AsNumber(),
            HeadCommit = head.TextOrNull("sha"),
            Base = pull["base"].Text("ref"),
            State = merged ? PullRequestState.Merged : pull.Text("state") == "open" ? PullRequestState.Open : PullRequestState.Closed,
            MergeCommit = merged ? pull.TextOrNull("merge_commit_sha") : null,
            IsDraft = draft,
            Labels = pull["labels"].IsNull ? [] : [.. pull["labels"].Items().Select(l => l.Text("name")).Order(StringComparer.Ordinal)],
        };
    }
}
