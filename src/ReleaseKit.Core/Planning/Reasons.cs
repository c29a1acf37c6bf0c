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
        .. Declared(member, unit).Concat(Commits(member, unit)).OrderByDescending(reason => reason.Bump),
        .. Group(member, unit),
        .. member.ReleasedDependencies.Select(pair =>
            new ReleaseReason(ReasonKind.Dependency, pair.Value.Level, $"{pair.Key.Name} {targetOf(pair.Key)}", Package: pair.Key)),
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

    private static IEnumerable<ReleaseReason> Declared(Candidate member, VersionUnit unit) =>
        from intent in member.Declared
        let level = unit.SoftenDeclared(member, intent.Level)
        where level > BumpLevel.None
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
        from intent in member.Changes
        let level = unit.SoftenCommit(member, intent.Level)
        where level > BumpLevel.None
        select new ReleaseReason(
            ReasonKind.Commit, level, intent.Change.Description, intent.Commit, null,
            intent.Change.Type.Length == 0 ? null : intent.Change.Type, intent.Change.Scope, intent.Change.Breaking,
            intent.Change.BreakingNote, intent.Change.References is { IsDefaultOrEmpty: false } references ? references : default)
        {
            Authors = intent.Authors,
        };

    private static IEnumerable<ReleaseReason> Group(Candidate member, VersionUnit unit)
    {
        if (unit.Members.Length == 1 || (member.HasIntent && unit.LevelOf(member) >= unit.Level))
        {
            return [];
        }

        var cause = unit.Causes.First(c => c.Id != member.Id);
        return [new ReleaseReason(ReasonKind.Group, unit.Level, $"{unit.Bond.WithOther} {cause.Id.Name}", Package: cause.Id)];
    }
}
