namespace ReleaseKit.Engine.Git;

/// <summary>A tag and the commit it leads to, annotated or not.</summary>
/// <param name="Name">Without <c>refs/tags/</c>.</param>
/// <param name="Commit">Full object name, peeled.</param>
public sealed record GitTag(string Name, string Commit);
