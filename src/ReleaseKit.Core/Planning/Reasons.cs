using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>Says why a package is released: what was said outright, then change files and commits, then its group, then its dependencies.</summary>
internal static class Reasons
{
    /// <summary>The reasons of one released member; never empty.</summary>
    /// <param name="member">The package.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="targetOf">The version a released package gets.</param>
    public static ImmutableArray<ReleaseReason> Of(Candidate member, VersionUnit unit, Func<PackageId, string> targetOf) =>
    [
        .. Outright(member),
        .. Moves(member),
        .. Declared(member, unit).Concat(Commits(member, unit)).OrderByDescending(reason => reason.Bump),
        .. Group(member, unit),
        .. Upstream(member),
        .. member.ReleasedDependencies.Select(pair =>
            new ReleaseReason(ReasonKind.Dependency, pair.Value.Level, $"{pair.Key.Name} {targetOf(pair.Key)}", Package: pair.Key)),
        .. OnTheWay(member, unit),
    ];

    private static IEnumerable<ReleaseReason> Outright(Candidate member)
    {
        if (member.Asked is { } asked)
        {
            yield return new ReleaseReason(ReasonKind.Explicit, asked.Level, asked.Summary);
        }

        if (member.ReleaseAs is { } intent)
        {
            yield return new ReleaseReason(ReasonKind.Explicit, BumpLevel.None, $"Release-As: {intent.Change.ReleaseAs}", intent.Commit);
        }

        if (member.IsFirst)
        {
            yield return new ReleaseReason(ReasonKind.Explicit, BumpLevel.None, "first release");
        }
        else if (member.IsAhead)
        {
            yield return new ReleaseReason(ReasonKind.Explicit, BumpLevel.None, $"the manifest already says {member.Current}, which has no tag");
        }
    }

    private static IEnumerable<ReleaseReason> Moves(Candidate member) => !member.MovesOn ? []
        : [new ReleaseReason(ReasonKind.Explicit, BumpLevel.None, member.Channel!.Label is { } label ? $"{member.Latest!.Version} moves on to {label}" : $"promotes {member.Latest!.Version}")];

    /// <summary>What a further prerelease leads to, and why that far: it lists only what is new itself.</summary>
    private static IEnumerable<ReleaseReason> OnTheWay(Candidate member, VersionUnit unit) => member.Latest is null || unit.Decision.Prerelease is not { } parts ? []
        : [new ReleaseReason(ReasonKind.Explicit, unit.Level, $"leads to {parts.Base}{(member.Baseline is { } baseline ? $", by what changed since {PlanText.Name(baseline)}" : "")}")];

    /// <summary>A prerelease tells what is new since the one before it; a stable version tells everything.</summary>
    private static bool TellsNewOnly(Candidate member, VersionUnit unit) => member.Latest is not null && unit.Decision.Prerelease is not null;

    private static IEnumerable<ReleaseReason> Declared(Candidate member, VersionUnit unit) =>
        from intent in TellsNewOnly(member, unit) ? member.NewlyDeclared : member.Declared
        let level = unit.SoftenDeclared(member, intent.Level)
        select new ReleaseReason(ReasonKind.ChangeFile, level, FirstLine(intent.Change.Text), intent.File.Commit)
        {
            ChangeFile = intent.File.Path,
            Text = intent.Change.Text,
            Section = intent.Change.Section,
            Authors = intent.File.Authors,
        };

    private static string FirstLine(string text) => text.Trim().Split('\n', 2)[0].TrimEnd();

    /// <summary>Newest first, as history has them.</summary>
    private static IEnumerable<ReleaseReason> Commits(Candidate member, VersionUnit unit) =>
        from intent in TellsNewOnly(member, unit) ? member.NewChanges : member.Changes
        let level = unit.SoftenCommit(member, intent.Level)
        where level > BumpLevel.None
        select new ReleaseReason(
            ReasonKind.Commit, level, intent.Change.Description, intent.Commit, null,
            intent.Change.Type.Length == 0 ? null : intent.Change.Type, intent.Change.Scope, intent.Change.Breaking,
            intent.Change.BreakingNote, intent.Change.References is { IsDefaultOrEmpty: false } references ? references : default)
        {
            Authors = intent.Authors,
        };

    /// <summary>A package may ask for the same one in several tables; that is one step.</summary>
    private static IEnumerable<ReleaseReason> Upstream(Candidate member) =>
        from update in member.Upstream
        where update.Level > BumpLevel.None
        group update by update.Edge.Id into same
        let update = same.MaxBy(u => u.Level)!
        select new ReleaseReason(ReasonKind.Upstream, update.Level, update.Step, Package: update.Edge.Id, CommitType: "chore", Scope: "deps") { From = update.From, To = update.To };

    private static IEnumerable<ReleaseReason> Group(Candidate member, VersionUnit unit)
    {
        if (unit.Members.Length == 1 || (member.HasIntent && unit.LevelOf(member) >= unit.Level))
        {
            return [];
        }

        // On a channel the level may come from what an earlier prerelease of another member has already.
        return unit.Causes.FirstOrDefault(c => c.Id != member.Id) is not { } cause ? []
            : [new ReleaseReason(ReasonKind.Group, unit.Level, $"{unit.Bond.WithOther} {cause.Id.Name}", Package: cause.Id)];
    }
}
