namespace ReleaseKit.Engine.Tagging;

/// <summary>A tag of a merged release.</summary>
/// <param name="Tag">Its name, without <c>refs/tags/</c>.</param>
/// <param name="Commit">The commit it names.</param>
/// <param name="Plan">Hash of the plan.</param>
/// <param name="Packages">What it names, ids with semicolons between; empty for the tag of the whole release.</param>
/// <param name="IsNew">Whether this run pushed it.</param>
public sealed record TaggedRelease(string Tag, string Commit, string Plan, string Packages, bool IsNew);
