using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Forges.Gitea;

/// <summary>The API of Gitea and Forgejo below <c>/gitea/api/v1</c>.</summary>
internal sealed class GiteaProtocol(ForgeShelf shelf) : ForgeProtocol(shelf)
{
    public override string ClientPath => "gitea/api/v1";

    public override string? PresentedToken(IncomingRequest request) => Authorization(request, "token", "Bearer");

    public override Reply Unauthorized(bool presented) => Refuse(401, presented ? "user does not exist [uid: 0, name: ]" : "token is required");

    public override Reply Refuse(int status, string message) => Reply.Json(new JsonObject { ["message"] = message, ["url"] = "http://127.0.0.1/api/swagger" }, status);

    protected override (string? Path, string[] Below) Split(string[] segments) => segments switch
    {
        ["api", "v1", "repos", var owner, var name, .. var rest] => ($"{owner}/{name}", rest),
        _ => (null, []),
    };

    protected override Reply Answer(LoopbackRepository repository, ForgeCall call, string[] path)
    {
        var (pulls, releases) = (new GiteaPulls(repository, call), new GiteaReleasePages(repository, call));
        return (call.Method, path) switch
        {
            ("GET", []) => Reply.Json(GiteaShapes.Repository(repository, call.BaseUrl)),
            ("POST", ["actions", "workflows", var file, "dispatches"]) => Dispatch(repository, call, file),
            ("GET", ["tags", var tag]) => Tag(repository, tag),
            ("POST", ["statuses", var commit]) => SetStatus(repository, call, commit),
            ("GET", ["commits", var commit, "status"]) => Statuses(repository, commit),
            (_, ["pulls" or "issues" or "labels", ..]) or ("GET", ["commits", _, "pull"]) => pulls.Answer(path),
            (_, ["releases", ..]) => releases.Answer(path[1..]),
            _ => throw new RefusedException(404, "The target couldn't be found."),
        };
    }

    private static Reply Dispatch(LoopbackRepository repository, ForgeCall call, string file)
    {
        if (call.Text("ref") is not { Length: > 0 })
        {
            throw new RefusedException(422, "ref is required parameter");
        }

        repository.Data.Dispatches.Add(new DispatchData(file, call.Body["inputs"]?["payload"]?.GetValue<string>() ?? "{}"));
        return new Reply(204);
    }

    private static Reply Tag(LoopbackRepository repository, string tag) =>
        repository.Git.Refs().TryGetValue($"refs/tags/{tag}", out var commit)
            ? Reply.Json(new JsonObject { ["name"] = tag, ["id"] = commit, ["commit"] = new JsonObject { ["sha"] = commit } })
            : throw new RefusedException(404, "The target couldn't be found.");

    private static Reply SetStatus(LoopbackRepository repository, ForgeCall call, string name)
    {
        var commit = repository.Git.Commit(name) ?? throw new RefusedException(400, "sha not found");
        var status = new StatusData(repository.NewId(), commit, call.Text("context") ?? "default", call.Text("state") ?? throw new RefusedException(422, "state"), call.Text("description") ?? "", repository.Now);
        repository.Data.Statuses.Add(status);
        return Reply.Json(GiteaShapes.Status(status), 201);
    }

    private static Reply Statuses(LoopbackRepository repository, string name)
    {
        var commit = repository.Git.Commit(name) ?? throw new RefusedException(404, "The target couldn't be found.");
        var last = LastStatuses(repository, commit).ToArray();
        return Reply.Json(new JsonObject
        {
            ["sha"] = commit, ["state"] = last.Length == 0 ? "pending" : last[0].State, ["total_count"] = last.Length,

            // A list without anything in it is null, as Go writes it.
            ["statuses"] = last.Length == 0 ? null : new JsonArray([.. last.Select(s => (JsonNode)GiteaShapes.Status(s))]),
        });
    }
}
