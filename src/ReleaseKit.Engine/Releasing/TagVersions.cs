using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Tags;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Releasing;

/// <summary>Finds the versions of packages that no file holds: that of the newest tag which HEAD contains.</summary>
internal sealed class TagVersions(IRepository git, EcosystemCatalog ecosystems)
{
    /// <summary>Whether packages may have the same tags is decided with their baselines.</summary>
    private const string Shared = "tags";

    /// <summary>
    /// The packages with their versions. Tags of another major version than the manifest stands for do not count, so that a
    /// module whose path was raised by hand is ahead of its newest tag, as a raised manifest is.
    /// </summary>
    /// <param name="packages">The packages of a workspace.</param>
    /// <param name="formatOf">How a package's tags are named.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public async Task<IReadOnlyList<Package>> ResolveAsync(IReadOnlyList<Package> packages, Func<Package, TagFormat> formatOf, CancellationToken cancellationToken)
    {
        if (packages.All(package => package.Tagging is null))
        {
            return packages;
        }

        var merged = await git.MergedTagsAsync(cancellationToken);
        var versions = packages.Where(package => package.Tagging is not null).GroupBy(package => formatOf(package).Text, StringComparer.Ordinal)
            .SelectMany(group => Newest(new TagIndex(formatOf(group.First()), group, Scheme, merged, _ => Shared), group))
            .ToDictionary(pair => pair.Id, pair => pair.Version);
        return [.. packages.Select(package => versions.GetValueOrDefault(package.Id) is { } version ? package with { Version = version } : package)];
    }

    private IEnumerable<(PackageId Id, string? Version)> Newest(TagIndex index, IEnumerable<Package> packages) => packages.Select(package =>
        (package.Id, index.TagsOf(package.Id).FirstOrDefault(tag => package.Tagging!.Floor is not { } floor || Scheme(package).Satisfies(tag.Version, floor) == true)?.Version));

    private IVersionScheme Scheme(Package package) => ecosystems[package.Ecosystem].Versions;
}
