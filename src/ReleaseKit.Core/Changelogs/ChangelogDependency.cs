using System.Collections.Immutable;

namespace ReleaseKit.Core.Changelogs;

/// <summary>A dependency that is released together with the package.</summary>
/// <param name="Name">Its name.</param>
/// <param name="From">The version before; null for a first release.</param>
/// <param name="To">The version it is released with.</param>
/// <param name="Sources">The change files that released it, in ordinal order.</param>
public sealed record ChangelogDependency(string Name, string? From, string To, ImmutableArray<ChangelogSource> Sources = default);
