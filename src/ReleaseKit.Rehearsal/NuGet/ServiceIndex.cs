using System.Text.Json.Nodes;

namespace ReleaseKit.Rehearsal.NuGet;

/// <summary>The document a NuGet source is configured with: where each service lies.</summary>
internal static class ServiceIndex
{
    private static readonly (string Path, string[] Types)[] Services =
    [
        ("package", ["PackagePublish/2.0.0"]),
        ("symbolpackage", ["SymbolPackagePublish/4.9.0"]),
        ("flatcontainer/", ["PackageBaseAddress/3.0.0"]),
        ("registration/", ["RegistrationsBaseUrl", "RegistrationsBaseUrl/3.4.0", "RegistrationsBaseUrl/3.6.0"]),
        ("query", ["SearchQueryService", "SearchQueryService/3.0.0-beta", "SearchQueryService/3.0.0-rc", "SearchQueryService/3.5.0"]),
    ];

    public static JsonObject Document(string root) => new()
    {
        ["version"] = "3.0.0",
        ["resources"] = new JsonArray([.. Services.SelectMany(service => service.Types.Select(type => new JsonObject
        {
            ["@id"] = $"{root}/{service.Path}",
            ["@type"] = type,
        }))]),
    };
}
