using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.PyPi;

/// <summary>The simple repository API 1.1, as HTML and as JSON (PEP 503, 629, 658, 691, 700, 714).</summary>
internal static class SimpleIndex
{
    private const string Json = "application/vnd.pypi.simple.v1+json";
    private const string Html = "application/vnd.pypi.simple.v1+html";
    private const string PlainHtml = "text/html";

    private static readonly Dictionary<string, string> Offered = new(StringComparer.OrdinalIgnoreCase)
    {
        [Json] = Json,
        ["application/vnd.pypi.simple.latest+json"] = Json,
        [Html] = Html,
        ["application/vnd.pypi.simple.latest+html"] = Html,
        [PlainHtml] = PlainHtml,
        ["text/*"] = PlainHtml,
        ["*/*"] = PlainHtml,
    };

    /// <summary>The page of one project.</summary>
    public static Reply Project(PyPiProject project, IncomingRequest request) => Negotiate(request) switch
    {
        Json => Reply.Json(ProjectJson(project, request.BaseUrl), contentType: Json),
        var type => Reply.Text(200, ProjectHtml(project, request.BaseUrl), $"{type}; charset=utf-8"),
    };

    /// <summary>The page of all projects.</summary>
    public static Reply Root(IEnumerable<string> projects, IncomingRequest request) => Negotiate(request) switch
    {
        Json => Reply.Json(new JsonObject { ["meta"] = Meta(), ["projects"] = new JsonArray([.. projects.Select(name => new JsonObject { ["name"] = name })]) }, contentType: Json),
        var type => Reply.Text(200, Page("Simple index", projects.Select(name => $"<a href=\"{name}/\">{name}</a><br/>")), $"{type}; charset=utf-8"),
    };

    /// <summary>Where a file of a project is downloaded.</summary>
    public static string FileUrl(string baseUrl, string project, string file) => $"{baseUrl}/pypi/files/{project}/{Uri.EscapeDataString(file)}";

    /// <summary>A time in the form of the JSON documents.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static string Negotiate(IncomingRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) || accepted.Count == 0)
        {
            return PlainHtml;
        }

        // A stable order: of equally wanted forms the first named wins.
        return accepted.Where(type => type.Quality is not 0 && Offered.ContainsKey(type.MediaType.ToString()))
            .OrderByDescending(type => type.Quality ?? 1)
            .Select(type => Offered[type.MediaType.ToString()])
            .FirstOrDefault() ?? throw new RefusedException(406, $"The simple index is served as {Json}, {Html} and {PlainHtml}.");
    }

    private static JsonObject Meta() => new() { ["api-version"] = "1.1" };

    private static JsonObject ProjectJson(PyPiProject project, string baseUrl) => new()
    {
        ["meta"] = Meta(),
        ["name"] = project.Name,
        ["versions"] = new JsonArray([.. project.Files.Select(file => file.Version).Distinct().Select(version => JsonValue.Create(version))]),
        ["files"] = new JsonArray([.. project.Files.Select(file => FileJson(project, file, baseUrl))]),
    };

    private static JsonObject FileJson(PyPiProject project, PyPiFile file, string baseUrl)
    {
        var json = new JsonObject
        {
            ["filename"] = file.FileName,
            ["url"] = FileUrl(baseUrl, project.Name, file.FileName),
            ["hashes"] = new JsonObject { ["sha256"] = file.Sha256 },
            ["size"] = file.Size,
            ["upload-time"] = Time(file.Uploaded),
            ["yanked"] = false,
        };
        if (file.RequiresPython is { } python)
        {
            json["requires-python"] = python;
        }

        foreach (var key in file.MetadataSha256 is null ? [] : (string[])["core-metadata", "data-dist-info-metadata"])
        {
            json[key] = new JsonObject { ["sha256"] = file.MetadataSha256 };
        }

        return json;
    }

    private static string ProjectHtml(PyPiProject project, string baseUrl) => Page($"Links for {project.Name}", project.Files.Select(file =>
    {
        var link = new StringBuilder($"<a href=\"{WebUtility.HtmlEncode(FileUrl(baseUrl, project.Name, file.FileName))}#sha256={file.Sha256}\"");
        if (file.RequiresPython is { } python)
        {
            link.Append(CultureInfo.InvariantCulture, $" data-requires-python=\"{WebUtility.HtmlEncode(python)}\"");
        }

        if (file.MetadataSha256 is { } digest)
        {
            link.Append(CultureInfo.InvariantCulture, $" data-core-metadata=\"sha256={digest}\" data-dist-info-metadata=\"sha256={digest}\"");
        }

        return link.Append(CultureInfo.InvariantCulture, $">{WebUtility.HtmlEncode(file.FileName)}</a><br/>").ToString();
    }));

    private static string Page(string title, IEnumerable<string> lines) =>
        $"""
        <!DOCTYPE html>
        <html>
        <head><meta name="pypi:repository-version" content="1.1"><title>{title}</title></head>
        <body>
        <h1>{title}</h1>
        {string.Join('\n', lines)}
        </body>
        </html>

        """;
}
