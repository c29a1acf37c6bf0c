namespace ReleaseKit.Core.Versions;

/// <summary>A prerelease taken apart.</summary>
/// <param name="Base">The stable version it leads to, such as <c>1.2.0</c>; for a post-release the version it follows.</param>
/// <param name="Channel">The channel as the scheme reads it back, such as <c>beta</c>.</param>
/// <param name="Number">The number on that channel; -1 for a prerelease written without one (<c>1.2.0-beta</c>), which comes before number 0.</param>
public sealed record PrereleaseParts(string Base, string Channel, long Number);
