using System.Collections.Immutable;
using NuGet.Versioning;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Clients;

/// <summary>Finds out which of a package's dependencies, direct and indirect, its own feed serves.</summary>
/// <param name="FromFeed">Ids that the feed serves in an accepted version.</param>
/// <param name="NeedsOther">Whether some dependency must come from elsewhere.</param>
internal sealed record DependencySources(ImmutableArray<string> FromFeed, bool NeedsOther)
{
    private const int Most = 1000;

    /// <summary>Walks the dependencies; each id is looked at once, in its lowest accepted version, as a restore would choose it.</summary>
    public static async Task<DependencySources> FindAsync(NuGetFeed feed, PackageContext package, NuGetPackageFile content, CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { content.Id };
        var found = new SortedSet<string>(StringComparer.OrdinalIgnoreCase) { content.Id };
        var open = new Queue<NuGetDependency>(content.Dependencies);
        var needsOther = false;
        while (open.TryDequeue(out var dependency) && seen.Count < Most)
        {
            if (!seen.Add(dependency.Id))
            {
                continue;
            }

            var versions = await feed.VersionsAsync(package, dependency.Id, cancellationToken);
            if (Lowest(versions, dependency.Range) is not { } version)
            {
                needsOther = true;
                continue;
            }

            found.Add(dependency.Id);
            var manifest = await feed.ManifestAsync(package, dependency.Id, version, cancellationToken);
            foreach (var next in manifest?.Dependencies ?? [])
            {
                open.Enqueue(next);
            }
        }

        return new DependencySources([.. found], needsOther || open.Count > 0);
    }

    private static NuGetVersion? Lowest(IEnumerable<string> versions, string range) => VersionRange.TryParse(range, out var accepted)
        ? versions.Select(NuGetVersionScheme.TryParse).OfType<NuGetVersion>().Where(accepted.Satisfies).Min()
        : null;
}
