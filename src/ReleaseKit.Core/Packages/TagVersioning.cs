namespace ReleaseKit.Core.Packages;

/// <summary>How the versions of a package are told by tags alone, because its ecosystem writes them into no file.</summary>
/// <param name="Format">The form of its tags, which the ecosystem prescribes, as <see cref="Tags.TagFormat"/> reads it.</param>
/// <param name="Floor">A range that accepts the versions which its manifest stands for: a Go module's path holds its major version.</param>
public sealed record TagVersioning(string Format, string Floor);
