using System.Globalization;
using System.Text.Json.Nodes;

namespace ReleaseKit.Rehearsal.Forges.GitLab;

/// <summary>GitLab's JSON, as far as clients of releases look at it.</summary>
internal static class GitLabShapes
{
    public const long ProjectId = 1;

    public static JsonObject Request(LoopbackRepository repository, PullData pull, string baseUrl)
    {
        var merged = pull.State == "merged";
        var isMergeCommit = merged && pull.MergeCommit != pull.SquashCommit && pull.MergeCommit != pull.HeadCommit;
        return new JsonObject
        {
            ["id"] = pull.Id, ["iid"] = pull.Number, ["project_id"] = ProjectId, ["web_url"] = $"{baseUrl}/{repository.Path}/-/merge_requests/{pull.Number}",
            ["title"] = pull.Title, ["description"] = pull.Body, ["state"] = pull.State == "open" ? "opened" : pull.State,
            ["source_branch"] = pull.Head, ["target_branch"] = pull.Base, ["source_project_id"] = ProjectId, ["target_project_id"] = ProjectId, ["sha"] = pull.HeadCommit,
            ["merge_commit_sha"] = isMergeCommit ? pull.MergeCommit : null, ["squash_commit_sha"] = pull.SquashCommit,
            ["draft"] = pull.Title.StartsWith("Draft:", StringComparison.OrdinalIgnoreCase), ["created_at"] = Time(pull.Created), ["merged_at"] = merged ? Time(pull.Closed!.Value) : null,
            ["labels"] = new JsonArray([.. pull.Labels.Select(l => (JsonNode)l)]), ["detailed_merge_status"] = pull.State == "open" ? "mergeable" : "not_open",
            ["rebase_in_progress"] = false, ["merge_error"] = null,
        };
    }

    public static JsonObject Release(LoopbackRepository repository, ReleaseData release, string baseUrl) => new()
    {
        ["tag_name"] = release.Tag, ["name"] = release.Name, ["description"] = release.Body, ["created_at"] = Time(release.Created), ["released_at"] = Time(release.Created),
        ["upcoming_release"] = false,
        ["_links"] = new JsonObject { ["self"] = $"{baseUrl}/{repository.Path}/-/releases/{Uri.EscapeDataString(release.Tag)}" },
        ["assets"] = new JsonObject { ["count"] = release.Assets.Count, ["links"] = new JsonArray([.. release.Assets.Select(a => (JsonNode)Link(a))]) },
    };

    public static JsonObject Link(AssetData link) => new() { ["id"] = link.Id, ["name"] = link.Name, ["url"] = link.Address, ["link_type"] = "other" };

    public static JsonNode Status(StatusData status) => new JsonObject
    {
        ["id"] = status.Id, ["sha"] = status.Commit, ["name"] = status.Name, ["status"] = status.State, ["description"] = status.Description, ["created_at"] = Time(status.Created),
    };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
