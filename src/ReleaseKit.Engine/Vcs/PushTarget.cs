namespace ReleaseKit.Engine.Vcs;

/// <summary>Where the branch that is checked out is pushed to.</summary>
/// <param name="Remote">Name of the remote.</param>
/// <param name="Branch">Full name of the branch there, such as <c>refs/heads/main</c>; null when HEAD is detached.</param>
public sealed record PushTarget(string Remote, string? Branch);
