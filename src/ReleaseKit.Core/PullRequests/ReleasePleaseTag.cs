namespace ReleaseKit.Core.PullRequests;

/// <summary>A tag that a merged pull request of release-please asks for.</summary>
/// <param name="Path">The package's folder, <c>.</c> for the root.</param>
/// <param name="Component">The package's component; empty for none.</param>
/// <param name="Version">The version.</param>
/// <param name="Tag">The tag, at the merge commit.</param>
/// <param name="Notes">The release's notes, Markdown.</param>
public sealed record ReleasePleaseTag(string Path, string Component, string Version, string Tag, string Notes);
