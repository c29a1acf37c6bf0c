using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Versions;
using ReleaseKit.Core.Versions.Semantic;

namespace ReleaseKit.Core.Planning;

/// <summary>Rewrites one range by the policy.</summary>
internal static class RangeWriting
{
    /// <summary>The range that accepts the version, in the spelling asked for.</summary>
    public static string Write(RangeSpelling spelling, IVersionScheme scheme, string range, string version, BumpLevel level) =>
        spelling != RangeSpelling.Styled && scheme is SemanticVersionScheme
            ? ChangesetsRange.Write(range, SemanticVersion.Parse(version), level, keepsBounds: spelling == RangeSpelling.Changesets3)
            : scheme.MoveRange(range, version);
}
