using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Intents;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>The change files of a workspace.</summary>
/// <param name="Files">The files, in ordinal order of path, with the commits that added them.</param>
/// <param name="Warnings">What they say and nobody will do.</param>
public sealed record FoundChangeFiles(ImmutableArray<ChangeFile> Files, ImmutableArray<Diagnostic> Warnings);
