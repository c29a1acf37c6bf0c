using System.Collections.Immutable;

namespace ReleaseKit.Engine.Vcs;

/// <summary>Paths that differ from HEAD, relative to the repository's top level.</summary>
/// <param name="Changed">Tracked files with changes, staged or not.</param>
/// <param name="Untracked">Files and folders that are neither tracked nor ignored.</param>
public sealed record WorkTreeStatus(ImmutableArray<string> Changed, ImmutableArray<string> Untracked)
{
    /// <summary>Whether nothing differs.</summary>
    public bool IsClean => Changed.IsEmpty && Untracked.IsEmpty;
}
