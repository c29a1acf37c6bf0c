using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;

namespace ReleaseKit.Engine.Forges.Bitbucket;

/// <summary>Pull requests of a repository on Bitbucket Cloud.</summary>
internal sealed class BitbucketPullRequests(ForgeHttp http, ForgeRepository repository, string root)
{
    /// <summary>Of how many merged pull requests a commit is looked up where Bitbucket does not link them.</summary>
    private const int MostLookedAt = 200;

    private const int FullName = 40;

    public async Task<PullRequest?> FindAsync(long number, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(ForgeRequest.Get($"{root}/pullrequests/{number}", 404), cancellationToken);
        return answer.IsSuccess ? await ReadAsync(answer.Json(), cancellationToken) : null;
    }

    public async IAsyncEnumerable<PullRequest> ListAsync(
        PullRequestState? state, string? head, string? target, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string[] asked = state switch
        {
            null => ["OPEN", "MERGED", "DECLINED", "SUPERSEDED"],
            PullRequestState.Open => ["OPEN"],
            PullRequestState.Merged => ["MERGED"],
            _ => ["DECLINED", "SUPERSEDED"],
        };
        var filter = string.Join(" AND ", new[] { ("source", head), ("destination", target) }.Where(f => f.Item2 is not null).Select(f => $"{f.Item1}.branch.name = \"{Quoted(f.Item2!)}\""));
        var path = $"{root}/pullrequests?{string.Concat(asked.Select(s => $"state={s}&"))}sort=-created_on&pagelen=50{(filter.Length > 0 ? $"&q={ForgeText.Segment(filter)}" : "")}";
        await foreach (var item in http.ValuesAsync(path, cancellationToken))
        {
            var pull = await ReadAsync(item, cancellationToken);
            if (!pull.IsFromFork && (head is null || pull.Head == head) && (target is null || pull.Base == target))
            {
                yield return pull;
            }
        }
    }

    /// <summary>Bitbucket links commits where an app for it is installed; elsewhere the last merged ones are looked through.</summary>
    public async Task<ImmutableArray<PullRequest>> OfCommitAsync(string commit, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync(ForgeRequest.Get($"{root}/commit/{ForgeText.Segment(commit)}/pullrequests?pagelen=50", 404), cancellationToken);
        if (answer.Status == 200)
        {
            var linked = ImmutableArray.CreateBuilder<PullRequest>();
            foreach (var item in answer.Json()["values"].Items())
            {
                // The links are short: only the number is sure to be there.
                linked.Add(await GetAsync(item.Number("id"), cancellationToken));
            }

            return [.. linked.Where(p => !p.IsFromFork)];
        }

        return [.. await ListAsync(PullRequestState.Merged, null, null, cancellationToken).Take(MostLookedAt).Where(p => p.MergeCommit == commit).ToListAsync(cancellationToken)];
    }

