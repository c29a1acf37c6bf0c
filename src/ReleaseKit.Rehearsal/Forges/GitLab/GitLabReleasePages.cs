using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Forges.GitLab;

/// <summary>Releases, their links, and the generic packages that hold files.</summary>
internal sealed partial class GitLabReleasePages(LoopbackRepository repository, ForgeCall call)
{
    private const int DefaultItems = 20;

    public Reply Answer(string[] path) => (call.Method, path) switch
    {
        ("GET", ["releases"]) => ForgePages.Page(call, repository.Data.Releases.OrderByDescending(r => r.Id).Select(r => (JsonNode)GitLabShapes.Release(repository, r, call.BaseUrl)), defaultItems: DefaultItems),
        ("POST", ["releases"]) => Create(),
        ("GET", ["releases", var tag]) => Shape(Release(tag)),
        ("PUT", ["releases", var tag]) => Change(Release(tag)),
        ("DELETE", ["releases", var tag]) => Delete(Release(tag)),
        ("GET", ["releases", var tag, "assets", "links"]) => ForgePages.Page(call, Release(tag).Assets.Select(a => (JsonNode)GitLabShapes.Link(a)), defaultItems: DefaultItems),
        ("POST", ["releases", var tag, "assets", "links"]) => AddLink(Release(tag)),
        ("GET", ["packages"]) => ForgePages.Page(call, Packages(), defaultItems: DefaultItems),
        ("GET", ["packages", var id, "package_files"]) => ForgePages.Page(call, Files(id), defaultItems: DefaultItems),
        ("PUT", ["packages", "generic", var package, var version, var file]) => Upload(package, version, file),
        _ => throw new RefusedException(404, "404 Not Found"),
    };

    private ReleaseData Release(string tag) => repository.Data.Releases.Find(r => r.Tag == tag) ?? throw new RefusedException(404, "404 Not Found");

    private Reply Create()
    {
        var tag = call.Text("tag_name") ?? throw new RefusedException(400, "tag_name is missing");
        if (!repository.Git.Refs().ContainsKey($"refs/tags/{tag}"))
        {
            throw new RefusedException(422, "Ref is not specified");
        }

        if (repository.Data.Releases.Exists(r => r.Tag == tag))
        {
            throw new RefusedException(409, "Release already exists");
        }

        var release = new ReleaseData { Id = repository.NewId(), Tag = tag, Name = call.Text("name") ?? tag, Body = call.Text("description") ?? "", Created = repository.Now };
        repository.Data.Releases.Add(release);
        return Shape(release) with { Status = 201 };
    }

    private Reply Change(ReleaseData release)
    {
        (release.Name, release.Body) = (call.Text("name") ?? release.Name, call.Text("description") ?? release.Body);
        return Shape(release);
    }

    private Reply Delete(ReleaseData release)
    {
        repository.Data.Releases.Remove(release);
        return Shape(release);
    }

    private Reply AddLink(ReleaseData release)
    {
        var (name, url) = (call.Text("name") ?? throw new RefusedException(400, "name is missing"), call.Text("url") ?? throw new RefusedException(400, "url is missing"));
        if (release.Assets.Exists(a => a.Name == name || a.Address == url))
        {
            throw new RefusedException(400, "Name has already been taken");
        }

        var link = new AssetData(repository.NewId(), name, 0, url);
        release.Assets.Add(link);
        return Reply.Json(GitLabShapes.Link(link), 201);
    }

    /// <summary>Files are kept under "package/version/name"; a package's id is that of its first file.</summary>
    private IEnumerable<IGrouping<string, AssetData>> Grouped() => repository.Data.Files.GroupBy(f => f.Name[..f.Name.LastIndexOf('/')]);

    private IEnumerable<JsonNode> Packages() =>
        from package in Grouped()
        let parts = package.Key.Split('/')
        where call.Query("package_name") is not { } name || parts[0].Contains(name, StringComparison.Ordinal)
        where call.Query("package_version") is not { } version || parts[1] == version
        select (JsonNode)new JsonObject { ["id"] = package.First().Id, ["name"] = parts[0], ["version"] = parts[1], ["package_type"] = "generic" };

    private IEnumerable<JsonNode> Files(string id) =>
        Grouped().FirstOrDefault(g => g.First().Id.ToString(CultureInfo.InvariantCulture) == id)?
            .Select(f => (JsonNode)new JsonObject { ["id"] = f.Id, ["file_name"] = f.Name.Split('/')[^1], ["size"] = f.Size }) ?? throw new RefusedException(404, "404 Not Found");

    private Reply Upload(string package, string version, string file)
    {
        if (!PackageVersion().IsMatch(version) || !PackageName().IsMatch(package) || !PackageName().IsMatch(file))
        {
            throw new RefusedException(400, "package_version is invalid");
        }

        repository.Data.Files.Add(repository.Keep($"{package}/{version}/{file}", call.Content));
        return Reply.Json(new JsonObject { ["message"] = "201 Created" }, 201);
    }

    private Reply Shape(ReleaseData release) => Reply.Json(GitLabShapes.Release(repository, release, call.BaseUrl));

    [GeneratedRegex(@"\A(\.?[\w\+-]+\.?)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex PackageVersion();

    [GeneratedRegex(@"\A[A-Za-z0-9._+~@-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex PackageName();
}
