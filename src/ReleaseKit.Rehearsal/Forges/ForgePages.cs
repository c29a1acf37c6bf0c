using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Forges;

/// <summary>Lists page by page.</summary>
internal static class ForgePages
{
    private const int MostItems = 100;

    /// <summary>One page of a list, with the header <c>Link</c>.</summary>
    /// <param name="call">The request.</param>
    /// <param name="items">Everything in the list.</param>
    /// <param name="sizeName">The parameter that says how many items a page has.</param>
    /// <param name="mostItems">How many a page has at most, whatever is asked.</param>
    /// <param name="defaultItems">How many a page has when nothing is asked.</param>
    public static Reply Page(ForgeCall call, IEnumerable<JsonNode> items, string sizeName = "per_page", int mostItems = MostItems, int defaultItems = 30)
    {
        var all = items.ToArray();
        var (size, page) = (Math.Clamp(call.Number(sizeName) ?? defaultItems, 1, mostItems), Math.Max(call.Number("page") ?? 1, 1));
        var reply = Reply.Json(new JsonArray([.. all.Skip((page - 1) * size).Take(size)]));
        return page * size >= all.Length ? reply : reply with
        {
            Headers = new Dictionary<string, string>
            {
                ["Link"] = $"<{call.Address("page", page + 1)}>; rel=\"next\", <{call.Address("page", (all.Length + size - 1) / size)}>; rel=\"last\"",
            },
        };
    }
}
