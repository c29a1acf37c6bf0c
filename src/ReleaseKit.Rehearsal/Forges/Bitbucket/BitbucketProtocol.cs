using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Forges.Bitbucket;

/// <summary>Bitbucket Cloud's API 2.0 below <c>/bitbucket/2.0</c>.</summary>
internal sealed class BitbucketProtocol(ForgeShelf shelf) : ForgeProtocol(shelf)
{
    public override string ClientPath => "bitbucket/2.0";

    /// <summary>A pull request whose branch is gone stays open, and cannot be merged.</summary>
    protected override bool ClosesWithoutBranch => false;

    public override string? PresentedToken(IncomingRequest request) => Authorization(request, "Bearer");

    public override Reply Unauthorized(bool presented) => Refuse(401, presented ? "Token is invalid, expired, or not supported for this endpoint." : "Authentication required");

    public override Reply Refuse(int status, string message) =>
        Reply.Json(new JsonObject { ["type"] = "error", ["error"] = new JsonObject { ["message"] = message } }, status);

    protected override (string? Path, string[] Below) Split(string[] segments) => segments switch
    {
        ["2.0", "repositories", var owner, var name, .. var rest] => ($"{owner}/{name}", rest),
        _ => (null, []),
    };

    protected override Reply Answer(LoopbackRepository repository, ForgeCall call, string[] path) => (call.Method, path) switch
    {
        ("GET", []) => Reply.Json(new JsonObject
        {
            ["type"] = "repository", ["full_name"] = repository.Path, ["mainbranch"] = new JsonObject { ["type"] = "branch", ["name"] = repository.Git.DefaultBranch() },
        }),
        ("POST", ["pipelines"]) => Pipeline(repository, call),
        ("GET", ["downloads"]) => BitbucketLists.Page(call, repository.Data.Files.Select(f => (JsonNode)new JsonObject { ["type"] = "download", ["name"] = f.Name, ["size"] = f.Size })),
        ("POST", ["downloads"]) => Upload(repository, call),
        ("GET", ["commit", var commit]) => Reply.Json(new JsonObject { ["type"] = "commit", ["hash"] = Commit(repository, commit) }),
        ("POST", ["commit", var commit, "statuses", "build"]) => SetStatus(repository, call, commit),
        ("GET", ["commit", var commit, "statuses", "build", var key]) => Status(repository, commit, key),
        (_, ["pullrequests", ..]) => new BitbucketPulls(repository, call).Answer(path[1..]),
        _ => throw new RefusedException(404, "Resource not found"),
    };

    private static string Commit(LoopbackRepository repository, string name) => repository.Git.Commit(name) ?? throw new RefusedException(404, $"Commit not found: {name}");

    private static Reply Pipeline(LoopbackRepository repository, ForgeCall call)
    {
        if (call.Body["target"] is not JsonObject { } target || target["ref_name"] is null)
        {
            throw new RefusedException(400, "Bad request: target");
        }

        var payload = (call.Body["variables"] as JsonArray)?.FirstOrDefault(v => v!["key"]!.GetValue<string>() == "RELEASEKIT_PAYLOAD")?["value"]?.GetValue<string>();
        repository.Data.Dispatches.Add(new DispatchData(target["selector"]?["pattern"]?.GetValue<string>() ?? "", payload ?? "{}"));
        return Reply.Json(new JsonObject { ["type"] = "pipeline", ["build_number"] = repository.NewId() }, 201);
    }

    /// <summary>A file takes the place of one of its name.</summary>
    private static Reply Upload(LoopbackRepository repository, ForgeCall call)
    {
        var (name, content) = (call.FormFileName("files"), call.FormFile("files"));
        if (name is null || content is null || name.Contains('/', StringComparison.Ordinal))
        {
            throw new RefusedException(400, "files: a file is required");
        }

        repository.Data.Files.RemoveAll(f => f.Name == name);
        repository.Data.Files.Add(repository.Keep(name, content));
        return new Reply(201);
    }

    private static Reply SetStatus(LoopbackRepository repository, ForgeCall call, string name)
    {
        var commit = Commit(repository, name);
        if (call.Text("key") is not { Length: > 0 and <= 40 } key || call.Text("url") is not { Length: > 0 } || call.Text("state") is not ("SUCCESSFUL" or "FAILED" or "INPROGRESS" or "STOPPED") || call.Text("description") is { Length: > 255 })
        {
            throw new RefusedException(400, "key, url and state are required");
        }

        var status = new StatusData(repository.NewId(), commit, key, call.Text("state")!, call.Text("description") ?? "", repository.Now);
        repository.Data.Statuses.Add(status);
        return Reply.Json(Shape(status), 201);
    }

    private static Reply Status(LoopbackRepository repository, string name, string key)
    {
        var commit = Commit(repository, name);
        return LastStatuses(repository, commit).FirstOrDefault(s => s.Name == key) is { } status ? Reply.Json(Shape(status)) : throw new RefusedException(404, "Build status not found");
    }

    private static JsonObject Shape(StatusData status) => new() { ["type"] = "build", ["key"] = status.Name, ["state"] = status.State, ["description"] = status.Description };
}
