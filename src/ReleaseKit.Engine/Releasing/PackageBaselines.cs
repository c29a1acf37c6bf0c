using System.Collections.Immutable;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Engine.Releasing;

/// <summary>What a package has released already.</summary>
/// <param name="Stable">Its last stable release in this history, or the bootstrap commit; null when there is none.</param>
/// <param name="Latest">A later prerelease; null when there is none.</param>
/// <param name="Versions">The versions of all of its tags, wherever they point.</param>
internal sealed record PackageBaselines(Baseline? Stable, Baseline? Latest, ImmutableArray<string> Versions)
{
    /// <summary>The later of the two.</summary>
    public Baseline? Newest => Latest ?? Stable;
}
