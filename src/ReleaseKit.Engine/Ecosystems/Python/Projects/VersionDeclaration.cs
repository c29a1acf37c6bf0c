using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>Where a project's version comes from.</summary>
/// <param name="Version">The version as written; null when it cannot be read from a file.</param>
/// <param name="File">The file it is written in; the manifest when there is none.</param>
/// <param name="Location">Its place in that file.</param>
/// <param name="Unsupported">Why there is no version, for people; null when there is one.</param>
internal sealed record VersionDeclaration(string? Version, RelativePath File, SourceLocation? Location, string? Unsupported)
{
    /// <summary>Whether the build takes it from the tags of the version control; <see cref="Version"/> is that of a first release then.</summary>
    public bool IsTagged { get; init; }
}
