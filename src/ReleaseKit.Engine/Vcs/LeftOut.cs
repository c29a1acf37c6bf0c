using System.Collections.Immutable;

namespace ReleaseKit.Engine.Vcs;

/// <summary>What belongs to a repository and is not looked into; paths relative to the workspace root, in ordinal order.</summary>
/// <param name="Submodules">Folders of repositories inside it.</param>
/// <param name="Sparse">Files that a sparse checkout leaves out.</param>
public sealed record LeftOut(ImmutableArray<string> Submodules, ImmutableArray<string> Sparse)
{
    /// <summary>Nothing, as in most repositories.</summary>
    public static readonly LeftOut None = new([], []);
}
