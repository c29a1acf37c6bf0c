namespace ReleaseKit.Core.Tags;

/// <summary>A tag that names a version of a package.</summary>
/// <param name="Tag">The tag's name, without <c>refs/tags/</c>.</param>
/// <param name="Version">The version as the tag writes it.</param>
public sealed record VersionTag(string Tag, string Version);
