using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Changelogs;

/// <summary>
/// Major, Minor and Patch Changes as <c>@changesets/cli</c> and its generator <c>changelog-git</c> write them, byte for byte,
/// its blank lines and places of insertion included. The existing part of a file is left alone.
/// </summary>
public sealed partial class ChangesetsStyle : IChangelogStyle
{
    private static readonly ImmutableArray<(BumpLevel Level, string Title)> Levels =
        [(BumpLevel.Major, "Major Changes"), (BumpLevel.Minor, "Minor Changes"), (BumpLevel.Patch, "Patch Changes")];

    private readonly ChangesetsLayout _layout;

    /// <summary>The style of one version of changesets.</summary>
    public ChangesetsStyle(ChangesetsLayout layout) => _layout = layout;

    /// <inheritdoc/>
    public string Render(ChangelogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Text($"## {entry.Title}", entry);
    }

    /// <inheritdoc/>
    public string RenderBody(ChangelogEntry entry)
    {
        var text = Render(entry);
        return text[(text.IndexOf('\n') + 1)..].TrimStart('\n');
    }

    /// <inheritdoc/>
    public string Insert(string? existing, ChangelogEntry entry, string? rendered = null)
    {
        ArgumentNullException.ThrowIfNull(entry);
        rendered ??= Render(entry);
        if (string.IsNullOrEmpty(existing))
        {
            return $"# {entry.Package}\n\n{rendered}";
        }

        var outline = ChangelogOutline.Read(existing);
        if (outline.Has(entry))
        {
            return existing;
        }

        var (text, prereleases) = PrereleaseRollup.Take(existing, entry);
        rendered = EntryMerge.Into(rendered, prereleases, isRollup: true);
        var newLine = existing.IndexOf('\n') is > 0 and var first && existing[first - 1] == '\r' ? "\r\n" : "\n";
        return newLine == "\n" ? Place(text, rendered) : Place(text.ReplaceLineEndings("\n"), rendered).ReplaceLineEndings(newLine);
    }

    /// <summary>Version 3 goes above the first version of the file, version 2 below its first line.</summary>
    private string Place(string text, string entry)
    {
        if (_layout == ChangesetsLayout.Plain3 && VersionAnywhere().Match(text) is { Success: true } version)
        {
            return string.Concat(text.AsSpan(0, version.Index), entry, "\n", text.AsSpan(version.Index));
        }

        if (_layout != ChangesetsLayout.Plain3 && VersionAtStart().IsMatch(text))
        {
            return entry + (_layout == ChangesetsLayout.Formatted2 ? "\n" : "") + text;
        }

        var end = text.IndexOf('\n', StringComparison.Ordinal);
        var (head, rest) = end < 0 ? (text, "") : (text[..end], text[(end + 1)..]);
        if (_layout == ChangesetsLayout.Formatted2 && rest.Length > 0)
        {
            // Prettier sees to it that one blank line is between blocks.
            rest = rest.Trim('\n') is { Length: > 0 } below ? "\n" + below + "\n" : "";
        }

        return $"{head}\n\n{entry}{rest}";
    }

    private string Text(string heading, ChangelogEntry entry)
    {
        var sections = Sections(entry).ToArray();
        switch (_layout)
        {
            case ChangesetsLayout.Plain3:
                var blocks = sections.Select(s => $"### {s.Title}\n\n{string.Join('\n', s.Lines.Select(line => line.Trim()))}");
                return string.Join("\n\n", [heading, .. sections.Length == 0 ? ["No changes in this release."] : blocks]).Trim() + "\n";
            default:
                var text = string.Join('\n', [heading, .. sections.Select(s => $"### {s.Title}\n\n{string.Join('\n', s.Lines)}\n")]).Trim() + "\n";
                return _layout == ChangesetsLayout.Formatted2 ? MarkdownFormatter.Format(text) : text;
        }
    }

    private static IEnumerable<(string Title, List<string> Lines)> Sections(ChangelogEntry entry)
    {
        // Files in the order of their names, as changesets reads its folder; what comes from commits follows.
        var changes = entry.Changes.OrderBy(c => c.ChangeFile is null).ThenBy(c => c.ChangeFile, StringComparer.Ordinal).ToArray();
        foreach (var (level, title) in Levels)
        {
            var lines = changes.Where(c => c.Level == level && c.Section is null).Select(Line).ToList();
            if (level == BumpLevel.Patch && !entry.Dependencies.IsEmpty)
            {
                lines.Add(DependencyLines(entry.Dependencies));
            }

            if (lines.Count > 0)
            {
                yield return (title, lines);
            }
        }

        foreach (var named in changes.Where(c => c.Section is not null).GroupBy(c => c.Section!, StringComparer.OrdinalIgnoreCase))
        {
            yield return (MarkdownText.Inline(named.Key), [.. named.Select(Line)]);
        }

        if (!entry.Contributors.IsEmpty)
        {
            yield return (SectionMarkdown.Contributors, [.. entry.Contributors.Select(name => $"- {MarkdownText.Block(name)}")]);
        }
    }

    private static string Line(ChangelogChange change)
    {
        var lines = (change.IsMarkdown ? change.Text.Trim() : Plain(change)).Split('\n').Select(line => line.TrimEnd());
        return $"- {(change.ShortCommit is { } commit ? $"{commit}: " : "")}{string.Join("\n  ", lines)}";
    }

    private static string Plain(ChangelogChange change) =>
        (change.Scope is null ? "" : $"**{MarkdownText.Inline(change.Scope)}:** ") + MarkdownText.Inline(change.Text) +
        (change.BreakingNote is null ? "" : "\n\n" + MarkdownText.Block(change.BreakingNote));

    private static string DependencyLines(ImmutableArray<ChangelogDependency> dependencies)
    {
        var sources = dependencies.SelectMany(d => d.Sources.IsDefault ? [] : d.Sources).Distinct().OrderBy(s => s.ChangeFile, StringComparer.Ordinal);
        return string.Join('\n',
        [
            .. sources.Select(s => s.Commit is { Length: > 0 } id ? $"- Updated dependencies [{id[..Math.Min(id.Length, 7)]}]" : "- Updated dependencies"),
            .. dependencies.Select(d => $"  - {d.Name}@{d.To}"),
        ]);
    }

    [GeneratedRegex(@"^#{1,6}\s+[0-9]+\.[0-9]+", RegexOptions.Multiline)]
    private static partial Regex VersionAnywhere();

    [GeneratedRegex(@"\A#{1,6}\s+[0-9]+\.[0-9]+")]
    private static partial Regex VersionAtStart();
}
