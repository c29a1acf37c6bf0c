namespace ReleaseKit.Core.Packages;

/// <summary>How the versions of a package are told by tags alone, because its ecosystem writes them into no file.</summary>
/// <param name="Format">The form of its tags, as <see cref="Tags.TagFormat"/> reads it, where the ecosystem prescribes one; null for the configured one.</param>
/// <param name="Floor">A range that accepts the versions which its manifest stands for, as a Go module's path holds its major version; null for all.</param>
public sealed record TagVersioning(string? Format, string? Floor);
