using System.Collections.Immutable;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Upstream;

/// <summary>
/// What is said about releases of other repositories, as text of anybody's: <c>npm:@acme/base@1.4.0;python:foo@2.0.0</c>, or the JSON that
/// <c>Publish</c> sends, <c>{"packages":[{"id":"npm:@acme/base","version":"1.4.0"}]}</c>. What the words mean is not looked at here.
/// </summary>
public static class UpstreamText
{
    private const int Longest = 1 << 20;
    private const int Most = 5000;

    /// <summary>The ids and versions of a list.</summary>
    /// <exception cref="ReleaseException"><c>RK-UPSTREAM-INVALID</c>: an entry has another form.</exception>
    public static ImmutableArray<(string Id, string Version)> List(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. text.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(entry =>
        {
            var at = entry.LastIndexOf('@');
            return at > 0 && at < entry.Length - 1 ? (entry[..at], entry[(at + 1)..]) : throw new ReleaseException(UpstreamCodes.Invalid.Create(
                $"'{Show(entry)}' in ReleaseUpstream is no package with its version. Write ecosystem:name@version, such as npm:@acme/base@1.4.0, with semicolons between several."));
        })];
    }

    /// <summary>The ids and versions of a payload.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <exception cref="ReleaseException"><c>RK-UPSTREAM-PAYLOAD</c>: it is no JSON of that form, or too long.</exception>
    public static ImmutableArray<(string Id, string Version)> Payload(string json, string source)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > Longest)
        {
            throw Wrong(source, $"is longer than {Longest} characters");
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("packages", out var packages) || packages.ValueKind != JsonValueKind.Array)
            {
                throw Wrong(source, "has no list 'packages'");
            }

            return packages.GetArrayLength() > Most ? throw Wrong(source, $"names more than {Most} packages")
                : [.. packages.EnumerateArray().Select((package, i) => (Text(package, "id", i, source), Text(package, "version", i, source)))];
        }
        catch (JsonException e)
        {
            throw Wrong(source, $"is no JSON (line {e.LineNumber + 1})");
        }
    }

    private static string Text(JsonElement package, string name, int index, string source) =>
        package.ValueKind == JsonValueKind.Object && package.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()! : throw Wrong(source, $"has no text '{name}' in its package {index + 1}");

    private static ReleaseException Wrong(string source, string what) => new(UpstreamCodes.Payload.Create(
        $"{source} {what}. It should be the JSON that -t:Publish of the other repository sends: {{\"packages\":[{{\"id\":\"npm:@acme/base\",\"version\":\"1.4.0\"}}]}}."));

    private static string Show(string text) => DisplayText.Line(text.Length > 100 ? text[..100] + "…" : text);
}
