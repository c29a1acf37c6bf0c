using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Forges.GitLab;

/// <summary>GitLab's API v4 below <c>/gitlab/api/v4</c>. The project merges with a merge commit; <c>git config loopback.mergeMethod ff</c> makes it fast-forward.</summary>
internal sealed class GitLabProtocol(ForgeShelf shelf) : ForgeProtocol(shelf)
{
    public override string ClientPath => "gitlab/api/v4";

    /// <summary>A request whose branch is gone stays open, and cannot be merged.</summary>
    protected override bool ClosesWithoutBranch => false;

    public override string? PresentedToken(IncomingRequest request) =>
        request.Headers["PRIVATE-TOKEN"].ToString() is { Length: > 0 } token ? token
        : request.Headers["JOB-TOKEN"].ToString() is { Length: > 0 } job ? job
        : Authorization(request, "Bearer");

    public override Reply Unauthorized(bool presented) => Refuse(401, "401 Unauthorized");

    public override Reply Refuse(int status, string message) => Reply.Json(new JsonObject { ["message"] = message }, status);

    protected override (string? Path, string[] Below) Split(string[] segments) => segments switch
    {
        ["api", "v4", "projects", var path, .. var rest] => (path, rest),
        _ => (null, []),
    };

    protected override Reply Answer(LoopbackRepository repository, ForgeCall call, string[] path)
    {
        var (requests, releases) = (new GitLabRequests(repository, call), new GitLabReleasePages(repository, call));
        return (call.Method, path) switch
        {
            ("GET", []) => Reply.Json(new JsonObject
            {
                ["id"] = GitLabShapes.ProjectId, ["path_with_namespace"] = repository.Path, ["web_url"] = $"{call.BaseUrl}/{repository.Path}", ["default_branch"] = repository.Git.DefaultBranch(),
            }),
            ("POST", ["pipeline"]) => Pipeline(repository, call),
            ("POST", ["trigger", "pipeline"]) => Pipeline(repository, call),
            ("POST", ["statuses", var commit]) => SetStatus(repository, call, commit),
            ("GET", ["repository", "commits", var commit, "statuses"]) => Statuses(repository, call, commit),
            (_, ["merge_requests", ..]) or ("GET", ["repository", "commits", _, "merge_requests"]) => requests.Answer(path),
            (_, ["releases" or "packages", ..]) => releases.Answer(path),
            _ => throw new RefusedException(404, "404 Not Found"),
        };
    }

    private static Reply Pipeline(LoopbackRepository repository, ForgeCall call)
    {
        if (call.Text("ref") is not { Length: > 0 } name)
        {
            throw new RefusedException(400, "ref is missing");
        }

        var variables = call.Body["variables"] switch
        {
            JsonArray list => list.ToDictionary(v => v!["key"]!.GetValue<string>(), v => v!["value"]!.GetValue<string>()),
            JsonObject map => map.Deserialize<Dictionary<string, string>>()!,
            _ => [],
        };
        repository.Data.Dispatches.Add(new DispatchData(variables.GetValueOrDefault("RELEASEKIT_EVENT", ""), variables.GetValueOrDefault("RELEASEKIT_PAYLOAD", "{}")));
        return Reply.Json(new JsonObject { ["id"] = repository.NewId(), ["ref"] = name, ["status"] = "created" }, 201);
    }

    private static Reply SetStatus(LoopbackRepository repository, ForgeCall call, string name)
    {
        var commit = repository.Git.Commit(name) ?? throw new RefusedException(404, "404 Commit Not Found");
        if (call.Text("state") is not ("pending" or "running" or "success" or "failed" or "canceled" or "skipped") || call.Text("description") is { Length: > 255 })
        {
            throw new RefusedException(400, "state does not have a valid value");
        }

        var context = call.Text("name") ?? "default";
        if (LastStatuses(repository, commit).FirstOrDefault(s => s.Name == context) is { } last && last.State == call.Text("state"))
        {
            throw new RefusedException(400, $"Cannot transition status via :enqueue from :{last.State}");
        }

        var status = new StatusData(repository.NewId(), commit, context, call.Text("state")!, call.Text("description") ?? "", repository.Now);
        repository.Data.Statuses.Add(status);
        return Reply.Json(GitLabShapes.Status(status), 201);
    }

    private static Reply Statuses(LoopbackRepository repository, ForgeCall call, string name)
    {
        var commit = repository.Git.Commit(name) ?? throw new RefusedException(404, "404 Commit Not Found");
        return ForgePages.Page(call, LastStatuses(repository, commit).Where(s => call.Query("name") is not { } wanted || wanted == s.Name).Select(GitLabShapes.Status), defaultItems: 20);
    }
}
