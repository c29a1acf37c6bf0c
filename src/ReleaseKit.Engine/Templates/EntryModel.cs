using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Documents;

namespace ReleaseKit.Engine.Templates;

/// <summary>An entry as templates see it: dictionaries, lists, texts and booleans. Every name is always there; what is unknown is null.</summary>
internal static class EntryModel
{
    private static readonly ChangelogEntry Nothing = new() { Package = "", Version = "", Date = "" };

    /// <summary>The names at the top.</summary>
    public static IEnumerable<string> Names { get; } = [.. Of(Nothing).Keys.Order(StringComparer.Ordinal)];

    /// <summary>The model of an entry.</summary>
    public static Dictionary<string, object?> Of(ChangelogEntry entry) => new(StringComparer.Ordinal)
    {
        ["package"] = entry.Package,
        ["version"] = entry.Version,
        ["previousVersion"] = entry.PreviousVersion,
        ["date"] = entry.Date,
        ["compareUrl"] = entry.CompareUrl,
        ["sections"] = ConventionalStyle.Sections(entry).Select(Section).ToList(),
        ["changes"] = entry.Changes.Select(Change).ToList(),
        ["dependencies"] = entry.Dependencies.Select(Dependency).ToList(),
        ["notes"] = entry.Notes.ToList(),
        ["contributors"] = entry.Contributors.ToList(),
    };

    private static Dictionary<string, object?> Section(ChangelogSection section) => new(StringComparer.Ordinal)
    {
        ["title"] = section.Title,
        ["items"] = section.Items.Select(item => new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["markdown"] = item.Render().TrimEnd('\n'),
            ["text"] = item.Text,
            ["change"] = item.Change is null ? null : Change(item.Change),
        }).ToList(),
    };

    private static Dictionary<string, object?> Change(ChangelogChange change) => new(StringComparer.Ordinal)
    {
        ["text"] = change.Text,
        ["markdown"] = change.IsMarkdown ? change.Text : MarkdownText.Inline(change.Text),
        ["level"] = DocumentNames.Bumps[change.Level],
        ["type"] = change.Type,
        ["scope"] = change.Scope,
        ["breaking"] = change.Breaking,
        ["breakingNote"] = change.BreakingNote,
        ["commit"] = change.Commit,
        ["shortCommit"] = change.ShortCommit,
        ["commitUrl"] = change.CommitUrl,
        ["section"] = change.Section,
        ["references"] = change.References.Select(r => new Dictionary<string, object?>(StringComparer.Ordinal) { ["number"] = r.Number, ["url"] = r.Url }).ToList(),
    };

    private static Dictionary<string, object?> Dependency(ChangelogDependency dependency) => new(StringComparer.Ordinal)
    {
        ["name"] = dependency.Name,
        ["from"] = dependency.From,
        ["to"] = dependency.To,
    };
}
