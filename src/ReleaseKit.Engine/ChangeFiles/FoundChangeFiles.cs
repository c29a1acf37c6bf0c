using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Intents;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>What the change files of a workspace say.</summary>
/// <param name="Files">The files, in ordinal order of path.</param>
/// <param name="Warnings">What they say and nobody will do.</param>
public sealed record FoundChangeFiles(ImmutableArray<ChangeFile> Files, ImmutableArray<Diagnostic> Warnings)
{
    /// <summary>None.</summary>
    public static FoundChangeFiles None { get; } = new([], []);
}
