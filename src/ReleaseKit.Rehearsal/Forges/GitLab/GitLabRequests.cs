using System.Globalization;
using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Forges.GitLab;

/// <summary>Merge requests, their labels and notes.</summary>
internal sealed class GitLabRequests(LoopbackRepository repository, ForgeCall call)
{
    private const int LongestBody = 1_048_576;
    private const int DefaultItems = 20;

    public Reply Answer(string[] path) => (call.Method, path) switch
    {
        ("GET", ["merge_requests"]) => ForgePages.Page(call, List(), defaultItems: DefaultItems),
        ("POST", ["merge_requests"]) => Open(),
        ("GET", ["merge_requests", var number]) => Shape(Request(number)),
        ("PUT", ["merge_requests", var number]) => Change(Request(number)),
        ("PUT", ["merge_requests", var number, "rebase"]) => Rebase(Request(number)),
        ("PUT", ["merge_requests", var number, "merge"]) => Merge(Request(number)),
        ("GET", ["merge_requests", var number, "notes"]) => ForgePages.Page(call, Notes(Request(number)), defaultItems: DefaultItems),
        ("POST", ["merge_requests", var number, "notes"]) => Note(Request(number)),
        ("GET", ["repository", "commits", var commit, "merge_requests"]) => ForgePages.Page(call, OfCommit(commit), defaultItems: DefaultItems),
        _ => throw new RefusedException(404, "404 Not Found"),
    };

    private PullData Request(string number) =>
        repository.Pull(long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw new RefusedException(404, "404 Not Found"));

    private IEnumerable<JsonNode> List()
    {
        var (state, head, target) = (call.Query("state") ?? "all", call.Query("source_branch"), call.Query("target_branch"));
        return from pull in repository.Data.Pulls.OrderByDescending(p => p.Number)
               where state == "all" || state == (pull.State == "open" ? "opened" : pull.State)
               where head is null || head == pull.Head
               where target is null || target == pull.Base
               select (JsonNode)GitLabShapes.Request(repository, pull, call.BaseUrl);
    }

    private Reply Open()
    {
        var (head, target) = (Required("source_branch"), Required("target_branch"));
        if (!repository.Git.Refs().ContainsKey($"refs/heads/{head}"))
        {
            throw new RefusedException(400, $"Source branch \"{head}\" does not exist");
        }

        if (repository.Data.Pulls.Find(p => p.State == "open" && p.Head == head && p.Base == target) is { } there)
        {
            throw new RefusedException(409, $"Another open merge request already exists for this source branch: !{there.Number}");
        }

        var body = call.Text("description") ?? "";
        CheckBody(body);
        return Shape(repository.Open(head, target, Required("title"), body, draft: false)) with { Status = 201 };
    }

    private Reply Change(PullData pull)
    {
        CheckBody(call.Text("description") ?? "");
        switch (call.Text("state_event"))
        {
            case "close" when pull.State == "open":
                (pull.State, pull.Closed) = ("closed", repository.Now);
                break;
            case "reopen" when pull.State == "closed":
                (pull.State, pull.Closed) = ("open", null);
                break;
        }

        foreach (var label in Labels("add_labels").Where(l => !pull.Labels.Contains(l)))
        {
            pull.Labels.Add(label);
        }

        pull.Labels.RemoveAll(Labels("remove_labels").Contains);
        pull.Title = call.Text("title") ?? pull.Title;
        pull.Body = call.Text("description") ?? pull.Body;
        pull.Base = call.Text("target_branch") ?? pull.Base;
        return Shape(pull);
    }

    private string[] Labels(string name) => (call.Text(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private Reply Rebase(PullData pull)
    {
        var refs = repository.Git.Refs();
        if (!refs.TryGetValue($"refs/heads/{pull.Head}", out var head) || repository.Replay(refs[$"refs/heads/{pull.Base}"], head) is not { } rebased)
        {
            throw new RefusedException(403, "Source branch does not exist or cannot be rebased");
        }

        repository.Git.Move(pull.Head, head, rebased);
        pull.HeadCommit = rebased;
        return Reply.Json(new JsonObject { ["rebase_in_progress"] = true }, 202);
    }

    private Reply Merge(PullData pull)
    {
        if (repository.Git.IsProtected(pull.Base))
        {
            throw new RefusedException(401, "401 Unauthorized");
        }

        if (pull.State != "open" || pull.Title.StartsWith("Draft:", StringComparison.OrdinalIgnoreCase) || !repository.Git.Refs().ContainsKey($"refs/heads/{pull.Head}"))
        {
            throw new RefusedException(405, "405 Method Not Allowed");
        }

        if (call.Text("sha") is { } sha && sha != pull.HeadCommit)
        {
            throw new RefusedException(409, "SHA does not match HEAD of source branch: " + pull.HeadCommit);
        }

        return Merge(pull, call.Flag("squash") ?? false) is { } objection ? throw new RefusedException(422, "Branch cannot be merged: " + objection) : Shape(pull);
    }

    /// <summary>A squash is one commit on the target branch, which is then merged as the project says.</summary>
    private string? Merge(PullData pull, bool squash)
    {
        if (squash)
        {
            var objection = repository.Merge(pull, "squash", pull.Title);
            pull.SquashCommit = objection is null ? pull.MergeCommit : null;
            return objection;
        }

        return repository.Merge(pull, repository.Git.Setting("loopback.mergeMethod") == "ff" ? "fast-forward" : "merge", $"Merge branch '{pull.Head}' into '{pull.Base}'");
    }

    private IEnumerable<JsonNode> OfCommit(string name)
    {
        var commit = repository.Git.Commit(name) ?? throw new RefusedException(404, "404 Commit Not Found");
        return from pull in repository.Data.Pulls.OrderByDescending(p => p.Number)
               where pull.MergeCommit == commit || pull.SquashCommit == commit || pull.HeadCommit == commit
               select (JsonNode)GitLabShapes.Request(repository, pull, call.BaseUrl);
    }

    private IEnumerable<JsonNode> Notes(PullData pull) =>
        repository.Data.Comments.Where(c => c.Pull == pull.Number).Select(c => (JsonNode)new JsonObject { ["id"] = c.Id, ["body"] = c.Body, ["system"] = false });

    private Reply Note(PullData pull)
    {
        var comment = new CommentData(repository.NewId(), pull.Number, Required("body"), repository.Now);
        repository.Data.Comments.Add(comment);
        return Reply.Json(new JsonObject { ["id"] = comment.Id, ["body"] = comment.Body }, 201);
    }

    private string Required(string name) => call.Text(name) ?? throw new RefusedException(400, $"{name} is missing");

    private Reply Shape(PullData pull) => Reply.Json(GitLabShapes.Request(repository, pull, call.BaseUrl));

    private static void CheckBody(string body)
    {
        if (body.Length > LongestBody)
        {
            throw new RefusedException(400, $"Description is too long (maximum is {LongestBody} characters)");
        }
    }
}
