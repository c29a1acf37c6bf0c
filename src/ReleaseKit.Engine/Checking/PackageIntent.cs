using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Checking;

/// <summary>A package that a branch changes, and what says what that means.</summary>
/// <param name="Package">The package.</param>
/// <param name="Files">Its changed files, at least one.</param>
/// <param name="Intent">The change file or commit that speaks for it, for people; null when nothing does.</param>
public sealed record PackageIntent(Package Package, ImmutableArray<RelativePath> Files, string? Intent);
