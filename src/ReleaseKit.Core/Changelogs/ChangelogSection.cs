using System.Collections.Immutable;

namespace ReleaseKit.Core.Changelogs;

/// <summary>Changes of one kind.</summary>
/// <param name="Title">The heading, such as <c>Features</c>.</param>
/// <param name="Items">The changes; at least one.</param>
public sealed record ChangelogSection(string Title, ImmutableArray<ChangelogItem> Items)
{
    /// <summary>The items by title: the titles of <paramref name="order"/> first, then others as they come.</summary>
    internal static ImmutableArray<ChangelogSection> Group(IEnumerable<(string Title, ChangelogItem Item)> items, IReadOnlyList<string> order)
    {
        var titles = order.ToList();
        return
        [
            .. items.GroupBy(i => i.Title, i => i.Item, StringComparer.OrdinalIgnoreCase)
                .Select(items => (Place: titles.FindIndex(title => title.Equals(items.Key, StringComparison.OrdinalIgnoreCase)), Items: items))
                .OrderBy(section => section.Place < 0 ? titles.Count : section.Place)
                .Select(section => new ChangelogSection(section.Place < 0 ? section.Items.Key : titles[section.Place], [.. section.Items])),
        ];
    }
}
