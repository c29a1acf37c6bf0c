namespace ReleaseKit.Engine.Releasing;

/// <summary>What properties ask of one plan.</summary>
/// <param name="Group">Only packages with this label; empty for all.</param>
/// <param name="Packages">Only these ids or names; empty for all.</param>
/// <param name="Date">Date of the changelog entries, <c>yyyy-MM-dd</c>; empty for the base commit's.</param>
public sealed record PlanOptions(string Group, IReadOnlyList<string> Packages, string Date);
