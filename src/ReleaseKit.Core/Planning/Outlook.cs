using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>What a package's dependents see of its release, as far as is known.</summary>
/// <param name="Target">The version it gets.</param>
/// <param name="Old">The version it had.</param>
/// <param name="GroupOld">The version that the unit it follows had; until the unit is known to be released, its own.</param>
/// <param name="Level">How much that is.</param>
/// <param name="IsPending">Whether the manifest says that version already.</param>
internal sealed record Outlook(string Target, string Old, string GroupOld, BumpLevel Level, bool IsPending);
