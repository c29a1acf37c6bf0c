using System.Text.Json.Nodes;

namespace ReleaseKit.Rehearsal.NuGet;

/// <summary>Search: packages whose id, tags or description contain every word asked for, by id.</summary>
internal static class PackageSearch
{
    public static JsonObject Run(IEnumerable<NuGetPackage> packages, IQueryCollection query, string root)
    {
        var words = query["q"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var prerelease = query["prerelease"].ToString().Equals("true", StringComparison.OrdinalIgnoreCase);
        var hits = packages
            .Select(package => (Package: package, Versions: Eligible(package, prerelease)))
            .Where(hit => hit.Versions.Count > 0 && words.All(word => Mentions(hit.Versions[^1], word)))
            .OrderBy(hit => hit.Package.Id, StringComparer.Ordinal)
            .ToList();
        var page = hits.Skip(Number(query["skip"], 0)).Take(Number(query["take"], 20));
        return new JsonObject
        {
            ["totalHits"] = hits.Count,
            ["data"] = new JsonArray([.. page.Select(hit => Describe(hit.Package, hit.Versions, root))]),
        };
    }

    private static List<NuGetRelease> Eligible(NuGetPackage package, bool prerelease) =>
        [.. package.Versions.Where(v => v.Listed && (prerelease || !NuGetVersion.Parse(v.Version)!.IsPrerelease))];

    private static bool Mentions(NuGetRelease release, string word) =>
        new[] { release.Title, release.Facts.Tags, release.Facts.Description }.Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static JsonObject Describe(NuGetPackage package, List<NuGetRelease> versions, string root)
    {
        var newest = versions[^1];
        var registration = $"{root}/registration/{package.Id}/index.json";
        return new JsonObject
        {
            ["@id"] = registration,
            ["@type"] = "Package",
            ["registration"] = registration,
            ["id"] = newest.Title,
            ["version"] = newest.Version,
            ["description"] = newest.Facts.Description,
            ["authors"] = new JsonArray(newest.Facts.Authors),
            ["owners"] = new JsonArray(newest.Facts.Authors),
            ["tags"] = new JsonArray([.. newest.Facts.Tags.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries).Select(tag => JsonValue.Create(tag))]),
            ["totalDownloads"] = 0,
            ["verified"] = false,
            ["packageTypes"] = new JsonArray([.. newest.Facts.PackageTypes.Select(type => new JsonObject { ["name"] = type })]),
            ["versions"] = new JsonArray([.. versions.Select(v => new JsonObject
            {
                ["@id"] = $"{root}/registration/{package.Id}/{v.Version}.json",
                ["version"] = v.Version,
                ["downloads"] = 0,
            })]),
        };
    }

    private static int Number(string? text, int otherwise) => int.TryParse(text, out var number) && number >= 0 ? number : otherwise;
}
