using System.Text.Json.Nodes;

namespace ReleaseKit.Engine.Forges.GitHub;

/// <summary>What pull requests on GitHub share with issues: labels and comments.</summary>
internal sealed class GitHubIssues(ForgeHttp http, string root)
{
    /// <summary>The colour of labels that are made, that of GitHub's own neutral ones.</summary>
    private const string Color = "ededed";

    public async Task<bool> LabelAsync(long number, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove, CancellationToken cancellationToken)
    {
        var there = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await foreach (var label in http.ListAsync($"{root}/issues/{number}/labels?per_page=100", cancellationToken))
        {
            there.Add(label.Text("name"));
        }

        foreach (var label in remove.Where(there.Contains))
        {
            await http.SendAsync(ForgeRequest.Delete($"{root}/issues/{number}/labels/{ForgeText.Segment(label)}"), cancellationToken);
        }

        var missing = add.Where(label => !there.Contains(label)).ToArray();
        foreach (var label in missing)
        {
            await MakeAsync(label, cancellationToken);
        }

        if (missing.Length > 0)
        {
            var body = new JsonObject { ["labels"] = new JsonArray([.. missing.Select(l => (JsonNode)l)]) };
            await http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/issues/{number}/labels", body) with { IsRepeatable = true }, cancellationToken);
        }

        return true;
    }

    public async Task CommentAsync(long number, string body, CancellationToken cancellationToken)
    {
        await http.OnceAsync<object>(
            async () =>
            {
                var comments = await http.ListAsync($"{root}/issues/{number}/comments?per_page=100", cancellationToken).Select(c => c.TextOrNull("body")).ToListAsync(cancellationToken);
                return ForgeText.IsLastOfOurs(comments, body) ? this : null;
            },
            async () => await http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/issues/{number}/comments", new JsonObject { ["body"] = ForgeText.Ours(body) }), cancellationToken),
            cancellationToken);
    }

    private async Task MakeAsync(string label, CancellationToken cancellationToken)
    {
        if (!(await http.SendAsync(ForgeRequest.Get($"{root}/labels/{ForgeText.Segment(label)}", 404), cancellationToken)).IsSuccess)
        {
            // Somebody else may make it at the same moment: 422 then, and adding it shows whether it is there.
            await http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/labels", new JsonObject { ["name"] = label, ["color"] = Color }, 422), cancellationToken);
        }
    }
}
