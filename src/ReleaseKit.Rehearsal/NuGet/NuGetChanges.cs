using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Rehearsal.Storage;

namespace ReleaseKit.Rehearsal.NuGet;

/// <summary>Every write to the registry's NuGet packages.</summary>
internal sealed class NuGetChanges(PackageStore<NuGetPackage> store)
{
    /// <summary>Accepts a new version; one that exists is a conflict, whatever its bytes.</summary>
    public Reply Push(Nuspec nuspec, byte[] content, CallContext context)
    {
        var (id, version) = Key(nuspec);
        return store.Change(id, current =>
        {
            var package = current ?? new NuGetPackage(id, []);
            if (package.Version(version) is not null)
            {
                throw new RefusedException(409, $"A package with ID '{nuspec.Id}' and version '{version}' already exists and cannot be modified.");
            }

            var release = new NuGetRelease(nuspec.Id, version, Listed: true, HasSymbols: false, nuspec.Facts, context.Now, context.VisibleFrom);
            store.WriteFile(id, release.PackageFile(), content);
            store.WriteFile(id, release.ManifestFile(), nuspec.Content);
            return (package with { Versions = package.Versions.Add(release) }, new Reply(201) { Stored = true });
        });
    }

    /// <summary>Accepts the symbols of a version that exists; like the public registry it lets them be replaced.</summary>
    public Reply PushSymbols(Nuspec nuspec, byte[] content)
    {
        var (id, version) = Key(nuspec);
        return store.Change(id, current =>
        {
            var (package, release) = Existing(current, id, version);
            store.WriteFile(id, NuGetRelease.FileName(id, version, "snupkg"), content);
            return (package with { Versions = package.Versions.Replace(release, release with { HasSymbols = true }) }, new Reply(201) { Stored = true });
        });
    }

    /// <summary>Hides a version from search, or shows it again; it can be restored all the while.</summary>
    public Reply List(string id, string version, bool listed) => store.Change(id, current =>
    {
        var (package, release) = Existing(current, id, version);
        return (package with { Versions = package.Versions.Replace(release, release with { Listed = listed }) }, new Reply(listed ? 200 : 204));
    });

    public static (string Id, string Version) Key(Nuspec nuspec) => (NuGetId.Normalize(nuspec.Id), NuGetVersion.Parse(nuspec.Version)!.ToString());

    private static (NuGetPackage Package, NuGetRelease Release) Existing(NuGetPackage? package, string id, string version) =>
        package?.Version(version) is { } release ? (package, release) : throw new RefusedException(404, $"A package with ID '{id}' and version '{version}' does not exist.");
}
