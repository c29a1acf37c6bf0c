using System.Collections.Immutable;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Changelogs;

/// <summary>Makes the changelog entry of a planned release from the reasons that the plan gives for it.</summary>
public sealed class PlannedChangelog
{
    private readonly ReleasePlan _plan;

    /// <summary>The entries of a plan.</summary>
    public PlannedChangelog(ReleasePlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
    }

    /// <summary>Where commits, issues and comparisons are shown.</summary>
    public RepositoryLinks Links { get; init; } = RepositoryLinks.None;

    /// <summary>Whether to name the people who wrote the changes. Key <c>contributors</c>.</summary>
    public bool WithContributors { get; init; }

    /// <summary>The dependencies that an entry lists.</summary>
    public Func<PlannedRelease, IEnumerable<PlannedRelease>>? DependenciesOf { get; init; }

    /// <summary>The tag that a release's changes began at; null when there is none.</summary>
    public Func<PlannedRelease, string?> PreviousTag { get; init; } = _ => null;

    /// <summary>
    /// The entry: changes in the order of the plan, then the dependencies that are released with it. A version without any
    /// says why it exists.
    /// </summary>
    public ChangelogEntry Of(PlannedRelease release)
    {
        ArgumentNullException.ThrowIfNull(release);
        ImmutableArray<ChangelogChange> changes = [.. release.Reasons.Where(r => IsIntent(r) && r.Bump > BumpLevel.None).Select(Change)];
        ImmutableArray<ChangelogDependency> dependencies = DependenciesOf is null
            ? [.. release.Reasons.Where(r => r.Kind == ReasonKind.Dependency).Select(r => r.Package is { } id ? _plan.Find(id) : null).OfType<PlannedRelease>().Select(Dependency)]
            : [.. DependenciesOf(release).Select(Dependency)];
        dependencies = dependencies.AddRange(release.Reasons.Where(r => r.Kind == ReasonKind.Upstream)
            .Select(r => new ChangelogDependency(r.Package!.Value.Name, r.From, r.To ?? "", [])));
        var previous = PreviousTag(release);
        return new ChangelogEntry
        {
            Package = release.Id.Name,
            Version = release.To,
            Date = _plan.Date,
            PreviousVersion = release.From,
            CompareUrl = previous is null ? null : Links.Compare(previous, release.Tag),
            UnreleasedUrl = Links.Compare(release.Tag, "HEAD"),
            Changes = changes,
            Dependencies = dependencies,
            Notes = [.. release.Reasons.Where(r => r.Kind is not (ReasonKind.Commit or ReasonKind.ChangeFile)).Select(r => Sentence(r.Summary)).Distinct(StringComparer.Ordinal)],
            Contributors = WithContributors ? [.. release.Reasons.SelectMany(r => r.Authors).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] : [],
        };
    }

    private ChangelogChange Change(ReleaseReason reason) => new(reason.Text ?? reason.Summary, reason.Bump)
    {
        IsMarkdown = reason.Text is not null,
        Type = reason.CommitType,
        Scope = reason.Scope,
        Breaking = reason.Breaking,
        BreakingNote = reason.BreakingNote,
        Commit = reason.Commit,
        CommitUrl = reason.Commit is { } commit ? Links.Commit(commit) : null,
        References = [.. (reason.References.IsDefault ? [] : reason.References).Select(number => new ChangelogReference(number, Links.Reference(number)))],
        Section = reason.Section,
        ChangeFile = reason.ChangeFile?.ToString(),
    };

    /// <summary>
    /// What was declared to release nothing counts beside what does, or where the group draws the package along; a package that
    /// is only released for its dependencies has no sources of its own.
    /// </summary>
    private static ChangelogDependency Dependency(PlannedRelease release)
    {
        var hasIntent = release.Reasons.Any(r => r.Kind == ReasonKind.Group || (IsIntent(r) && r.Bump > BumpLevel.None));
        return new(
            release.Id.Name, release.From, release.To,
            [
                .. release.Reasons.Where(r => IsIntent(r) && (r.Bump > BumpLevel.None || hasIntent))
                    .Select(r => new ChangelogSource(r.ChangeFile?.ToString() ?? "", r.Commit)),
            ]);
    }

    private static bool IsIntent(ReleaseReason reason) => reason.Kind is ReasonKind.Commit or ReasonKind.ChangeFile;

    private static string Sentence(string summary) =>
        summary.Length == 0 ? summary : char.ToUpperInvariant(summary[0]) + summary[1..] + (summary.EndsWith('.') ? "" : ".");
}