    public Task<PullRequest> OpenAsync(string head, string target, string title, string body, bool draft, CancellationToken cancellationToken) => http.OnceAsync(
        async () => await ListAsync(PullRequestState.Open, head, target, cancellationToken).FirstOrDefaultAsync(cancellationToken),
        async () =>
        {
            var content = new JsonObject
            {
                ["title"] = title, ["description"] = body, ["source"] = Branch(head), ["destination"] = Branch(target), ["close_source_branch"] = false, ["draft"] = draft,
            };
            return await ReadAsync((await http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/pullrequests", content), cancellationToken)).Json(), cancellationToken);
        },
        cancellationToken);

    public async Task<PullRequest> ChangeAsync(long number, PullRequestChange change, CancellationToken cancellationToken)
    {
        var now = await GetAsync(number, cancellationToken);
        var body = new JsonObject();
        if (change.Body is { } text && !ForgeText.Same(text, now.Body))
        {
            body["description"] = text;
        }

        if (change.Base is { } target && target != now.Base)
        {
            body["destination"] = Branch(target);
        }

        if (body.Count > 0 || (change.Title is { } title && title != now.Title))
        {
            // A title is asked for with every change.
            body["title"] = change.Title ?? now.Title;
            now = await ReadAsync((await http.SendAsync(ForgeRequest.Send(HttpMethod.Put, $"{root}/pullrequests/{number}", body), cancellationToken)).Json(), cancellationToken);
        }

        return change.State is { } state && state != now.State ? await TurnAsync(now, state, cancellationToken) : now;
    }

    public async Task<PullRequest> MergeAsync(long number, string headCommit, MergeMethod method, CancellationToken cancellationToken)
    {
        await http.OnceAsync<object>(
            async () => await IsMergedAsync(number, headCommit, cancellationToken) ? this : null,
            async () =>
            {
                var body = new JsonObject
                {
                    ["type"] = "pullrequest_merge_parameters", ["close_source_branch"] = false,
                    ["merge_strategy"] = method switch { MergeMethod.Squash => "squash", MergeMethod.Rebase => "rebase_fast_forward", _ => "merge_commit" },
                };
                return await http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/pullrequests/{number}/merge", body), cancellationToken);
            },
            cancellationToken);
        return await GetAsync(number, cancellationToken);
    }

    public async Task CommentAsync(long number, string body, CancellationToken cancellationToken)
    {
        var comments = $"{root}/pullrequests/{number}/comments";
        await http.OnceAsync<object>(
            async () =>
            {
                var texts = await http.ValuesAsync($"{comments}?sort=created_on&pagelen=100", cancellationToken).Select(c => c["content"].TextOrNull("raw")).ToListAsync(cancellationToken);
                return ForgeText.IsLastOfOurs(texts, body) ? this : null;
            },
            async () => await http.SendAsync(
                ForgeRequest.Send(HttpMethod.Post, comments, new JsonObject { ["content"] = new JsonObject { ["raw"] = ForgeText.Ours(body) } }), cancellationToken),
            cancellationToken);
    }

    private static JsonObject Branch(string name) => new() { ["branch"] = new JsonObject { ["name"] = name } };

    private static string Quoted(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

    /// <summary>Bitbucket takes no commit with a merge: the branch is looked at just before.</summary>
    private async Task<bool> IsMergedAsync(long number, string headCommit, CancellationToken cancellationToken)
    {
        var now = await GetAsync(number, cancellationToken);
        if (now.State == PullRequestState.Open && now.HeadCommit is { } head && !headCommit.StartsWith(head, StringComparison.Ordinal))
        {
            throw new ReleaseException(ForgeCodes.Refused.Create($"The branch of pull request {number} of {repository.Path} moved to {head}. Look at what is new there, then run again."));
        }

        return now.State == PullRequestState.Merged;
    }

    private async Task<PullRequest> TurnAsync(PullRequest now, PullRequestState state, CancellationToken cancellationToken) =>
        now.State == PullRequestState.Open && state == PullRequestState.Closed
            ? await ReadAsync((await http.SendAsync(new ForgeRequest(HttpMethod.Post, $"{root}/pullrequests/{now.Number}/decline"), cancellationToken)).Json(), cancellationToken)
            : throw new ReleaseException(ForgeCodes.Refused.Create($"Pull request {now.Number} of {repository.Path} is {(now.State == PullRequestState.Merged ? "merged" : "declined")}, which is final on Bitbucket. Open another one."));

    private async Task<PullRequest> GetAsync(long number, CancellationToken cancellationToken) =>
        await FindAsync(number, cancellationToken) ??
        throw new ReleaseException(ForgeCodes.NotFound.Create($"{repository.Path} has no pull request {number}. Check the number, and that the token may see the repository."));

    private async Task<PullRequest> ReadAsync(ForgeValue pull, CancellationToken cancellationToken)
    {
        var state = pull.Text("state") switch { "OPEN" => PullRequestState.Open, "MERGED" => PullRequestState.Merged, _ => PullRequestState.Closed };
        return new PullRequest
        {
            Number = pull.Number("id"),
            Url = pull["links"]["html"].Text("href"),
            Title = pull.Text("title"),
            Body = ForgeText.Normalize(pull.TextOrNull("description") ?? pull["summary"].TextOrNull("raw")),
            Head = pull["source"]["branch"].Text("name"),
            IsFromFork = !string.Equals(pull["source"]["repository"].TextOrNull("full_name") ?? "", pull["destination"]["repository"].TextOrNull("full_name") ?? repository.Path, StringComparison.OrdinalIgnoreCase),
            HeadCommit = pull["source"]["commit"].TextOrNull("hash"),
            Base = pull["destination"]["branch"].Text("name"),
            State = state,
            MergeCommit = state == PullRequestState.Merged && pull["merge_commit"].TextOrNull("hash") is { } hash ? await ExpandAsync(hash, cancellationToken) : null,
            IsDraft = pull.Flag("draft"),
        };
    }

    /// <summary>Bitbucket abbreviates commits in pull requests.</summary>
    private async Task<string> ExpandAsync(string hash, CancellationToken cancellationToken) => hash.Length >= FullName
        ? hash
        : (await http.SendAsync(ForgeRequest.Get($"{root}/commit/{ForgeText.Segment(hash)}"), cancellationToken)).Json().Text("hash");
}
