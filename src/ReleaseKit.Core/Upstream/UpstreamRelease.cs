using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Upstream;

/// <summary>A package of another repository in a version that is out, which dependents here are to take over.</summary>
/// <param name="Id">The package, its name as its ecosystem normalises it.</param>
/// <param name="Version">The version.</param>
public sealed record UpstreamRelease(PackageId Id, string Version)
{
    /// <summary>Those that are known and later ones; of one package the highest version, in ordinal order of id.</summary>
    /// <param name="known">Those that are known.</param>
    /// <param name="later">Those that come on top.</param>
    /// <param name="compare">Compares two versions of an ecosystem.</param>
    public static ImmutableArray<UpstreamRelease> Merge(IEnumerable<UpstreamRelease> known, IEnumerable<UpstreamRelease> later, Func<string, string, string, int> compare)
    {
        ArgumentNullException.ThrowIfNull(compare);
        return
        [
            .. known.Concat(later).GroupBy(r => r.Id).OrderBy(g => g.Key)
                .Select(same => same.Aggregate((highest, next) => compare(next.Id.Ecosystem, next.Version, highest.Version) > 0 ? next : highest)),
        ];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Id}@{Version}";
}
