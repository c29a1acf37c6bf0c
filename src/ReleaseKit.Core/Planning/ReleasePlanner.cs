using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>
/// Computes what to release, from packages, their edges and what happened to each since its last release. Pure: the same
/// request gives the same plan, in whatever order packages and edges are listed.
/// </summary>
public static class ReleasePlanner
{
    /// <summary>The plan.</summary>
    /// <exception cref="ReleaseException">
    /// <c>RK-GRAPH-CYCLE</c>, <c>RK-PLAN-GROUP</c>, <c>RK-RANGE-EXCLUDES</c>, <c>RK-TAG-COLLISION</c>, <c>RK-VERSION-ASKED</c>,
    /// <c>RK-VERSION-BEHIND</c>, <c>RK-VERSION-INVALID</c>, <c>RK-VERSION-SYNCHRONIZE</c>.
    /// </exception>
    public static ReleasePlan Plan(PlanRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        PublicationOrder.Check(request);
        var (candidates, skipped) = Selection.Select(request);
        var units = Units.Form(candidates, request.Policy);
        Propagation.Run(units);

        Units.CheckTargets(units);
        var targets = units.SelectMany(unit => Targets(unit)).ToDictionary(pair => pair.Id, pair => pair.Target);
        var edits = PlanEdits.Find(request, targets);
        ImmutableArray<PlannedRelease> releases =
        [
            .. units.SelectMany(unit => unit.ReleasedMembers().Select(member => Release(request, unit, member, targets, edits))).OrderBy(r => r.Id),
        ];
        TagCheck.Run(request, releases);
        return new ReleasePlan
        {
            Base = request.Base,
            Date = request.Date,
            Releases = releases,
            OtherEdits = edits.Others(targets.ContainsKey),
            Order = PublicationOrder.Layers(request, targets.ContainsKey),
            Skipped =
            [
                .. skipped.Concat(candidates.Where(c => !targets.ContainsKey(c.Id)).Select(c => new SkippedPackage(c.Id, PlanText.WhyUnchanged(c))))
                    .OrderBy(s => s.Id),
            ],
        };
    }

    private static IEnumerable<(PackageId Id, string Target)> Targets(VersionUnit unit)
    {
        var target = unit.Target;
        return unit.ReleasedMembers().Select(member => (member.Id, target));
    }

    private static PlannedRelease Release(
        PlanRequest request, VersionUnit unit, Candidate member, Dictionary<PackageId, string> targets, PlanEdits edits) => new()
    {
        Id = member.Id,
        From = member.Baseline?.Version,
        To = targets[member.Id],
        Bump = member.Baseline is { } baseline ? Level(unit, baseline.Version, targets[member.Id]) : BumpLevel.None,
        Tag = request.Policy.Tag(member.Package, targets[member.Id]),
        Reasons = Reasons.Of(member, unit, id => targets[id]),
        Edits = edits.Of(member.Id),
    };

    /// <summary>The level that was applied, or, when the version comes from elsewhere, the largest that the difference amounts to.</summary>
    private static BumpLevel Level(VersionUnit unit, string from, string to)
    {
        if (unit.Level > BumpLevel.None && unit.Scheme.Compare(unit.Scheme.Bump(from, unit.Level), to) == 0)
        {
            return unit.Level;
        }

        return unit.Scheme.Compare(unit.Scheme.Bump(from, BumpLevel.Major), to) <= 0 ? BumpLevel.Major
            : unit.Scheme.Compare(unit.Scheme.Bump(from, BumpLevel.Minor), to) <= 0 ? BumpLevel.Minor
            : BumpLevel.Patch;
    }
}
