using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Vcs;

/// <summary>A file as a commit added it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Commit">Full object name of the commit.</param>
/// <param name="Bytes">What was in it.</param>
public sealed record AddedContent(RelativePath Path, string Commit, byte[] Bytes);
