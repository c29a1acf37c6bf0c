using System.Text.Json.Nodes;
using ReleaseKit.Core.Versions;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.PyPi;

/// <summary>PyPI's own JSON documents about a project and about one of its versions.</summary>
internal static class JsonApi
{
    /// <summary>The newest version, or the one asked for in any spelling; refuses with 404 one that is not there.</summary>
    public static JsonObject Document(PyPiProject project, string? asked, string baseUrl)
    {
        var versions = project.Files.Select(file => file.Version).Distinct().Select(Pep440Version.Parse).Order().ToList();
        var newest = versions.LastOrDefault(version => !version.IsPrerelease) ?? versions[^1];
        var shown = asked is null ? newest.ToString() : Pep440Version.TryParse(asked, out var wanted) ? wanted.ToString() : "";
        var files = project.Files.Where(file => file.Version == shown).ToList();
        if (files.Count == 0)
        {
            throw new RefusedException(404, $"{project.Name} has no version {asked}.");
        }

        var document = new JsonObject
        {
            ["info"] = new JsonObject
            {
                ["name"] = project.Title,
                ["version"] = shown,
                ["summary"] = files[0].Summary,
                ["requires_python"] = files[0].RequiresPython,
                ["yanked"] = false,
                ["yanked_reason"] = null,
            },
            ["last_serial"] = project.Files.Length,
            ["urls"] = Urls(project, files, baseUrl),
        };
        if (asked is null)
        {
            document["releases"] = new JsonObject(versions.Select(version => KeyValuePair.Create(
                version.ToString(), (JsonNode?)Urls(project, project.Files.Where(file => file.Version == version.ToString()), baseUrl))));
        }

        return document;
    }

    private static JsonArray Urls(PyPiProject project, IEnumerable<PyPiFile> files, string baseUrl) => new([.. files.Select(file => new JsonObject
    {
        ["filename"] = file.FileName,
        ["url"] = SimpleIndex.FileUrl(baseUrl, project.Name, file.FileName),
        ["packagetype"] = file.Kind,
        ["digests"] = new JsonObject { ["md5"] = file.Md5, ["sha256"] = file.Sha256 },
        ["size"] = file.Size,
        ["requires_python"] = file.RequiresPython,
        ["upload_time_iso_8601"] = SimpleIndex.Time(file.Uploaded),
        ["yanked"] = false,
    })]);
}
