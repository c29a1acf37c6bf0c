using System.Collections.Immutable;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Changelogs;

/// <summary>
/// The form of keepachangelog.com 1.1.0. What people wrote below <c>## [Unreleased]</c> becomes part of the version; that
/// heading stays above it, and the link definitions at the end of the file follow.
/// </summary>
public sealed class KeepAChangelogStyle : IChangelogStyle
{
    private const string Added = "Added";
    private const string Changed = "Changed";
    private const string Fixed = "Fixed";
    private const string Introduction = "# Changelog\n\nThe format is based on [Keep a Changelog](https://keepachangelog.com/en/1.1.0/).\n\n## [Unreleased]\n\n";
    private static readonly string[] Order = [Added, Changed, "Deprecated", "Removed", Fixed, "Security"];

    /// <inheritdoc/>
    public string Render(ChangelogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return $"{Heading(entry)}\n\n{RenderBody(entry)}".TrimEnd('\n') + "\n";
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
        rendered ??= Render(entry);
        var isNew = string.IsNullOrWhiteSpace(existing);
        var before = isNew ? Introduction : existing!;
        var (without, unreleased) = isNew ? (before, "") : UnreleasedSection.Take(before, entry);
        var text = unreleased.Length == 0 ? rendered : EntryMerge.Into(rendered, [unreleased], isRollup: false);
        var after = ChangelogSplicer.Insert(without, entry, text);
        return after == without ? before : LinkDefinitions.Follow(after, entry);
    }

    /// <summary>The sections that there is something to say in.</summary>
    internal static ImmutableArray<ChangelogSection> Sections(ChangelogEntry entry) => ChangelogSection.Group(
        [.. entry.Changes.SelectMany(Items), .. entry.Dependencies.Select(d => (Changed, new ChangelogItem(ConventionalStyle.Describe(d), Prefix: "Dependency")))], Order);

    private static string Heading(ChangelogEntry entry)
    {
        var title = MarkdownText.Inline(entry.Title);
        return $"## [{title}] - {MarkdownText.Inline(entry.Date)}";
    }

    private static IEnumerable<(string Section, ChangelogItem Item)> Items(ChangelogChange change)
    {
        var item = new ChangelogItem(change.Text, change.IsMarkdown, change.Breaking || change is { Type: null, Level: BumpLevel.Major } ? "Breaking" : change.Scope, change);
        yield return (change.Section ?? SectionOf(change), change.BreakingNote is { } note ? item with { Text = note, IsMarkdown = false } : item);
        if (change is { Breaking: true, BreakingNote: not null, Section: null, Type: "feat" or "feature" or "fix" or "perf" })
        {
            yield return (SectionOf(change with { Breaking = false }), item with { Prefix = change.Scope });
        }
    }

    private static string SectionOf(ChangelogChange change) => (change.Type, change.Level) switch
    {
        _ when change.Breaking => Changed,
        ("feat" or "feature", _) => Added,
        ("fix", _) => Fixed,
        ("security", _) => "Security",
        ("deprecate" or "deprecated", _) => "Deprecated",
        ("remove" or "removed", _) => "Removed",
        (null, BumpLevel.Minor) => Added,
        (null, BumpLevel.Patch) => Fixed,
        _ => Changed,
    };
}
