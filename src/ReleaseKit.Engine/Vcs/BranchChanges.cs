using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Vcs;

/// <summary>What a branch changes.</summary>
/// <param name="Start">The commit where it left the other branch, as a full object name.</param>
/// <param name="Files">Files below the workspace root that differ from there, committed or not, deleted ones included; in ordinal order.</param>
public sealed record BranchChanges(string Start, ImmutableArray<RelativePath> Files);
