using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Explaining;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.PullRequests;

/// <summary>
/// The description of a release pull request: a table of versions, the notes of each package in a fold, and the manifest. What
/// does not fit into a forge's limit is left out step by step: first the ends of long notes, then all notes, then the table.
/// </summary>
public static class PullRequestBody
{
    private const int LongestWhy = 100;
    private const int ShortNotes = 8;

    private enum Detail
    {
        Everything,
        ShortNotes,
        Table,
        Counts,
        Least,
    }

    /// <summary>The longest text that fits.</summary>
    /// <param name="description">What to tell.</param>
    /// <param name="longest">How much the forge takes, in UTF-16 code units.</param>
    /// <param name="markup">What the forge understands.</param>
    public static string Render(ReleaseDescription description, int longest, PullRequestMarkup markup)
    {
        ArgumentNullException.ThrowIfNull(description);
        ArgumentNullException.ThrowIfNull(markup);
        var least = "";
        foreach (var detail in Enum.GetValues<Detail>())
        {
            least = Render(description, detail, markup);
            if (least.Length <= longest)
            {
                break;
            }
        }

        return least;
    }

    /// <summary>The one-line title.</summary>
    public static string Title(ReleasePlan plan, string group)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(group);
        const int Longest = 200;
        var what = plan.Releases.Length == 1 ? $"{plan.Releases[0].Id.Name} {plan.Releases[0].To}" : string.Create(CultureInfo.InvariantCulture, $"publish {plan.Releases.Length} packages");
        var title = DisplayText.Line($"chore(release): {what}{(group.Length > 0 ? $" of {group}" : "")}");
        return title.Length <= Longest ? title : title[..(char.IsHighSurrogate(title[Longest - 1]) ? Longest - 1 : Longest)];
    }

    private static string Render(ReleaseDescription description, Detail detail, PullRequestMarkup markup)
    {
        var plan = description.Plan;
        var releases = plan.Releases.Select(Of).ToImmutableArray();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## Release of {Count(releases.Length, "package")}{(description.Group.Length > 0 ? $" of {Inline(description.Group)}" : "")}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Merging this releases what follows, and nothing else, from `{Code(description.Branch)}` at `{Short(plan.Base)}`.\n\n");
        text.Append(detail < Detail.Counts ? Table(plan, releases, description.Overrides) : Counts(plan));
        var shown = ImmutableSortedDictionary.CreateBuilder<PackageId, string>();
        if (detail < Detail.Table)
        {
            foreach (var release in releases.Where(r => description.Notes.ContainsKey(r.Id)))
            {
                var (notes, isWhole) = Notes(description, release.Id, detail);
                text.Append(markup.FoldStart(release)).Append("\n\n").Append(notes).Append("\n\n").Append(markup.FoldEnd).Append("\n\n");
                if (isWhole)
                {
                    shown[release.Id] = ManifestText.Digest(notes);
                }
            }
        }

        Warnings(text, description, detail);
        Footer(text, description, detail);
        if (description.Embedded is { } embedded)
        {
            text.Append('\n').Append(embedded.Write(markup)).Append('\n');
        }

        return text.Append('\n').Append(ManifestText.Write(
            new PullRequestManifest
            {
                Plan = description.PlanHash,
                Base = plan.Base,
                Branch = description.Branch,
                Group = description.Group,
                Releases = detail == Detail.Least ? [] : releases,
                Notes = shown.ToImmutable(),
                Versions = detail == Detail.Least ? ImmutableSortedDictionary<PackageId, string>.Empty : description.Overrides.Versions,
            },
            markup)).Append('\n').ToString();
    }

    private static ManifestRelease Of(PlannedRelease release) => new(release.Id, release.To, release.IsPublished ? release.Tag : "");

    private static string Table(ReleasePlan plan, ImmutableArray<ManifestRelease> releases, ReleaseOverrides overrides)
    {
        var text = new StringBuilder("| package | from | to | why |\n|---|---|---|---|\n");
        foreach (var (planned, release) in plan.Releases.Zip(releases))
        {
            var why = overrides.Versions.ContainsKey(release.Id) ? "chosen in this pull request" : Why(planned);
            text.Append(CultureInfo.InvariantCulture, $"| {PullRequestMarkup.Cell(release)} | {Cell(planned.From ?? "-")} | **{Cell(release.To)}** | {why} |\n");
        }

        return text.Append('\n').ToString();
    }

    private static string Counts(ReleasePlan plan)
    {
        var text = new StringBuilder("| ecosystem | packages |\n|---|---|\n");
        foreach (var group in plan.Releases.GroupBy(r => r.Id.Ecosystem).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(group.Key)} | {group.Count()} |\n");
        }

        return text.Append('\n').ToString();
    }

    private static (string Notes, bool IsWhole) Notes(ReleaseDescription description, PackageId id, Detail detail)
    {
        var notes = DefusedText.Defuse(description.Notes[id].ReplaceLineEndings("\n").Trim());
        if (detail == Detail.Everything)
        {
            return (notes, true);
        }

        var lines = notes.Split('\n');
        return lines.Length <= ShortNotes ? (notes, true)
            : (DefusedText.Defuse(string.Join('\n', lines[..ShortNotes]).Trim()) + "\n\n*Cut short: the changelog on the release branch has all of it, and can be edited there.*", false);
    }

    private static void Warnings(StringBuilder text, ReleaseDescription description, Detail detail)
    {
        const int Shown = 20;
        if (description.Warnings.IsEmpty)
        {
            return;
        }

        text.Append("### Warnings\n\n");
        foreach (var warning in description.Warnings.Take(detail < Detail.Least ? Shown : 0))
        {
            text.Append("- ").Append(Inline(Cut(warning, 500))).Append('\n');
        }

        text.Append(description.Warnings.Length > Shown || detail == Detail.Least ? $"- {description.Warnings.Length} in all; the log of the run that prepared this has them.\n\n" : "\n");
    }

    private static void Footer(StringBuilder text, ReleaseDescription description, Detail detail)
    {
        var where = description.BranchUrl is { } url ? $"[`{Code(description.ReleaseBranch)}`]({url})" : $"`{Code(description.ReleaseBranch)}`";
        text.Append("---\n\n").Append(detail switch
        {
            Detail.Everything => "To release another version, write it into the table; to say it in other words, edit the notes.",
            Detail.ShortNotes => "To release another version, write it into the table; to say it in other words, edit the notes, or the changelogs where the notes are cut short.",
            Detail.Table => "The notes are too long for this page. To release another version, write it into the table; to say it in other words, edit the changelogs on the branch.",
            _ => "The versions and notes are too long for this page. To release another version, or to say it in other words, edit the manifests and changelogs on the branch.",
        });
        text.Append(CultureInfo.InvariantCulture, $" What you write stays when this is brought up to date, and so do your commits on {where}.\n");
    }

    private static string Why(PlannedRelease release)
    {
        if (release.Reasons.IsDefaultOrEmpty)
        {
            return "";
        }

        var more = release.Reasons.Length - 1;
        return $"{Inline(Cut(ReasonText.Short(release.Reasons[0]), LongestWhy))}{(more > 0 ? string.Create(CultureInfo.InvariantCulture, $" (+{more} more)") : "")}";
    }

    private static string Cell(string text) => Inline(text);

    /// <summary>Text of anybody's, on one line of a table or a paragraph.</summary>
    private static string Inline(string text) => DefusedText.Defuse(MarkdownText.Inline(text)).ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);

    /// <summary>Text of anybody's, in a code span.</summary>
    private static string Code(string text) => DefusedText.Defuse(DisplayText.Line(text).Replace('`', '\''));

    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest), "…");

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Short(string commit) => commit[..Math.Min(commit.Length, 12)];
}
