using System.Globalization;
using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Forges.Gitea;

/// <summary>Pull requests, their labels and comments.</summary>
internal sealed class GiteaPulls(LoopbackRepository repository, ForgeCall call)
{
    private const int LongestBody = 65_535;
    private const int PageSize = 50;

    public Reply Answer(string[] path) => (call.Method, path) switch
    {
        ("GET", ["pulls"]) => ForgePages.Page(call, List(), "limit", PageSize),
        ("POST", ["pulls"]) => Open(),
        ("GET", ["pulls", var number]) => Shape(Pull(number)),
        ("PATCH", ["pulls", var number]) => Change(Pull(number)) with { Status = 201 },
        ("POST", ["pulls", var number, "merge"]) => Merge(Pull(number)),
        ("GET", ["commits", var commit, "pull"]) => Shape(repository.Data.Pulls.Find(p => p.MergeCommit == commit) ?? throw new RefusedException(404, "The target couldn't be found.")),
        ("GET", ["issues", var number, "labels"]) => Labels(Pull(number)),
        ("POST", ["issues", var number, "labels"]) => AddLabels(Pull(number)),
        ("DELETE", ["issues", var number, "labels", var id]) => RemoveLabel(Pull(number), Number(id)),
        ("GET", ["issues", var number, "comments"]) => Reply.Json(new JsonArray([.. Comments(Pull(number))])),
        ("POST", ["issues", var number, "comments"]) => Comment(Pull(number)),
        ("GET", ["labels"]) => ForgePages.Page(call, repository.Data.Labels.Select(GiteaShapes.Label), "limit", PageSize),
        ("POST", ["labels"]) => MakeLabel(),
        _ => throw new RefusedException(404, "The target couldn't be found."),
    };

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new RefusedException(404, "The target couldn't be found.");

    private PullData Pull(string number) => repository.Pull(Number(number));

    private IEnumerable<JsonNode> List() =>
        from pull in repository.Data.Pulls.OrderByDescending(p => p.Number)
        where (call.Query("state") ?? "open") is var state && (state == "all" || (state == "open") == (pull.State == "open"))
        select (JsonNode)GiteaShapes.Pull(repository, pull, call.BaseUrl);

    private Reply Open()
    {
        var (head, target, body) = (call.Text("head") ?? "", call.Text("base") ?? "", call.Text("body") ?? "");
        var refs = repository.Git.Refs();
        if (!refs.ContainsKey($"refs/heads/{head}") || !refs.ContainsKey($"refs/heads/{target}"))
        {
            throw new RefusedException(404, "The target couldn't be found.");
        }

        if (repository.Data.Pulls.Find(p => p.State == "open" && p.Head == head && p.Base == target) is { } there)
        {
            throw new RefusedException(409, $"pull request already exists for these targets [id: {there.Id}, issue_id: {there.Id}, head_branch: {head}, base_branch: {target}]");
        }

        CheckBody(body);
        return Shape(repository.Open(head, target, call.Text("title") ?? throw new RefusedException(422, "[Title]: Required"), body, draft: false)) with { Status = 201 };
    }

    private Reply Change(PullData pull)
    {
        CheckBody(call.Text("body") ?? "");
        if (call.Text("state") is { } state)
        {
            if (pull.State == "merged")
            {
                throw new RefusedException(412, "cannot change state of this pull request, it was already merged");
            }

            (pull.State, pull.Closed) = state == "open" ? ("open", (DateTimeOffset?)null) : ("closed", repository.Now);
        }

        pull.Title = call.Text("title") ?? pull.Title;
        pull.Body = call.Text("body") ?? pull.Body;
        pull.Base = call.Text("base") ?? pull.Base;
        return Shape(pull);
    }

    private Reply Merge(PullData pull)
    {
        if (pull.State != "open")
        {
            throw new RefusedException(404, "The target couldn't be found.");
        }

        if (pull.Title.StartsWith("WIP:", StringComparison.OrdinalIgnoreCase) || repository.Git.IsProtected(pull.Base))
        {
            throw new RefusedException(405, repository.Git.IsProtected(pull.Base) ? "User not allowed to merge PR" : "Work in progress PRs cannot be merged");
        }

        if (call.Text("head_commit_id") is { } sha && sha != pull.HeadCommit)
        {
            throw new RefusedException(409, "head out of date");
        }

        var method = call.Text("Do") ?? throw new RefusedException(422, "[Do]: Required");
        var message = method == "squash" ? $"{pull.Title} (#{pull.Number})" : $"Merge pull request '{pull.Title}' (#{pull.Number}) from {pull.Head} into {pull.Base}";
        return repository.Merge(pull, method, message) is { } objection ? throw new RefusedException(409, objection) : new Reply(200);
    }

    private Reply Labels(PullData pull) => Reply.Json(new JsonArray([.. pull.Labels.Select(l => (JsonNode)GiteaShapes.Label(repository.Data.Labels.Find(k => k.Name == l)!))]));

    private Reply AddLabels(PullData pull)
    {
        foreach (var id in call.Body["labels"] is JsonArray array ? array.Select(i => i!.GetValue<long>()).ToArray() : throw new RefusedException(422, "labels"))
        {
            var label = repository.Data.Labels.Find(l => l.Id == id) ?? throw new RefusedException(404, "The target couldn't be found.");
            if (!pull.Labels.Contains(label.Name))
            {
                pull.Labels.Add(label.Name);
            }
        }

        return Labels(pull);
    }

    private Reply RemoveLabel(PullData pull, long id) =>
        repository.Data.Labels.Find(l => l.Id == id) is { } label && pull.Labels.Remove(label.Name) ? new Reply(204) : throw new RefusedException(404, "The target couldn't be found.");

    /// <summary>Names are not unique: making one twice gives two.</summary>
    private Reply MakeLabel()
    {
        var label = new LabelData(repository.NewId(), call.Text("name") ?? throw new RefusedException(422, "[Name]: Required"), call.Text("color") ?? throw new RefusedException(422, "[Color]: Required"));
        repository.Data.Labels.Add(label);
        return Reply.Json(GiteaShapes.Label(label), 201);
    }

    private IEnumerable<JsonNode> Comments(PullData pull) =>
        repository.Data.Comments.Where(c => c.Pull == pull.Number).Select(c => (JsonNode)new JsonObject { ["id"] = c.Id, ["body"] = c.Body });

    private Reply Comment(PullData pull)
    {
        var comment = new CommentData(repository.NewId(), pull.Number, call.Text("body") ?? throw new RefusedException(422, "[Body]: Required"), repository.Now);
        repository.Data.Comments.Add(comment);
        return Reply.Json(new JsonObject { ["id"] = comment.Id, ["body"] = comment.Body }, 201);
    }

    private Reply Shape(PullData pull) => Reply.Json(GiteaShapes.Pull(repository, pull, call.BaseUrl));

    private static void CheckBody(string body)
    {
        if (body.Length > LongestBody)
        {
            throw new RefusedException(422, "Data too long for column 'content' at row 1");
        }
    }
}
