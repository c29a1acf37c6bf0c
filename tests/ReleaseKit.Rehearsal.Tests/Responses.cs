using System.Text.Json.Nodes;

namespace ReleaseKit.Rehearsal.Tests;

/// <summary>Short forms for what tests ask of responses.</summary>
internal static class Responses
{
    public static async Task<int> StatusAsync(this Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        return (int)response.StatusCode;
    }

    public static async Task<string> TextAsync(this Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<byte[]> BytesAsync(this Task<HttpResponseMessage> sending)
    {
        using var response = await sending;
        return await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<JsonNode> JsonAsync(this Task<HttpResponseMessage> sending) => JsonNode.Parse(await sending.TextAsync())!;
}
