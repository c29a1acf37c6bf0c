using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Commits;

/// <summary>How much a change raises the version of the packages it touches.</summary>
public static class ConventionalBump
{
    /// <summary>
    /// Breaking is major, <c>feat</c> minor, <c>fix</c>, <c>perf</c>, <c>deps</c> and <c>revert</c> patch, everything else nothing.
    /// A revert that cancels a change of the same range is taken out before (<see cref="RevertPairing"/>).
    /// </summary>
    public static BumpLevel LevelOf(ConventionalChange change) => change switch
    {
        { Breaking: true } => BumpLevel.Major,
        { Type: "feat" or "feature" } => BumpLevel.Minor,
        { Type: "fix" or "perf" or "deps" or "revert" } => BumpLevel.Patch,
        _ => BumpLevel.None,
    };
}
