namespace ReleaseKit.Core.Changelogs;

/// <summary>An issue or pull request.</summary>
/// <param name="Number">Its number, without <c>#</c>.</param>
/// <param name="Url">Its page; null when that is unknown.</param>
public sealed record ChangelogReference(string Number, string? Url = null);
