using System.Text.Json.Nodes;

namespace ReleaseKit.Engine.Forges.Gitea;

/// <summary>Labels and comments on Gitea; labels go by their ids.</summary>
internal sealed class GiteaIssues(ForgeHttp http, string root)
{
    private const string Color = "#ededed";

    public async Task<bool> LabelAsync(long number, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove, CancellationToken cancellationToken)
    {
        var there = await IdsAsync($"{root}/issues/{number}/labels", cancellationToken);
        foreach (var label in remove.Where(there.ContainsKey))
        {
            await http.SendAsync(ForgeRequest.Delete($"{root}/issues/{number}/labels/{there[label]}"), cancellationToken);
        }

        var missing = add.Where(label => !there.ContainsKey(label)).ToArray();
        if (missing.Length == 0)
        {
            return true;
        }

        var known = await IdsAsync($"{root}/labels?page=1&limit=50", cancellationToken);
        var ids = new JsonArray();
        foreach (var label in missing)
        {
            ids.Add(known.TryGetValue(label, out var id) ? id : await MakeAsync(label, cancellationToken));
        }

        await http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/issues/{number}/labels", new JsonObject { ["labels"] = ids }) with { IsRepeatable = true }, cancellationToken);
        return true;
    }

    public async Task CommentAsync(long number, string body, CancellationToken cancellationToken)
    {
        await http.OnceAsync<object>(
            async () =>
            {
                var comments = await http.ListAsync($"{root}/issues/{number}/comments", cancellationToken).Select(c => c.TextOrNull("body")).ToListAsync(cancellationToken);
                return ForgeText.IsLastOfOurs(comments, body) ? this : null;
            },
            async () => await http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/issues/{number}/comments", new JsonObject { ["body"] = ForgeText.Ours(body) }), cancellationToken),
            cancellationToken);
    }

    private async Task<long> MakeAsync(string label, CancellationToken cancellationToken) =>
        (await http.SendAsync(ForgeRequest.Send(HttpMethod.Post, $"{root}/labels", new JsonObject { ["name"] = label, ["color"] = Color }), cancellationToken)).Json().Number("id");

    private async Task<Dictionary<string, long>> IdsAsync(string path, CancellationToken cancellationToken)
    {
        var ids = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var label in http.ListAsync(path, cancellationToken))
        {
            // Two labels may have the same name; the older one counts.
            ids.TryAdd(label.Text("name"), label.Number("id"));
        }

        return ids;
    }
}
