namespace ReleaseKit.Engine.Vcs;

/// <summary>A tag and the commit it leads to, annotated or not.</summary>
/// <param name="Name">Without <c>refs/tags/</c>.</param>
/// <param name="Commit">Full object name, peeled.</param>
public sealed record VcsTag(string Name, string Commit);
