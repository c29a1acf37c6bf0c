namespace ReleaseKit.Engine.Vcs;

/// <summary>Who wrote a commit, and when, in seconds since 1970.</summary>
internal readonly record struct Authorship(string Name, string Email, long Seconds);
