using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

/// <summary>A file or folder that a script names.</summary>
/// <param name="Path">Its path in the workspace.</param>
internal sealed record ScriptFolder(RelativePath Path);
