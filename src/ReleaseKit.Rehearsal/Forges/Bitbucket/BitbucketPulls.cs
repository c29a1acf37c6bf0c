using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Forges.Bitbucket;

/// <summary>Pull requests and their comments.</summary>
internal sealed partial class BitbucketPulls(LoopbackRepository repository, ForgeCall call)
{
    private const int LongestBody = 32_768;
    private const int PageSize = 50;
    private const int ShortName = 12;

    /// <summary>Answers what is below <c>pullrequests</c>.</summary>
    public Reply Answer(string[] path) => (call.Method, path) switch
    {
        ("GET", []) => BitbucketLists.Page(call, List(), PageSize),
        ("POST", []) => Open(),
        ("GET", [var number]) => Reply.Json(Shape(Pull(number))),
        ("PUT", [var number]) => Change(Pull(number)),
        ("POST", [var number, "decline"]) => Decline(Pull(number)),
        ("POST", [var number, "merge"]) => Merge(Pull(number)),
        ("GET", [var number, "comments"]) => BitbucketLists.Page(call, Comments(Pull(number))),
        ("POST", [var number, "comments"]) => Comment(Pull(number)),
        _ => throw new RefusedException(404, "Resource not found"),
    };

    private static string StateOf(PullData pull) => pull.State switch { "open" => "OPEN", "merged" => "MERGED", _ => "DECLINED" };

    private PullData Pull(string number) =>
        repository.Pull(long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw new RefusedException(404, "Resource not found"));

    private IEnumerable<JsonNode> List()
    {
        var states = call.QueryAll("state") is { Length: > 0 } named ? named : ["OPEN"];
        var names = Filter().Matches(call.Query("q") ?? "").ToDictionary(m => m.Groups["side"].Value, m => m.Groups["name"].Value.Replace("\\\"", "\"", StringComparison.Ordinal));
        return from pull in repository.Data.Pulls.OrderByDescending(p => p.Number)
               where states.Contains(StateOf(pull))
               where !names.TryGetValue("source", out var head) || head == pull.Head
               where !names.TryGetValue("destination", out var target) || target == pull.Base
               select (JsonNode)Shape(pull);
    }

    private Reply Open()
    {
        var (head, target) = (BranchOf("source") ?? throw new RefusedException(400, "source: branch not found"), BranchOf("destination") ?? repository.Git.DefaultBranch());
        var refs = repository.Git.Refs();
        if (!refs.TryGetValue($"refs/heads/{head}", out var commit) || !refs.TryGetValue($"refs/heads/{target}", out var tip))
        {
            throw new RefusedException(400, "source: branch not found: " + head);
        }

        if (repository.Git.Missing(tip, commit).Length == 0)
        {
            throw new RefusedException(400, "There are no changes to be pulled");
        }

        CheckBody();
        var pull = repository.Open(head, target, call.Text("title") ?? throw new RefusedException(400, "title: this field is required"), call.Text("description") ?? "", call.Flag("draft") ?? false);
        return Reply.Json(Shape(pull), 201);
    }

    private Reply Change(PullData pull)
    {
        CheckBody();
        if (pull.State != "open")
        {
            throw new RefusedException(400, "This pull request is already closed.");
        }

        pull.Title = call.Text("title") ?? throw new RefusedException(400, "title: this field is required");
        pull.Body = call.Text("description") ?? pull.Body;
        pull.Base = BranchOf("destination") ?? pull.Base;
        return Reply.Json(Shape(pull));
    }

    private Reply Decline(PullData pull)
    {
        if (pull.State != "open")
        {
            throw new RefusedException(400, "This pull request is already closed.");
        }

        (pull.State, pull.Closed) = ("closed", repository.Now);
        return Reply.Json(Shape(pull));
    }

    private Reply Merge(PullData pull)
    {
        if (pull.State != "open" || !repository.Git.Refs().ContainsKey($"refs/heads/{pull.Head}"))
        {
            throw new RefusedException(pull.State == "open" ? 400 : 409, pull.State == "open" ? "The source branch does not exist." : "This pull request is already closed.");
        }

        if (repository.Git.IsProtected(pull.Base))
        {
            throw new RefusedException(403, "Your credentials lack the permission to merge into this branch.");
        }

        var method = (call.Text("merge_strategy") ?? "merge_commit") switch
        {
            "merge_commit" => "merge",
            "squash" => "squash",
            "rebase_fast_forward" => "rebase",
            "fast_forward" => "fast-forward",
            var other => throw new RefusedException(400, $"merge_strategy: {other}"),
        };
        return repository.Merge(pull, method, $"Merged in {pull.Head} (pull request #{pull.Number})\n\n{pull.Title}") is { } objection
            ? throw new RefusedException(400, objection)
            : Reply.Json(Shape(pull));
    }

    private IEnumerable<JsonNode> Comments(PullData pull) => repository.Data.Comments.Where(c => c.Pull == pull.Number).Select(c => (JsonNode)Shape(c));

    private Reply Comment(PullData pull)
    {
        var text = call.Body["content"]?["raw"]?.GetValue<string>() ?? throw new RefusedException(400, "content: this field is required");
        var comment = new CommentData(repository.NewId(), pull.Number, text, repository.Now);
        repository.Data.Comments.Add(comment);
        return Reply.Json(Shape(comment), 201);
    }

    private static JsonObject Shape(CommentData comment) =>
        new() { ["type"] = "pullrequest_comment", ["id"] = comment.Id, ["content"] = new JsonObject { ["raw"] = comment.Body } };

    private JsonObject Shape(PullData pull) => new()
    {
        ["type"] = "pullrequest", ["id"] = pull.Number, ["title"] = pull.Title, ["description"] = pull.Body, ["state"] = StateOf(pull), ["draft"] = pull.Draft,
        ["links"] = new JsonObject { ["html"] = new JsonObject { ["href"] = $"{call.BaseUrl}/{repository.Path}/pull-requests/{pull.Number}" } },
        ["source"] = Side(pull.Head, pull.HeadCommit), ["destination"] = Side(pull.Base, null),
        ["merge_commit"] = pull.MergeCommit is { } merge ? new JsonObject { ["type"] = "commit", ["hash"] = merge[..ShortName] } : null,
    };

    private JsonObject Side(string branch, string? commit) => new()
    {
        ["branch"] = new JsonObject { ["name"] = branch },
        ["commit"] = commit is null ? null : new JsonObject { ["type"] = "commit", ["hash"] = commit[..ShortName] },
        ["repository"] = new JsonObject { ["type"] = "repository", ["full_name"] = repository.Path },
    };

    private string? BranchOf(string side) => call.Body[side]?["branch"]?["name"]?.GetValue<string>();

    private void CheckBody()
    {
        if (call.Text("description") is { Length: > LongestBody })
        {
            throw new RefusedException(400, $"description: Ensure this value has at most {LongestBody} characters.");
        }
    }

    [GeneratedRegex("""(?<side>source|destination)\.branch\.name\s*=\s*"(?<name>(?:[^"\\]|\\.)*)" """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Filter();
}
