using System.Globalization;
using System.Text.Json.Nodes;

namespace ReleaseKit.Rehearsal.NuGet;

/// <summary>Registration documents: every version of a package with what its manifest says, in one page.</summary>
internal sealed class Registration(NuGetPackage package, string root)
{
    private string Address => $"{root}/registration/{package.Id}/index.json";

    public JsonObject Index() => new()
    {
        ["@id"] = Address,
        ["@type"] = new JsonArray("catalog:CatalogRoot", "PackageRegistration", "catalog:Permalink"),
        ["count"] = 1,
        ["items"] = new JsonArray(new JsonObject
        {
            ["@id"] = $"{Address}#page",
            ["@type"] = "catalog:CatalogPage",
            ["count"] = package.Versions.Length,
            ["lower"] = package.Versions[0].Version,
            ["upper"] = package.Versions[^1].Version,
            ["parent"] = Address,
            ["items"] = new JsonArray([.. package.Versions.Select(Item)]),
        }),
    };

    public JsonObject Leaf(NuGetRelease release) => new()
    {
        ["@id"] = LeafAddress(release),
        ["@type"] = new JsonArray("Package"),
        ["listed"] = release.Listed,
        ["published"] = Published(release),
        ["packageContent"] = Content(release),
        ["registration"] = Address,
        ["catalogEntry"] = LeafAddress(release),
    };

    private JsonObject Item(NuGetRelease release) => new()
    {
        ["@id"] = LeafAddress(release),
        ["@type"] = "Package",
        ["packageContent"] = Content(release),
        ["registration"] = Address,
        ["catalogEntry"] = new JsonObject
        {
            ["@id"] = LeafAddress(release),
            ["@type"] = "PackageDetails",
            ["id"] = release.Title,
            ["version"] = release.Version,
            ["description"] = release.Facts.Description,
            ["authors"] = release.Facts.Authors,
            ["tags"] = release.Facts.Tags,
            ["listed"] = release.Listed,
            ["published"] = Published(release),
            ["packageContent"] = Content(release),
            ["dependencyGroups"] = new JsonArray([.. release.Facts.Groups.Select(Group)]),
        },
    };

    private JsonObject Group(NuGetDependencyGroup group)
    {
        var json = new JsonObject
        {
            ["@type"] = "PackageDependencyGroup",
            ["dependencies"] = new JsonArray([.. group.Dependencies.Select(dependency => new JsonObject
            {
                ["@type"] = "PackageDependency",
                ["id"] = dependency.Id,
                ["range"] = dependency.Range,
                ["registration"] = $"{root}/registration/{NuGetId.Normalize(dependency.Id)}/index.json",
            })]),
        };
        if (group.TargetFramework is { } framework)
        {
            json["targetFramework"] = framework;
        }

        return json;
    }

    private string LeafAddress(NuGetRelease release) => $"{root}/registration/{package.Id}/{release.Version}.json";

    private string Content(NuGetRelease release) => $"{root}/flatcontainer/{package.Id}/{release.Version}/{release.PackageFile()}";

    // The public registry marks unlisted versions with this date too; old clients look at nothing else.
    private static string Published(NuGetRelease release) =>
        release.Listed ? release.Published.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture) : "1900-01-01T00:00:00.000Z";
}
