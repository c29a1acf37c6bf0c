using System.Text.Json.Nodes;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>One of the four forges, as the people of a test use it: what they send to edit a description and to merge.</summary>
internal sealed record LoopbackForge
{
    private static readonly LoopbackForge GitHub = new()
    {
        Name = "github", Api = "github/api/v3", Root = "repos/acme/widgets", Variable = "GITHUB_TOKEN",
        Edit = (number, _, body) => new("PATCH", $"pulls/{number}", new JsonObject { ["body"] = body }),
        Merge = (number, method) => [new("PUT", $"pulls/{number}/merge", new JsonObject { ["merge_method"] = method })],
    };

    private static readonly LoopbackForge GitLab = new()
    {
        Name = "gitlab", Api = "gitlab/api/v4", Root = "projects/acme%2Fwidgets", Variable = "GITLAB_TOKEN", HasDrafts = false,
        Edit = (number, _, body) => new("PUT", $"merge_requests/{number}", new JsonObject { ["description"] = body }),

        // The project decides between merge commits and fast-forward, before which one rebases.
        Merge = (number, method) =>
        [
            .. method == "rebase" ? [new Call("PUT", $"merge_requests/{number}/rebase", null)] : (Call[])[],
            new("PUT", $"merge_requests/{number}/merge", new JsonObject { ["squash"] = method == "squash" }),
        ],
    };

    private static readonly LoopbackForge Bitbucket = new()
    {
        Name = "bitbucket", Api = "bitbucket/2.0", Root = "repositories/acme/widgets", Variable = "BITBUCKET_TOKEN", HasLabels = false, HasReleases = false, HasDrafts = false,
        Edit = (number, title, body) => new("PUT", $"pullrequests/{number}", new JsonObject { ["title"] = title, ["description"] = body }),
        Merge = (number, method) =>
        [
            new("POST", $"pullrequests/{number}/merge", new JsonObject { ["merge_strategy"] = method switch { "squash" => "squash", "rebase" => "rebase_fast_forward", _ => "merge_commit" } }),
        ],
    };

    private static readonly LoopbackForge Gitea = new()
    {
        Name = "gitea", Api = "gitea/api/v1", Root = "repos/acme/widgets", Variable = "GITEA_TOKEN",
        Edit = (number, _, body) => new("PATCH", $"pulls/{number}", new JsonObject { ["body"] = body }),
        Merge = (number, method) => [new("POST", $"pulls/{number}/merge", new JsonObject { ["Do"] = method })],
    };

    /// <summary>As in the key <c>forge</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The base of its API, below the address of the loopback.</summary>
    public required string Api { get; init; }

    /// <summary>The repository's path below that.</summary>
    public required string Root { get; init; }

    /// <summary>The variable in which a release looks for its token.</summary>
    public required string Variable { get; init; }

    public required Func<long, string, string, Call> Edit { get; init; }

    /// <summary>What merges by a method: merge, squash or rebase.</summary>
    public required Func<long, string, Call[]> Merge { get; init; }

    public bool HasLabels { get; init; } = true;

    public bool HasReleases { get; init; } = true;

    public bool HasDrafts { get; init; } = true;

    public static LoopbackForge Of(string name) => new[] { GitHub, GitLab, Bitbucket, Gitea }.Single(f => f.Name == name);

    /// <summary>A request below the repository.</summary>
    internal sealed record Call(string Method, string Path, JsonNode? Body);
}
