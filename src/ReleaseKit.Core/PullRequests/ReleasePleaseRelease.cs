namespace ReleaseKit.Core.PullRequests;

/// <summary>One release as the text of a pull request of release-please tells of it.</summary>
/// <param name="Component">What release-please calls the package; null where the text names none.</param>
/// <param name="Version">The version, as it is written there.</param>
/// <param name="Notes">Its notes, Markdown.</param>
public sealed record ReleasePleaseRelease(string? Component, string Version, string Notes);
