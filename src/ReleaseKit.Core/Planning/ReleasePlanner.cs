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
    /// <c>RK-CHANGE-MIXED</c>, <c>RK-CHANGE-PACKAGE</c>, <c>RK-CHANGE-SPLIT</c>, <c>RK-GRAPH-CYCLE</c>, <c>RK-GROUP-CONFLICT</c>,
    /// <c>RK-PLAN-EXPLICIT</c>, <c>RK-PLAN-GROUP</c>, <c>RK-RANGE-EXCLUDES</c>, <c>RK-RANGE-UNRESOLVABLE</c>, <c>RK-TAG-COLLISION</c>,
    /// <c>RK-VERSION-ASKED</c>, <c>RK-VERSION-BEHIND</c>, <c>RK-VERSION-INVALID</c>, <c>RK-VERSION-SYNCHRONIZE</c>.
    /// </exception>
    public static ReleasePlan Plan(PlanRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        PublicationOrder.Check(request);
        var selection = Selection.Select(request);
        var units = Units.Form(selection.Candidates, request);
        Propagation.Run(request, units);
        UnitChecks.Run(units);

        var released = new ReleasedUnits(units);
        var edits = PlanEdits.Find(request, released);
        RangeCheck.Run(request, selection, released);
        ImmutableArray<PlannedRelease> releases = [.. released.Members.Select(member => Release(request, member, released, edits)).OrderBy(r => r.Id)];
        TagCheck.Run(request, releases, released);
        return new ReleasePlan
        {
            Base = request.Base,
            Date = request.Date,
            Releases = releases,
            OtherEdits = edits.Others(released.Contains),
            Upstream = releases.IsEmpty ? [] : [.. request.Upstream.Where(u => edits.Upstream.Contains(u.Id))],
            Order = PublicationOrder.Layers(request, released.Contains),
            UsedChangeFiles = released.Members.Any(released.IsStable) ? selection.Declarations.UsedUp(id => released.Contains(id) && released.IsStable(released.CandidateOf(id)!)) : [],
            Skipped =
            [
                .. selection.Skipped.Concat(selection.Candidates.Where(c => !released.Contains(c.Id))
                    .Select(c => new SkippedPackage(c.Id, PlanText.WhyUnchanged(c, request.Policy)))).OrderBy(s => s.Id),
            ],
        };
    }

    private static PlannedRelease Release(PlanRequest request, Candidate member, ReleasedUnits released, PlanEdits edits)
    {
        var unit = released.UnitOf(member.Id);
        var target = unit.TargetOf(member);
        var isStable = released.IsStable(member);
        return new PlannedRelease
        {
            Id = member.Id,
            From = isStable ? member.Released : member.Newest,
            To = target,
            Bump = member.Released is { } from ? VersionDecision.Difference(unit.Scheme, member.In(unit.Scheme, from), isStable ? target : unit.Decision.Stable, unit.Level) : BumpLevel.None,
            Tag = request.Policy.Tag(member.Package, target),
            IsPublished = member.IsPublished,
            Reasons = Reasons.Of(member, unit, released.TargetOf),
            Edits = edits.Of(member.Id),
        };
    }
}
