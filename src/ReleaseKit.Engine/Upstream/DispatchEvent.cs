using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Upstream;

/// <summary>
/// Finds the payload of the event that started a run of CI: <c>repository_dispatch</c> of GitHub, the input <c>payload</c> of Gitea's and
/// Forgejo's <c>workflow_dispatch</c>, the variable <c>RELEASEKIT_PAYLOAD</c> of GitLab and Bitbucket. Anybody who may start pipelines writes it.
/// </summary>
public static class DispatchEvent
{
    private const string EventType = "releasekit";
    private const string Variable = "RELEASEKIT_PAYLOAD";
    private const long Longest = 8 << 20;

    /// <summary>The payload as JSON, and where it comes from; null when the run was started by something else.</summary>
    /// <exception cref="ReleaseException"><c>RK-UPSTREAM-PAYLOAD</c>: the event cannot be read.</exception>
    public static (string Json, string Source)? Find(IEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        if (environment.Get(Variable) is { } variable && (environment.Get("RELEASEKIT_EVENT") ?? EventType) == EventType)
        {
            return (variable, Variable);
        }

        var kind = environment.Get("GITHUB_EVENT_NAME");
        if (kind is not ("repository_dispatch" or "workflow_dispatch") || environment.Get("GITHUB_EVENT_PATH") is not { } path)
        {
            return null;
        }

        try
        {
            if (new FileInfo(path).Length > Longest)
            {
                throw Unreadable("it is too long");
            }

            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return PayloadOf(document.RootElement, kind) is { } json ? (json, $"The event {kind}") : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw Unreadable(e.Message.TrimEnd('.'));
        }
    }

    private static string? PayloadOf(JsonElement root, string kind)
    {
        if (kind == "workflow_dispatch")
        {
            return Get(Get(root, "inputs"), "payload") is { ValueKind: JsonValueKind.String } input && input.GetString() is { Length: > 0 } text ? text : null;
        }

        return Get(root, "action") is { ValueKind: JsonValueKind.String } action && action.GetString() == EventType && Get(root, "client_payload") is { ValueKind: not JsonValueKind.Null } payload
            ? payload.GetRawText() : null;
    }

    private static JsonElement? Get(JsonElement? from, string name) =>
        from is { ValueKind: JsonValueKind.Object } there && there.TryGetProperty(name, out var value) ? value : null;

    private static ReleaseException Unreadable(string why) => new(UpstreamCodes.Payload.Create(
        $"The event that started this run, in the file that GITHUB_EVENT_PATH names, cannot be read: {Core.Text.DisplayText.Line(why)}. Run again, or pass what was released with -p:ReleaseUpstream=npm:@acme/base@1.4.0."));
}
