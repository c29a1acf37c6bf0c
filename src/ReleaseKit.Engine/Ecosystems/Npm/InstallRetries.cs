using System.Collections.Immutable;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>
/// Patience with public registries: their index is seen at once by a reader that passes by the caches, and minutes later by
/// npm, which does not.
/// </summary>
internal static class InstallRetries
{
    private static readonly ImmutableArray<TimeSpan?> BehindCaches =
        [.. new double[] { 5, 10, 20, 40, 60, 60, 60, 60 }.Select(seconds => (TimeSpan?)TimeSpan.FromSeconds(seconds)), null];

    /// <summary>The pause after each failed attempt; null after the last one.</summary>
    public static ImmutableArray<TimeSpan?> Pauses(Uri index) => index.IsLoopback ? [null] : BehindCaches;

    /// <summary>Whether a failure is one that a stale cache causes: no such package, or no such version.</summary>
    public static bool MayPass(string? code) => code is "ETARGET" or "E404" or "ENOVERSIONS";
}
