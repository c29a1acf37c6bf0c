using System.Net.Http.Headers;
using System.Text.Json;

namespace ReleaseKit.Testing.Forges;

/// <summary>
/// A forge's description of its own API (see testassets/forges/README.md), to which requests and the loopback's answers are
/// held: path and method, names, types and values of parameters, bodies with nothing in them that is not described.
/// </summary>
public sealed class ForgeDescription
{
    /// <summary>
    /// Operations without a published description: Gitea's dispatch of workflows came with 1.24, later than the last package.
    /// Of GitLab nothing is published as a package; its file is written after its documentation.
    /// </summary>
    private static readonly HashSet<string> Undescribed = ["gitea POST /repos/acme/downstream/actions/workflows/releasekit.yml/dispatches", "gitea POST /repos/acme/nowhere/actions/workflows/releasekit.yml/dispatches"];

    /// <summary>
    /// Members and values that a description lacks. Bitbucket takes <c>description</c>, and gives it, without having it in its
    /// schema; <c>draft</c> and the merge strategies that rebase are newer than the package.
    /// </summary>
    private static readonly string[] UndescribedMembers =
        ["bitbucket $.description is not described", "bitbucket $.draft is not described", "bitbucket $.merge_strategy = 'rebase_fast_forward' is not one of"];

    /// <summary>Parameters of every list, which a description says once in its text.</summary>
    private static readonly Dictionary<string, string[]> OfEveryList = new() { ["bitbucket"] = ["page", "pagelen", "q", "sort"], ["github"] = [], ["gitea"] = [], ["gitlab"] = [] };

    private static readonly string[] Bases = ["/api/v3", "/api/uploads", "/api/v4", "/api/v1", "/2.0"];

    private readonly string _name;
    private readonly List<(string Method, string[] Path, JsonElement Operation)> _operations = [];

    private ForgeDescription(string name)
    {
        _name = name;
        using var document = JsonDocument.Parse(File.ReadAllBytes(TestAssets.PathOf("forges", name, "openapi.json")));
        foreach (var path in document.RootElement.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                _operations.Add((operation.Name.ToUpperInvariant(), path.Name.Split('/', StringSplitOptions.RemoveEmptyEntries), operation.Value.Clone()));
            }
        }
    }

    /// <summary>The description of a forge.</summary>
    /// <param name="forge">The forge as in the key <c>forge</c>.</param>
    public static ForgeDescription Of(string forge) => new(forge);

    /// <summary>What a request, or its answer, has against the description; empty when nothing.</summary>
    public IEnumerable<string> Objections(RecordedRequest request)
    {
        var path = request.Address.AbsolutePath["/".Length..][_name.Length..];
        path = path[Bases.First(b => path.StartsWith(b, StringComparison.Ordinal)).Length..];
        var name = $"{request.Method} {path}";
        if (Undescribed.Contains($"{_name} {name}"))
        {
            return [];
        }

        return Find(request.Method, path.Split('/', StringSplitOptions.RemoveEmptyEntries)) is { } operation
            ? Query(operation, request.Address).Concat(Body(operation, request)).Concat(Answer(operation, request))
                .Where(objection => !IsWanted(objection, request)).Select(objection => $"{_name} {name}: {objection}")
            : [$"{_name} {name}: there is no such operation"];
    }

    /// <summary>A text that a test makes too long for the forge to refuse it; a null where the types of the package do not tell of nulls.</summary>
    private bool IsWanted(string objection, RecordedRequest request) =>
        UndescribedMembers.Any(u => $"{_name} {objection}".StartsWith(u, StringComparison.Ordinal)) ||
        (request.Status is >= 400 and < 500 && objection.Contains(" is longer than ", StringComparison.Ordinal)) ||
        (_name is "gitea" or "bitbucket" && objection.StartsWith("answer", StringComparison.Ordinal) && objection.EndsWith(" is null", StringComparison.Ordinal));

    private JsonElement? Find(string method, string[] path) =>
        _operations.Where(o => o.Method == method && Fits(o.Path, path)).OrderByDescending(o => o.Path.Count(p => p[0] != '{')).Select(o => (JsonElement?)o.Operation).FirstOrDefault();

    /// <summary>GitHub's refs go on over slashes.</summary>
    private static bool Fits(string[] template, string[] path) =>
        (template.Length == path.Length || (template[^1] == "{ref}" && path.Length > template.Length)) && template.Zip(path).All(p => p.First[0] == '{' || p.First == p.Second);

    private IEnumerable<string> Query(JsonElement operation, Uri address)
    {
        var described = operation.GetProperty("parameters").EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query").ToDictionary(p => p.GetProperty("name").GetString()!);
        var sent = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).Select(p => (Name: p[0], Value: Uri.UnescapeDataString(p[1]))).ToList();
        foreach (var (name, value) in sent.Where(s => !OfEveryList[_name].Contains(s.Name)))
        {
            if (!described.TryGetValue(name, out var parameter))
            {
                yield return $"no parameter '{name}'";
            }
            else if (JsonContract.OfText(parameter.GetProperty("schema"), value) is { } objection)
            {
                yield return $"parameter '{name}' = '{value}' {objection}";
            }
        }

        foreach (var name in described.Where(d => d.Value.TryGetProperty("required", out var r) && r.GetBoolean() && sent.TrueForAll(s => s.Name != d.Key)).Select(d => d.Key))
        {
            yield return $"parameter '{name}' is missing";
        }
    }

    private static IEnumerable<string> Body(JsonElement operation, RecordedRequest request)
    {
        if (request.Body.Length == 0)
        {
            return operation.TryGetProperty("requestBody", out var wanted) && wanted.TryGetProperty("required", out var required) && required.GetBoolean() ? ["the body is missing"] : [];
        }

        var type = MediaTypeHeaderValue.Parse(request.ContentType!).MediaType!;
        if (!operation.TryGetProperty("requestBody", out var body))
        {
            // A form of Bitbucket's downloads: the description has the operation, and no body.
            return type == "multipart/form-data" ? [] : ["no body is described"];
        }

        if (!body.GetProperty("content").TryGetProperty(type, out var content))
        {
            return [$"no body of {type}"];
        }

        return type == "application/json" ? JsonContract.Objections(content.GetProperty("schema"), JsonDocument.Parse(request.Body).RootElement, "$", isClosed: true) : [];
    }

    private static IEnumerable<string> Answer(JsonElement operation, RecordedRequest request) =>
        request.Status is >= 200 and < 300 && request.Answer.Length > 0 && operation.TryGetProperty("responses", out var responses)
            ? JsonContract.Objections(responses.GetProperty("2XX").GetProperty("content").GetProperty("application/json").GetProperty("schema"), JsonDocument.Parse(request.Answer).RootElement, "answer", isClosed: false)
            : [];
}
