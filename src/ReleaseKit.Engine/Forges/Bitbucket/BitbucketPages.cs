using System.Runtime.CompilerServices;

namespace ReleaseKit.Engine.Forges.Bitbucket;

/// <summary>Bitbucket's lists: the elements in <c>values</c>, the next page's address in <c>next</c>.</summary>
internal static class BitbucketPages
{
    /// <summary>The elements, page by page as they are asked for.</summary>
    public static async IAsyncEnumerable<ForgeValue> ValuesAsync(this ForgeHttp http, string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var (next, page) = ((string?)path, 0); next is not null; page++)
        {
            var answer = await http.SendAsync(ForgeRequest.Get(next), cancellationToken);
            var json = answer.Json();
            foreach (var item in json["values"].Items())
            {
                yield return item;
            }

            next = ForgeHttp.Following(answer, json.TextOrNull("next"), page);
        }
    }
}
