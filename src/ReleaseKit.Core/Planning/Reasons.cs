using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>Says why a package is released: what was said outright, then its commits, then its group, then its dependencies.</summary>
internal static class Reasons
{
    /// <summary>The reasons of one released member; never empty.</summary>
    /// <param name="member">The package.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="targetOf">The version a released package gets.</param>
    public static ImmutableArray<ReleaseReason> Of(Candidate member, VersionUnit unit, Func<PackageId, string> targetOf) =>
    [
        .. Outright(member),
        .. Commits(member, unit),
        .. Group(member, unit),
        .. member.ReleasedDependencies.Keys.Select(id =>
            new ReleaseReason(ReasonKind.Dependency, BumpLevel.Patch, $"{id.Name} {targetOf(id)}", Package: id)),
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

    /// <summary>Strongest first; equally strong ones newest first, as history has them.</summary>
    private static IEnumerable<ReleaseReason> Commits(Candidate member, VersionUnit unit) =>
        from intent in member.Changes
        let level = Candidate.Soften(intent.Level, unit.Softens)
        where level > BumpLevel.None
        orderby level descending
        select new ReleaseReason(
            ReasonKind.Commit, level, intent.Change.Description, intent.Commit, null,
            intent.Change.Type.Length == 0 ? null : intent.Change.Type, intent.Change.Scope, intent.Change.Breaking,
            intent.Change.BreakingNote, intent.Change.References is { IsDefaultOrEmpty: false } references ? references : default);

    private static IEnumerable<ReleaseReason> Group(Candidate member, VersionUnit unit)
    {
        var level = unit.Level;
        if (unit.Members.Length == 1 || (member.HasIntent && member.Level(unit.Softens) >= level))
        {
            return [];
        }

        // An intent of its own makes a member the cause; without any, the one that a dependency reached first is.
        var cause = unit.Members.Where(m => m.HasIntent && m.Id != member.Id)
            .OrderByDescending(m => m.HasOwnIntent)
            .ThenByDescending(m => m.Level(unit.Softens))
            .ThenBy(m => m.HasOwnIntent ? 0 : m.ReleasedDependencies.Values.Min())
            .ThenBy(m => m.Id)
            .First();
        return [new ReleaseReason(ReasonKind.Group, level, $"{(unit.Synchronized ? "synchronized" : "shares its version")} with {cause.Id.Name}", Package: cause.Id)];
    }
}
