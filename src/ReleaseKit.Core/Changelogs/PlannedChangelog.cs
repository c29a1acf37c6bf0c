using System.Collections.Immutable;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Changelogs;

/// <summary>Makes the changelog entry of a planned release from the reasons that the plan gives for it.</summary>
public static class PlannedChangelog
{
    private const string BreakingChanges = "Breaking Changes";
    private const string Features = "Features";
    private const string Fixes = "Bug Fixes";
    private const string Dependencies = "Dependencies";
    private static readonly string[] Order = [BreakingChanges, Features, Fixes, "Performance", "Reverts", Dependencies];

    /// <summary>
    /// The entry: changes by kind in the order of the plan, then the dependencies that are released with it. What breaks is
    /// said first; the change itself follows in its own section when a note says what breaks. A version without any says why
    /// it exists.
    /// </summary>
    public static ChangelogEntry Of(ReleasePlan plan, PlannedRelease release)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(release);
        var items = release.Reasons.SelectMany(reason => Items(plan, reason)).ToLookup(i => i.Section, i => i.Item, StringComparer.Ordinal);
        ImmutableArray<ChangelogSection> sections =
            [.. Order.Where(items.Contains).Select(title => new ChangelogSection(title, [.. items[title]]))];
        return new ChangelogEntry
        {
            Version = release.To,
            Date = plan.Date,
            Sections = sections,
            Notes = sections.IsEmpty ? [.. release.Reasons.Select(r => Sentence(r.Summary)).Distinct(StringComparer.Ordinal)] : [],
        };
    }

    private static IEnumerable<(string Section, ChangelogItem Item)> Items(ReleasePlan plan, ReleaseReason reason)
    {
        if (reason is { Kind: ReasonKind.Dependency, Package: { } id })
        {
            var (from, to) = plan.Find(id) is { } dependency ? (dependency.From, dependency.To) : (null, "");
            yield return (Dependencies, new ChangelogItem(to.Length == 0 ? reason.Summary : from is null ? $"{id.Name} {to}" : $"{id.Name} {from} -> {to}"));
        }
        else if (reason.Kind is ReasonKind.Commit or ReasonKind.ChangeFile)
        {
            var item = new ChangelogItem(reason.Summary, reason.Scope, reason.Commit, reason.References);
            if (reason.Breaking)
            {
                yield return (BreakingChanges, item with { Text = reason.BreakingNote ?? reason.Summary });
            }

            if (SectionOf(reason) is { } section && (!reason.Breaking || reason.BreakingNote is not null))
            {
                yield return (section, item);
            }
        }
    }

    /// <summary>The section of a change; null when only what it breaks is worth telling. Change files have a level and no type.</summary>
    private static string? SectionOf(ReleaseReason reason) => (reason.CommitType, reason.Bump) switch
    {
        ("feat" or "feature", _) => Features,
        ("fix", _) => Fixes,
        ("perf", _) => "Performance",
        ("revert", _) => "Reverts",
        ("deps", _) => Dependencies,
        (null, BumpLevel.Major) => reason.Breaking ? null : BreakingChanges,
        (null, BumpLevel.Minor) => reason.Breaking ? null : Features,
        (null, BumpLevel.Patch) => reason.Breaking ? null : Fixes,
        _ => null,
    };

    private static string Sentence(string summary) =>
        summary.Length == 0 ? summary : char.ToUpperInvariant(summary[0]) + summary[1..] + (summary.EndsWith('.') ? "" : ".");
}
