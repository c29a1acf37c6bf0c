using System.Collections.Immutable;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Rehearsal.Go;

/// <summary>Everything stored about one module.</summary>
/// <param name="Path">Its path, suffix for the major version included.</param>
/// <param name="Versions">In the order of their upload.</param>
internal sealed record GoModule(string Path, ImmutableArray<GoRelease> Versions)
{
    /// <summary>The module as clients know it at a time, lowest version first.</summary>
    public GoModule AsOf(DateTimeOffset now) => this with { Versions = [.. Versions.Where(v => v.VisibleFrom <= now).OrderBy(v => GoVersion.Parse(v.Version))] };

    public GoRelease? Version(string version) => Versions.FirstOrDefault(v => v.Version == version);
}
