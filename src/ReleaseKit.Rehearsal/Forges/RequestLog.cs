using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Rehearsal.Storage;

namespace ReleaseKit.Rehearsal.Forges;

/// <summary>
/// What forges were asked and what they answered, one JSON object a line of <c>requests.jsonl</c> in the storage folder. Headers
/// with credentials are left out, and what they hold is <c>***</c> in bodies.
/// </summary>
internal sealed class RequestLog
{
    private static readonly string[] Credentials = ["Authorization", "PRIVATE-TOKEN", "JOB-TOKEN"];
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Lock _lock = new();
    private readonly string? _path;

    private RequestLog(string? path) => _path = path;

    /// <summary>The log of a storage folder, or one that keeps nothing.</summary>
    public static RequestLog Of(StorageFolder folder, bool isOn) => new(isOn ? Path.Combine(folder.Path, "requests.jsonl") : null);

    /// <summary>Answers a request, and keeps both if it is one to a forge.</summary>
    public async Task<Reply?> KeepAsync(HttpContext context, Func<Task<Reply?>> answer)
    {
        var address = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (_path is null || !ForgeProtocols.IsForge(address))
        {
            return await answer();
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        context.Request.Body = body;
        var reply = await answer();
        var secrets = Credentials.SelectMany(name => Secrets(context.Request.Headers[name].ToString())).ToArray();
        var headers = context.Request.Headers;
        var line = new JsonObject
        {
            ["method"] = context.Request.Method, ["address"] = address, ["agent"] = headers.UserAgent.ToString(), ["type"] = headers.ContentType.ToString(), ["body"] = Text(body.ToArray(), secrets),
            ["status"] = reply?.Status ?? 0, ["answer"] = Text(reply?.Body ?? [], secrets),
        }.ToJsonString(Plain);
        lock (_lock)
        {
            File.AppendAllText(_path, line + "\n");
        }

        return reply;
    }

    /// <summary>A header's value and the parts that are secret by themselves: what follows the scheme, and the password of Basic.</summary>
    private static IEnumerable<string> Secrets(string value)
    {
        var secret = value[(value.IndexOf(' ', StringComparison.Ordinal) + 1)..].Trim();
        return new[] { secret, value.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? BasicCredentials.Password(secret) ?? "" : "" }.Where(s => s.Length > 0);
    }

    private static string Text(byte[] bytes, string[] secrets) =>
        secrets.Aggregate(Encoding.UTF8.GetString(bytes), (text, secret) => text.Replace(secret, "***", StringComparison.Ordinal));
}
