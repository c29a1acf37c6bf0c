using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Withdrawing;

/// <summary>The release that takes the place of a withdrawn one.</summary>
public static class SupersedingRelease
{
    /// <summary>
    /// The version to release instead of a withdrawn one: above every version of the package that is known, in the channel of the
    /// withdrawn one. Null when a later release takes its place already.
    /// </summary>
    /// <param name="scheme">The package's versions.</param>
    /// <param name="withdrawn">The withdrawn version.</param>
    /// <param name="released">Every other version that was released and not withdrawn.</param>
    public static string? Next(IVersionScheme scheme, string withdrawn, IEnumerable<string> released)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        var higher = released.Where(v => scheme.Compare(v, withdrawn) > 0).ToArray();
        if (higher.Any(v => !scheme.IsPrerelease(v) || scheme.IsPrerelease(withdrawn)))
        {
            return null;
        }

        return scheme.ReadPrerelease(withdrawn) is { } parts ? scheme.Prerelease(parts.Base, parts.Channel, parts.Number + 1)
            : scheme.Bump(higher.Aggregate(withdrawn, (best, v) => scheme.Compare(v, best) > 0 ? v : best), BumpLevel.Patch);
    }

    /// <summary>The command that releases these versions, ready to paste into any shell.</summary>
    public static string Command(IEnumerable<(PackageId Package, string Version)> versions) =>
        $"dotnet msbuild release.proj -t:Release \"-p:ReleaseAs={string.Join("%3B", versions.Select(v => $"{DisplayText.Line(v.Package.ToString())}={DisplayText.Line(v.Version)}"))}\"";

    /// <summary>
    /// The packages that come along: those whose published range on one of these does not accept its new version, as exact pins
    /// do not.
    /// </summary>
    /// <param name="versions">What is released.</param>
    /// <param name="pinning">The dependents of a package that do not accept a version of it.</param>
    public static ImmutableArray<PackageId> Followers(IReadOnlyDictionary<PackageId, string> versions, Func<PackageId, string, IEnumerable<PackageId>> pinning)
    {
        ArgumentNullException.ThrowIfNull(versions);
        return [.. versions.SelectMany(v => pinning(v.Key, v.Value)).Where(id => !versions.ContainsKey(id)).Distinct().Order()];
    }
}
