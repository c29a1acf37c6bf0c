using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Forges.Bitbucket;

/// <summary>Bitbucket's lists.</summary>
internal static class BitbucketLists
{
    /// <summary>One page, with the address of the next in it.</summary>
    public static Reply Page(ForgeCall call, IEnumerable<JsonNode> items, int mostItems = 100)
    {
        var all = items.ToArray();
        var (size, page) = (call.Number("pagelen") ?? 10, Math.Max(call.Number("page") ?? 1, 1));
        if (size > mostItems)
        {
            throw new RefusedException(400, "Invalid pagelen");
        }

        var body = new JsonObject { ["pagelen"] = size, ["page"] = page, ["size"] = all.Length, ["values"] = new JsonArray([.. all.Skip((page - 1) * size).Take(size)]) };
        if (page * size < all.Length)
        {
            body["next"] = call.Address("page", page + 1);
        }

        return Reply.Json(body);
    }
}
