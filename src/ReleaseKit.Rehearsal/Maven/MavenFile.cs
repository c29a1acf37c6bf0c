namespace ReleaseKit.Rehearsal.Maven;

/// <summary>One file of a version.</summary>
/// <param name="Version">The folder it lies in; empty for the list of plugins of a group.</param>
/// <param name="Name">Its name, <c>core-1.0.0.jar</c>.</param>
/// <param name="Published">When it was accepted.</param>
/// <param name="VisibleFrom">When it can be read.</param>
internal sealed record MavenFile(string Version, string Name, DateTimeOffset Published, DateTimeOffset VisibleFrom);
