namespace ReleaseKit.Engine.Vcs;

/// <summary>A change of one ref of a remote, if it is what it was seen to be.</summary>
/// <param name="Name">Full name, such as <c>refs/heads/main</c>.</param>
/// <param name="Expected">What it must name; null when it must not exist.</param>
/// <param name="Value">What it shall name; null to remove it.</param>
public sealed record RefUpdate(string Name, string? Expected, string? Value);
