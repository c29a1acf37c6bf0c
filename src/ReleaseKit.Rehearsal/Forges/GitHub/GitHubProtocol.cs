using System.Globalization;
using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Forges.GitHub;

/// <summary>GitHub's REST API below <c>/github/api/v3</c>, uploads below <c>/github/api/uploads</c>, as GitHub Enterprise has them.</summary>
internal sealed class GitHubProtocol(ForgeShelf shelf) : ForgeProtocol(shelf)
{
    public override string ClientPath => "github/api/v3";

    public override string? PresentedToken(IncomingRequest request) => Authorization(request, "Bearer", "token");

    public override Reply Unauthorized(bool presented) => Refuse(401, presented ? "Bad credentials" : "Requires authentication");

    public override Reply Refuse(int status, string message) => Reply.Json(
        new JsonObject { ["message"] = message, ["documentation_url"] = "https://docs.github.com/rest", ["status"] = status.ToString(CultureInfo.InvariantCulture) }, status);

    protected override (string? Path, string[] Below) Split(string[] segments) => segments switch
    {
        ["api", "v3", "repos", var owner, var name, .. var rest] => ($"{owner}/{name}", rest),
        ["api", "uploads", "repos", var owner, var name, .. var rest] => ($"{owner}/{name}", rest),
        _ => (null, []),
    };

    protected override Reply Answer(LoopbackRepository repository, ForgeCall call, string[] path)
    {
        var (pulls, releases) = (new GitHubPulls(repository, call), new GitHubReleasePages(repository, call));
        return (call.Method, path) switch
        {
            ("GET", []) => Reply.Json(GitHubShapes.Repository(repository, call.BaseUrl)),
            ("POST", ["dispatches"]) => Dispatch(repository, call),
            ("GET", ["git", "ref", "tags", .. var tag]) => Ref(repository, string.Join('/', tag)),
            ("POST", ["statuses", var commit]) => SetStatus(repository, call, commit),
            ("GET", ["commits", var commit, "status"]) => Statuses(repository, commit),
            (_, ["pulls" or "issues" or "labels", ..]) or ("GET", ["commits", _, "pulls"]) => pulls.Answer(path),
            (_, ["releases", ..]) => releases.Answer(path[1..]),
            _ => throw new RefusedException(404, "Not Found"),
        };
    }

    private static Reply Dispatch(LoopbackRepository repository, ForgeCall call)
    {
        if (call.Text("event_type") is not { Length: > 0 and <= 100 } type || call.Body["client_payload"] is JsonObject { Count: > 10 })
        {
            throw new RefusedException(422, "Invalid request. No more than 10 properties are allowed, and 'event_type' is required.");
        }

        repository.Data.Dispatches.Add(new DispatchData(type, call.Body["client_payload"]?.ToJsonString() ?? "{}"));
        return new Reply(204);
    }

    private static Reply Ref(LoopbackRepository repository, string tag) =>
        repository.Git.Refs().TryGetValue($"refs/tags/{tag}", out var commit)
            ? Reply.Json(new JsonObject { ["ref"] = $"refs/tags/{tag}", ["object"] = new JsonObject { ["type"] = "commit", ["sha"] = commit } })
            : throw new RefusedException(404, "Not Found");

    private static Reply SetStatus(LoopbackRepository repository, ForgeCall call, string name)
    {
        var commit = repository.Git.Commit(name) ?? throw new RefusedException(422, $"No commit found for SHA: {name}");
        if (call.Text("state") is not ("success" or "failure" or "pending" or "error") || call.Text("description") is { Length: > 140 })
        {
            throw new RefusedException(422, "Validation Failed");
        }

        var status = new StatusData(repository.NewId(), commit, call.Text("context") ?? "default", call.Text("state")!, call.Text("description") ?? "", repository.Now);
        repository.Data.Statuses.Add(status);
        return Reply.Json(GitHubShapes.Status(status), 201);
    }

    private static Reply Statuses(LoopbackRepository repository, string name)
    {
        var commit = repository.Git.Commit(name) ?? throw new RefusedException(422, $"No commit found for SHA: {name}");
        var last = LastStatuses(repository, commit).ToArray();
        return Reply.Json(new JsonObject
        {
            ["state"] = last.Any(s => s.State == "failure") ? "failure" : last.Length > 0 && last.All(s => s.State == "success") ? "success" : "pending",
            ["sha"] = commit, ["total_count"] = last.Length, ["statuses"] = new JsonArray([.. last.Select(GitHubShapes.Status)]),
        });
    }
}
