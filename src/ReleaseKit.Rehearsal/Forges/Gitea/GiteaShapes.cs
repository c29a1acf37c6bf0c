using System.Globalization;
using System.Text.Json.Nodes;

namespace ReleaseKit.Rehearsal.Forges.Gitea;

/// <summary>Gitea's JSON, as far as clients of releases look at it.</summary>
internal static class GiteaShapes
{
    private const long RepositoryId = 1;

    public static JsonObject Repository(LoopbackRepository repository, string baseUrl) => new()
    {
        ["id"] = RepositoryId, ["name"] = repository.Path.Split('/')[1], ["full_name"] = repository.Path, ["html_url"] = $"{baseUrl}/{repository.Path}",
        ["default_branch"] = repository.Git.DefaultBranch(),
    };

    public static JsonObject Pull(LoopbackRepository repository, PullData pull, string baseUrl)
    {
        var merged = pull.State == "merged";

        // A branch that is gone is named by the ref that keeps its commits.
        var isGone = !repository.Git.Refs().ContainsKey($"refs/heads/{pull.Head}");
        return new JsonObject
        {
            ["id"] = pull.Id, ["number"] = pull.Number, ["html_url"] = $"{baseUrl}/{repository.Path}/pulls/{pull.Number}", ["state"] = pull.State == "open" ? "open" : "closed",
            ["title"] = pull.Title, ["body"] = pull.Body, ["merged"] = merged, ["merged_at"] = merged ? Time(pull.Closed!.Value) : null, ["created_at"] = Time(pull.Created),
            ["merge_commit_sha"] = merged ? pull.MergeCommit : null,
            ["head"] = new JsonObject { ["label"] = pull.Head, ["ref"] = isGone ? $"refs/pull/{pull.Number}/head" : pull.Head, ["sha"] = pull.HeadCommit, ["repo_id"] = RepositoryId },
            ["base"] = new JsonObject { ["label"] = pull.Base, ["ref"] = pull.Base, ["repo_id"] = RepositoryId },
            ["labels"] = new JsonArray([.. pull.Labels.Select(l => (JsonNode)Label(repository.Data.Labels.Find(k => k.Name == l)!))]),
        };
    }

    public static JsonObject Label(LabelData label) => new() { ["id"] = label.Id, ["name"] = label.Name, ["color"] = label.Color.TrimStart('#') };

    public static JsonObject Release(LoopbackRepository repository, ReleaseData release, string baseUrl) => new()
    {
        ["id"] = release.Id, ["tag_name"] = release.Tag, ["name"] = release.Name, ["body"] = release.Body, ["draft"] = release.Draft, ["prerelease"] = release.Prerelease,
        ["created_at"] = Time(release.Created), ["html_url"] = $"{baseUrl}/{repository.Path}/releases/tag/{Uri.EscapeDataString(release.Tag)}",
        ["assets"] = new JsonArray([.. release.Assets.Select(a => (JsonNode)Asset(a))]),
    };

    public static JsonObject Asset(AssetData asset) => new() { ["id"] = asset.Id, ["name"] = asset.Name, ["size"] = asset.Size };

    public static JsonObject Status(StatusData status) => new()
    {
        ["id"] = status.Id, ["context"] = status.Name, ["status"] = status.State, ["description"] = status.Description, ["created_at"] = Time(status.Created),
    };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
