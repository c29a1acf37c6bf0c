namespace ReleaseKit.Core.Reconciling;

/// <summary>A disagreement and what became of it.</summary>
/// <param name="Disagreement">What was found.</param>
/// <param name="Status"><c>found</c>: nothing was tried; <c>fixed</c>; <c>left</c>: it cannot be mended from here, or mending failed.</param>
/// <param name="Note">What was done, or why nothing was; empty when <paramref name="Status"/> says it all.</param>
public sealed record ReconciledDisagreement(Disagreement Disagreement, string Status, string Note = "");
