using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Forges.GitHub;

/// <summary>Pull requests, their labels and comments.</summary>
internal sealed class GitHubPulls(LoopbackRepository repository, ForgeCall call)
{
    private const int LongestBody = 65_536;
    private const int MostLabels = 100;

    public Reply Answer(string[] path) => (call.Method, path) switch
    {
        ("GET", ["pulls"]) => ForgePages.Page(call, List()),
        ("POST", ["pulls"]) => Open(),
        ("GET", ["pulls", var number]) => Shape(Pull(number)),
        ("PATCH", ["pulls", var number]) => Change(Pull(number)),
        ("PUT", ["pulls", var number, "merge"]) => Merge(Pull(number)),
        ("GET", ["commits", var commit, "pulls"]) => ForgePages.Page(call, OfCommit(commit)),
        ("GET", ["issues", var number, "labels"]) => ForgePages.Page(call, Pull(number).Labels.Select(l => GitHubShapes.Label(repository, l))),
        ("POST", ["issues", var number, "labels"]) => AddLabels(Pull(number)),
        ("DELETE", ["issues", var number, "labels", var label]) => RemoveLabel(Pull(number), label),
        ("GET", ["issues", var number, "comments"]) => ForgePages.Page(call, Comments(Pull(number))),
        ("POST", ["issues", var number, "comments"]) => Comment(Pull(number)),
        ("GET", ["labels", var label]) => repository.Data.Labels.Exists(l => Same(l.Name, label)) ? Reply.Json(GitHubShapes.Label(repository, label)) : throw new RefusedException(404, "Not Found"),
        ("POST", ["labels"]) => MakeLabel(),
        _ => throw new RefusedException(404, "Not Found"),
    };

    private PullData Pull(string number) =>
        repository.Pull(long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw new RefusedException(404, "Not Found"));

    private IEnumerable<JsonNode> List()
    {
        var (state, head, target) = (call.Query("state") ?? "open", call.Query("head"), call.Query("base"));
        return from pull in repository.Data.Pulls.OrderByDescending(p => p.Number)
               where state == "all" || (state == "open") == (pull.State == "open")
               where head is null || head == $"{repository.Owner}:{pull.Head}"
               where target is null || target == pull.Base
               select (JsonNode)GitHubShapes.Pull(repository, pull, call.BaseUrl);
    }

    private Reply Open()
    {
        var (head, target, body) = (call.Text("head") ?? "", call.Text("base") ?? "", call.Text("body") ?? "");
        var refs = repository.Git.Refs();
        head = head.StartsWith(repository.Owner + ":", StringComparison.Ordinal) ? head[(repository.Owner.Length + 1)..] : head;
        if (!refs.TryGetValue($"refs/heads/{head}", out var commit) || !refs.TryGetValue($"refs/heads/{target}", out var tip))
        {
            throw Invalid(refs.ContainsKey($"refs/heads/{head}") ? "base" : "head", "invalid");
        }

        if (repository.Data.Pulls.Exists(p => p.State == "open" && p.Head == head && p.Base == target))
        {
            throw Invalid("head", $"A pull request already exists for {repository.Owner}:{head}.");
        }

        if (repository.Git.Missing(tip, commit).Length == 0)
        {
            throw Invalid("head", $"No commits between {target} and {head}");
        }

        CheckBody(body);
        var pull = repository.Open(head, target, call.Text("title") ?? throw Invalid("title", "missing_field"), body, call.Flag("draft") ?? false);
        return Reply.Json(GitHubShapes.Pull(repository, pull, call.BaseUrl), 201);
    }

