using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Rehearsal.Storage;

namespace ReleaseKit.Rehearsal.Cargo;

/// <summary>Every write to the registry's crates.</summary>
internal sealed class CargoChanges(PackageStore<CargoCrate> store)
{
    /// <summary>Accepts a new version; one that exists is refused, whatever its bytes.</summary>
    public Reply Publish(CargoPublication publication, CallContext context) => store.Change(CrateName.Key(publication.Name), current =>
    {
        var crate = current ?? new CargoCrate(publication.Name, []);
        if (crate.Name != publication.Name)
        {
            throw new RefusedException(400, $"crate was previously named `{crate.Name}`");
        }

        if (crate.Version(publication.Version) is { } existing)
        {
            throw new RefusedException(400, $"crate version `{existing.Version}` is already uploaded");
        }

        store.WriteFile(CrateName.Key(publication.Name), CargoRelease.FileName(publication.Name, publication.Version), publication.Crate);
        var release = new CargoRelease(publication.Version, publication.IndexLine, IsYanked: false, context.Now, context.VisibleFrom);
        var warnings = new JsonObject { ["warnings"] = new JsonObject { ["invalid_categories"] = new JsonArray(), ["invalid_badges"] = new JsonArray(), ["other"] = new JsonArray() } };
        return (crate with { Versions = crate.Versions.Add(release) }, Reply.Json(warnings) with { Stored = true });
    });

    /// <summary>Has resolvers pass over a version, or not any more.</summary>
    public Reply Yank(string name, string version, bool yanked) => store.Change(CrateName.Key(name), current =>
        current?.Version(version) is { } release
            ? (current with { Versions = current.Versions.Replace(release, release with { IsYanked = yanked }) }, Reply.Json(new JsonObject { ["ok"] = true }))
            : throw new RefusedException(404, $"crate `{name}` does not have a version `{version}`"));
}
