using System.Collections.Immutable;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Rehearsal.Pub;

/// <summary>Everything stored about one package.</summary>
/// <param name="Name">Its name, in lower case.</param>
/// <param name="Versions">In the order of their upload.</param>
internal sealed record PubPackage(string Name, ImmutableArray<PubRelease> Versions)
{
    private static readonly DartVersionScheme Scheme = new();

    /// <summary>The newest version, a stable one where there is one.</summary>
    public PubRelease Latest => Versions.Order(Comparer<PubRelease>.Create(Compare)).Last();

    /// <summary>The package as the listing knows it at a time.</summary>
    public PubPackage AsOf(DateTimeOffset now) => this with { Versions = [.. Versions.Where(v => v.VisibleFrom <= now)] };

    /// <summary>A version; build metadata tells versions apart.</summary>
    public PubRelease? Version(string version) => Versions.FirstOrDefault(v => v.Version == version);

    private static int Compare(PubRelease left, PubRelease right) =>
        Scheme.IsPrerelease(right.Version).CompareTo(Scheme.IsPrerelease(left.Version)) is var stable and not 0 ? stable : Scheme.Compare(left.Version, right.Version);
}
