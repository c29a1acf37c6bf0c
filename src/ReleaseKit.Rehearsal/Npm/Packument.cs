using System.Globalization;
using System.Text.Json.Nodes;

namespace ReleaseKit.Rehearsal.Npm;

/// <summary>What clients read about a package: the full document, the abbreviated one, and one version.</summary>
internal sealed class Packument(NpmPackage package, string baseUrl)
{
    /// <summary>The media type of the abbreviated document.</summary>
    public const string Abbreviated = "application/vnd.npm.install-v1+json";

    private static readonly string[] AbbreviatedFields =
    [
        "name", "version", "deprecated", "bin", "dist", "dependencies", "optionalDependencies", "devDependencies",
        "peerDependencies", "peerDependenciesMeta", "acceptDependencies", "bundleDependencies", "bundledDependencies",
        "directories", "engines", "os", "cpu", "libc", "funding", "_hasShrinkwrap", "hasInstallScript",
    ];

    public JsonObject Full()
    {
        var times = new JsonObject { ["created"] = Time(package.Created), ["modified"] = Time(package.Modified) };
        foreach (var version in package.Versions)
        {
            times[version.Version] = Time(version.Published);
        }

        return new JsonObject
        {
            ["_id"] = package.Name,
            ["_rev"] = package.RevisionText,
            ["name"] = package.Name,
            ["dist-tags"] = Tags(),
            ["versions"] = Versions(Manifest),
            ["time"] = times,
        };
    }

    public JsonObject Short() => new()
    {
        ["name"] = package.Name,
        ["dist-tags"] = Tags(),
        ["versions"] = Versions(ShortManifest),
        ["modified"] = Time(package.Modified),
    };

    public JsonObject Tags()
    {
        var tags = new JsonObject();
        foreach (var (tag, version) in package.Tags)
        {
            tags[tag] = version;
        }

        return tags;
    }

    public JsonObject Manifest(NpmVersion version)
    {
        var manifest = JsonObject.Create(version.Manifest)!;
        manifest["_id"] = $"{package.Name}@{version.Version}";
        manifest["dist"]!["tarball"] = $"{baseUrl}/npm/{package.Name}/-/{Uri.EscapeDataString(version.File)}";
        if (version.Deprecated is { } message)
        {
            manifest["deprecated"] = message;
        }

        return manifest;
    }

    private JsonObject ShortManifest(NpmVersion version)
    {
        var manifest = Manifest(version);
        var scripts = manifest["scripts"] as JsonObject;
        if (scripts is not null && (scripts.ContainsKey("preinstall") || scripts.ContainsKey("install") || scripts.ContainsKey("postinstall")))
        {
            manifest["hasInstallScript"] = true;
        }

        foreach (var field in manifest.Select(pair => pair.Key).Except(AbbreviatedFields).ToList())
        {
            manifest.Remove(field);
        }

        return manifest;
    }

    private JsonObject Versions(Func<NpmVersion, JsonObject> render)
    {
        var versions = new JsonObject();
        foreach (var version in package.Versions)
        {
            versions[version.Version] = render(version);
        }

        return versions;
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
