using System.Globalization;
using System.Text.Json.Nodes;

namespace ReleaseKit.Rehearsal.Forges.GitHub;

/// <summary>GitHub's JSON, as far as clients of releases look at it.</summary>
internal static class GitHubShapes
{
    public static JsonObject Repository(LoopbackRepository repository, string baseUrl) => new()
    {
        ["id"] = 1, ["name"] = repository.Path.Split('/')[1], ["full_name"] = repository.Path, ["private"] = false,
        ["html_url"] = $"{baseUrl}/{repository.Path}", ["default_branch"] = repository.Git.DefaultBranch(),
    };

    public static JsonObject Pull(LoopbackRepository repository, PullData pull, string baseUrl)
    {
        var merged = pull.State == "merged";
        return new JsonObject
        {
            ["id"] = pull.Id, ["number"] = pull.Number, ["html_url"] = $"{baseUrl}/{repository.Path}/pull/{pull.Number}",
            ["state"] = pull.State == "open" ? "open" : "closed", ["title"] = pull.Title, ["body"] = pull.Body.Length == 0 ? null : pull.Body, ["draft"] = pull.Draft,
            ["merged"] = merged, ["merged_at"] = merged ? Time(pull.Closed!.Value) : null, ["closed_at"] = pull.Closed is { } closed ? Time(closed) : null,
            ["created_at"] = Time(pull.Created),
            // As GitHub does, while it is open: a commit that only tries the merge and is on no branch.
            ["merge_commit_sha"] = merged ? pull.MergeCommit : new string('0', 40),
            ["head"] = new JsonObject { ["ref"] = pull.Head, ["sha"] = pull.HeadCommit, ["label"] = $"{repository.Owner}:{pull.Head}", ["repo"] = Repository(repository, baseUrl) },
            ["base"] = new JsonObject { ["ref"] = pull.Base, ["repo"] = Repository(repository, baseUrl) },
            ["labels"] = new JsonArray([.. pull.Labels.Select(l => (JsonNode)Label(repository, l))]),
        };
    }

    public static JsonObject Label(LoopbackRepository repository, string name)
    {
        var label = repository.Data.Labels.Find(l => string.Equals(l.Name, name, StringComparison.OrdinalIgnoreCase));
        return new JsonObject { ["id"] = label?.Id ?? 0, ["name"] = label?.Name ?? name, ["color"] = label?.Color ?? "ededed" };
    }

    public static JsonObject Release(LoopbackRepository repository, ReleaseData release, string baseUrl) => new()
    {
        ["id"] = release.Id, ["tag_name"] = release.Tag, ["name"] = release.Name, ["body"] = release.Body, ["draft"] = release.Draft, ["prerelease"] = release.Prerelease,
        ["created_at"] = Time(release.Created), ["html_url"] = $"{baseUrl}/{repository.Path}/releases/tag/{Uri.EscapeDataString(release.Tag)}",
        ["upload_url"] = $"{baseUrl}/github/api/uploads/repos/{repository.Path}/releases/{release.Id.ToString(CultureInfo.InvariantCulture)}/assets{{?name,label}}",
        ["assets"] = new JsonArray([.. release.Assets.Select(a => (JsonNode)Asset(a))]),
    };

    public static JsonObject Asset(AssetData asset) => new() { ["id"] = asset.Id, ["name"] = asset.Name, ["size"] = asset.Size, ["state"] = "uploaded" };

    public static JsonNode Status(StatusData status) => new JsonObject
    {
        ["id"] = status.Id, ["context"] = status.Name, ["state"] = status.State, ["description"] = status.Description, ["created_at"] = Time(status.Created),
    };

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
