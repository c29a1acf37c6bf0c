using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Tags;

/// <summary>Packages that would have the tags of others.</summary>
public static class TagClashes
{
    /// <summary>Looks for packages that a form of tags does not tell from one before them, unless one place says the version of both.</summary>
    /// <param name="format">The form.</param>
    /// <param name="packages">The packages; those whose ecosystem has the most of them keep what is claimed twice.</param>
    /// <returns>The packages that need another form, in the order given.</returns>
    public static Package[] Find(TagFormat format, IReadOnlyList<Package> packages)
    {
        ArgumentNullException.ThrowIfNull(format);
        ArgumentNullException.ThrowIfNull(packages);
        var sizes = packages.CountBy(p => p.Ecosystem).ToDictionary(StringComparer.Ordinal);
        var clashing = packages.GroupBy(format.AffixesOf).SelectMany(same =>
        {
            var keeper = same.MaxBy(p => sizes[p.Ecosystem])!;
            return same.Where(p => p != keeper && (p.VersionLocation is null || p.VersionLocation != keeper.VersionLocation));
        }).ToHashSet();
        return [.. packages.Where(clashing.Contains)];
    }
}
