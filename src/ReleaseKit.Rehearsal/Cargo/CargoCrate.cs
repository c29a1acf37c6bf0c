using System.Collections.Immutable;

namespace ReleaseKit.Rehearsal.Cargo;

/// <summary>Everything stored about one crate.</summary>
/// <param name="Name">As its first upload spelled it.</param>
/// <param name="Versions">In the order of their upload.</param>
internal sealed record CargoCrate(string Name, ImmutableArray<CargoRelease> Versions)
{
    /// <summary>The crate as the index knows it at a time.</summary>
    public CargoCrate AsOf(DateTimeOffset now) => this with { Versions = [.. Versions.Where(v => v.VisibleFrom <= now)] };

    /// <summary>A version; build metadata does not tell versions apart.</summary>
    public CargoRelease? Version(string version) => Versions.FirstOrDefault(v => v.Version.Split('+')[0] == version.Split('+')[0]);
}
