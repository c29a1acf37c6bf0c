namespace ReleaseKit.Core.Changelogs;

/// <summary>A change file that something comes from.</summary>
/// <param name="ChangeFile">Its path.</param>
/// <param name="Commit">Object name of the commit that added it; null when that is unknown.</param>
public sealed record ChangelogSource(string ChangeFile, string? Commit);
