using System.Collections.Immutable;

namespace ReleaseKit.Rehearsal.NuGet;

/// <summary>Everything stored about one package.</summary>
/// <param name="Id">In lower case.</param>
/// <param name="Versions">In the order of their upload.</param>
internal sealed record NuGetPackage(string Id, ImmutableArray<NuGetRelease> Versions)
{
    /// <summary>The package as the index knows it at a time, lowest version first.</summary>
    public NuGetPackage AsOf(DateTimeOffset now) =>
        this with { Versions = [.. Versions.Where(v => v.VisibleFrom <= now).OrderBy(v => NuGetVersion.Parse(v.Version))] };

    public NuGetRelease? Version(string normalized) => Versions.FirstOrDefault(v => v.Version == normalized);
}
