using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Versions;
using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Rehearsal.Storage;

namespace ReleaseKit.Rehearsal.Npm;

/// <summary>Every write to the registry's npm packages.</summary>
internal sealed class NpmChanges(PackageStore<NpmPackage> store)
{
    private const string Latest = "latest";

    /// <summary>Accepts a new version; one that exists, or ever did, is refused with 403 as the public registry does.</summary>
    public Reply Publish(string name, NpmPublication publication, CallContext context) => store.Change(name, current =>
    {
        var package = current ?? NpmPackage.New(name, context.Now);
        if (package.Version(publication.Version) is not null || package.Unpublished.Contains(publication.Version))
        {
            throw new RefusedException(403, $"You cannot publish over the previously published versions: {publication.Version}.");
        }

        // A package always has a latest: its first version is that, whatever its tag.
        var tags = package.Versions.IsEmpty ? publication.Tags.Union([Latest]).ToList() : publication.Tags;
        var displaced = package.Tags.RemoveRange(package.Tags.Keys.Except(tags));
        store.WriteFile(name, publication.File, publication.Tarball);
        var version = new NpmVersion(
            publication.Version, publication.File, context.Now, context.VisibleFrom, displaced, publication.Manifest, Deprecated: null);
        var changed = package.Changed(context.Now) with
        {
            Versions = package.Versions.Add(version),
            Tags = package.Tags.SetItems(tags.Select(tag => KeyValuePair.Create(tag, publication.Version))),
        };
        return (changed, Success(201) with { Stored = true });
    });

    public Reply SetTag(string name, string tag, string version, CallContext context) => store.Change(name, current =>
    {
        var package = Existing(name, current);
        if (SemanticVersion.TryParse(tag, out _))
        {
            throw new RefusedException(400, $"A dist-tag cannot look like a version: '{tag}'.");
        }

        if (package.Version(version) is null)
        {
            throw new RefusedException(404, $"version not found: {version}");
        }

        return (package.Changed(context.Now) with { Tags = package.Tags.SetItem(tag, version) }, Success(200));
    });

    public Reply RemoveTag(string name, string tag, CallContext context) => store.Change(name, current =>
    {
        var package = Existing(name, current);
        if (tag == Latest)
        {
            throw new RefusedException(403, "The dist-tag 'latest' cannot be removed.");
        }

        return package.Tags.ContainsKey(tag)
            ? (package.Changed(context.Now) with { Tags = package.Tags.Remove(tag) }, Success(200))
            : throw new RefusedException(404, $"dist-tag not found: {tag}");
    });

    /// <summary>Takes the deprecation messages from a whole document, as <c>npm deprecate</c> sends it back.</summary>
    public Reply Deprecate(string name, JsonElement document, CallContext context) => store.Change(name, current =>
    {
        var package = CheckRevision(Existing(name, current), Text(document, "_rev"));
        var versions = package.Versions.Select(v => v with { Deprecated = Message(document, v) });
        return (package.Changed(context.Now) with { Versions = [.. versions] }, Success(200));
    });

    /// <summary>Removes the versions that a whole document no longer has, as <c>npm unpublish name@version</c> sends it back.</summary>
    public Reply Unpublish(string name, string revision, JsonElement document, CallContext context) => store.Change(name, current =>
    {
        var package = CheckRevision(Existing(name, current), revision);
        var kept = document.TryGetProperty("versions", out var versions) && versions.ValueKind == JsonValueKind.Object
            ? versions.EnumerateObject().Select(v => v.Name).ToHashSet(StringComparer.Ordinal)
            : throw new RefusedException(400, "The document has no 'versions'.");
        var removed = package.AsOf(context.Now).Versions.Where(v => !kept.Contains(v.Version)).ToList();
        return (Without(package, removed, context.Now), Success(200));
    });

    /// <summary>Removes every version.</summary>
    public Reply UnpublishAll(string name, string revision, CallContext context) => store.Change(name, current =>
    {
        var package = CheckRevision(Existing(name, current), revision);
        return (Without(package, package.Versions, context.Now), Success(200));
    });

    private static NpmPackage Without(NpmPackage package, IReadOnlyList<NpmVersion> removed, DateTimeOffset now)
    {
        var kept = package.Versions.RemoveRange(removed);
        var tags = package.Tags.RemoveRange(package.Tags.Where(tag => removed.Any(v => v.Version == tag.Value)).Select(tag => tag.Key));
        if (!kept.IsEmpty && !tags.ContainsKey(Latest))
        {
            var newest = kept.MaxBy(v => (!SemanticVersion.Parse(v.Version).IsPrerelease, SemanticVersion.Parse(v.Version)));
            tags = tags.Add(Latest, newest!.Version);
        }

        return package.Changed(now) with { Versions = kept, Tags = tags, Unpublished = package.Unpublished.AddRange(removed.Select(v => v.Version)) };
    }

    private static NpmPackage Existing(string name, NpmPackage? package) =>
        package is { Versions.IsEmpty: false } ? package : throw new RefusedException(404, $"package not found: {name}");

    private static NpmPackage CheckRevision(NpmPackage package, string? revision) =>
        revision is null || revision == package.RevisionText ? package : throw new RefusedException(409, "Document update conflict: the package has changed since it was read.");

    private static string? Message(JsonElement document, NpmVersion version)
    {
        if (!document.TryGetProperty("versions", out var versions) || versions.ValueKind != JsonValueKind.Object
            || !versions.TryGetProperty(version.Version, out var manifest))
        {
            return version.Deprecated;
        }

        return Text(manifest, "deprecated") is { Length: > 0 } message ? message : null;
    }

    private static string? Text(JsonElement parent, string field) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Reply Success(int status) => Reply.Json(new JsonObject { ["ok"] = true, ["success"] = true }, status);
}
