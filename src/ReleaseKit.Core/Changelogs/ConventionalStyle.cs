using System.Collections.Immutable;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Changelogs;

/// <summary>
/// <c>## 1.2.0 (2026-01-31)</c> with sections by conventional type. What breaks is said first; the change itself follows in its
/// own section when a note says what breaks.
/// </summary>
public sealed class ConventionalStyle : IChangelogStyle
{
    private const string BreakingChanges = "Breaking Changes";
    private const string Features = "Features";
    private const string Fixes = "Bug Fixes";
    private const string Dependencies = "Dependencies";
    private static readonly string[] Order = [BreakingChanges, Features, Fixes, "Performance", "Reverts", Dependencies];

    /// <inheritdoc/>
    public string Render(ChangelogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var title = MarkdownText.Inline(entry.Title);
        var linked = entry.CompareUrl is { } url ? $"[{title}]({url})" : title;
        return $"## {linked} ({MarkdownText.Inline(entry.Date)})\n\n{RenderBody(entry)}".TrimEnd('\n') + "\n";
    }

    /// <inheritdoc/>
    public string RenderBody(ChangelogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return SectionMarkdown.Render(entry, Sections(entry));
    }

    /// <inheritdoc/>
    public string Insert(string? existing, ChangelogEntry entry, string? rendered = null)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return ChangelogSplicer.Insert(existing, entry, rendered ?? Render(entry));
    }

    /// <summary>The sections that there is something to say in.</summary>
    public static ImmutableArray<ChangelogSection> Sections(ChangelogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return ChangelogSection.Group([.. entry.Changes.SelectMany(Items), .. entry.Dependencies.Select(d => (Dependencies, new ChangelogItem(Describe(d))))], Order);
    }

    /// <summary>A dependency's versions.</summary>
    internal static string Describe(ChangelogDependency dependency) => dependency switch
    {
        { From: { } from } when from != dependency.To => $"{dependency.Name} {from} -> {dependency.To}",
        _ => $"{dependency.Name} {dependency.To}",
    };

    private static IEnumerable<(string Section, ChangelogItem Item)> Items(ChangelogChange change)
    {
        var item = new ChangelogItem(change.Text, change.IsMarkdown, change.Scope, change);
        if (change.Section is { } named)
        {
            yield return (named, item);
            yield break;
        }

        if (change.Breaking)
        {
            yield return (BreakingChanges, change.BreakingNote is { } note ? item with { Text = note, IsMarkdown = false } : item);
        }

        if (SectionOf(change) is { } section && (!change.Breaking || change.BreakingNote is not null))
        {
            yield return (section, item);
        }
    }

    /// <summary>The section of a change; null when only what it breaks is worth telling. Change files have a level and no type.</summary>
    private static string? SectionOf(ChangelogChange change) => (change.Type, change.Level) switch
    {
        ("feat" or "feature", _) => Features,
        ("fix", _) => Fixes,
        ("perf", _) => "Performance",
        ("revert", _) => "Reverts",
        ("deps", _) => Dependencies,
        _ when change.Breaking => null,
        (_, BumpLevel.Major) => BreakingChanges,
        (_, BumpLevel.Minor) => Features,
        (_, BumpLevel.Patch) => Fixes,
        _ => null,
    };
}
