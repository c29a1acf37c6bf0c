using System.Collections.Immutable;

namespace ReleaseKit.Core.Changelogs;

/// <summary>Changes of one kind.</summary>
/// <param name="Title">The heading, such as <c>Features</c>.</param>
/// <param name="Items">The changes; at least one.</param>
public sealed record ChangelogSection(string Title, ImmutableArray<ChangelogItem> Items);