    private Reply Change(PullData pull)
    {
        CheckBody(call.Text("body") ?? "");
        if (call.Text("state") is { } state && pull.State != "merged")
        {
            if (state == "open" && pull.State != "open" && !repository.Git.Refs().ContainsKey($"refs/heads/{pull.Head}"))
            {
                throw Invalid("state", $"state cannot be changed. The {pull.Head} branch has been deleted.");
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
        if (pull.State != "open" || pull.Draft || repository.Git.IsProtected(pull.Base))
        {
            throw new RefusedException(405, repository.Git.IsProtected(pull.Base) ? "Changes must be made through a pull request with an approving review. Protected branch." : "Pull Request is not mergeable");
        }

        if (call.Text("sha") is { } sha && sha != pull.HeadCommit)
        {
            throw new RefusedException(409, "Head branch was modified. Review and try the merge again.");
        }

        var method = call.Text("merge_method") ?? "merge";
        var message = method == "squash"
            ? $"{pull.Title} (#{pull.Number})\n\n{string.Join("\n", Commits(pull).Select(c => "* " + repository.Git.Subject(c)))}"
            : $"Merge pull request #{pull.Number} from {repository.Owner}/{pull.Head}\n\n{pull.Title}";
        return repository.Merge(pull, method, message) is { } objection
            ? throw new RefusedException(405, objection)
            : Reply.Json(new JsonObject { ["sha"] = pull.MergeCommit, ["merged"] = true, ["message"] = "Pull Request successfully merged" });
    }

    private string[] Commits(PullData pull) => repository.Git.Missing(repository.Git.Refs()[$"refs/heads/{pull.Base}"], pull.HeadCommit);

    private IEnumerable<JsonNode> OfCommit(string name)
    {
        var commit = repository.Git.Commit(name) ?? throw new RefusedException(422, $"No commit found for SHA: {name}");
        return from pull in repository.Data.Pulls.OrderByDescending(p => p.Number)
               where pull.MergeCommit == commit || (pull.State != "closed" && Has(pull, commit))
               select (JsonNode)GitHubShapes.Pull(repository, pull, call.BaseUrl);
    }

    private bool Has(PullData pull, string commit) =>
        repository.Git.IsAncestor(commit, pull.HeadCommit) &&
        (pull.MergeCommit is null ? !repository.Git.IsAncestor(commit, repository.Git.Refs()[$"refs/heads/{pull.Base}"]) : repository.Git.Missing($"{pull.MergeCommit}^", pull.HeadCommit).Contains(commit));

    private Reply AddLabels(PullData pull)
    {
        var names = call.Body["labels"] is JsonArray array ? array.Select(n => n!.GetValue<string>()).ToArray() : throw Invalid("labels", "missing_field");
        var added = names.Where(name => !pull.Labels.Exists(l => Same(l, name))).ToArray();
        if (pull.Labels.Count + added.Length > MostLabels)
        {
            throw Invalid("labels", $"An issue can have at most {MostLabels} labels.");
        }

        foreach (var name in added)
        {
            if (!repository.Data.Labels.Exists(l => Same(l.Name, name)))
            {
                repository.Data.Labels.Add(new LabelData(repository.NewId(), name, "ededed"));
            }

            pull.Labels.Add(name);
        }

        return Reply.Json(new JsonArray([.. pull.Labels.Select(l => (JsonNode)GitHubShapes.Label(repository, l))]));
    }

    private Reply RemoveLabel(PullData pull, string label) =>
        pull.Labels.RemoveAll(l => Same(l, label)) > 0
            ? Reply.Json(new JsonArray([.. pull.Labels.Select(l => (JsonNode)GitHubShapes.Label(repository, l))]))
            : throw new RefusedException(404, "Label does not exist");

    private Reply MakeLabel()
    {
        var name = call.Text("name") ?? throw Invalid("name", "missing_field");
        if (repository.Data.Labels.Exists(l => Same(l.Name, name)))
        {
            throw Invalid("name", "already_exists");
        }

        repository.Data.Labels.Add(new LabelData(repository.NewId(), name, call.Text("color") ?? "ededed"));
        return Reply.Json(GitHubShapes.Label(repository, name), 201);
    }

    private IEnumerable<JsonNode> Comments(PullData pull) =>
        repository.Data.Comments.Where(c => c.Pull == pull.Number).Select(c => (JsonNode)new JsonObject { ["id"] = c.Id, ["body"] = c.Body });

    private Reply Comment(PullData pull)
    {
        CheckBody(call.Text("body") ?? throw Invalid("body", "missing_field"));
        var comment = new CommentData(repository.NewId(), pull.Number, call.Text("body")!, repository.Now);
        repository.Data.Comments.Add(comment);
        return Reply.Json(new JsonObject { ["id"] = comment.Id, ["body"] = comment.Body }, 201);
    }

    private Reply Shape(PullData pull) => Reply.Json(GitHubShapes.Pull(repository, pull, call.BaseUrl));

    private static void CheckBody(string body)
    {
        if (body.Length > LongestBody)
        {
            throw Invalid("body", $"body is too long (maximum is {LongestBody} characters)");
        }
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static RefusedException Invalid(string field, string message) => new(422, $"Validation Failed: {field}: {message}");
}
