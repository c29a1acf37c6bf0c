using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Planning;

/// <summary>
/// Whoever installs a released package must find its siblings: each range accepts the version that the plan releases or, when
/// it releases none, the one that was released last. Siblings that are never released are left to those who say so.
/// </summary>
internal static class RangeCheck
{
    /// <exception cref="ReleaseException"><c>RK-RANGE-UNRESOLVABLE</c>, once for each range.</exception>
    public static void Run(PlanRequest request, Selection selection, ReleasedUnits released)
    {
        var problems = new List<Diagnostic>();
        foreach (var member in released.Members.Where(m => m.IsPublished).OrderBy(m => m.Id))
        {
            foreach (var edge in member.Package.Dependencies.Where(e => Propagation.Carries(e) && e.Id != member.Id && !released.Contains(e.Id)))
            {
                if (request.Workspace.Find(edge.Id) is { } sibling && (released.CandidateOf(edge.Id) is { IsPublished: true } || selection.Unselected.Contains(edge.Id)) &&
                    WhyNot(request, member, edge, sibling) is { } why)
                {
                    problems.Add(PlanCodes.RangeUnresolvable.At(edge.Location ?? new SourceLocation(edge.DeclaredIn.Value), $"{member.Id} {released.TargetOf(member.Id)} would need {edge.Id}{why}"));
                }
            }
        }

        if (problems.Count > 0)
        {
            throw new ReleaseException(problems);
        }
    }

    /// <summary>Why the range on a sibling that is not released now accepts nothing; null when it accepts its last release.</summary>
    private static string? WhyNot(PlanRequest request, Candidate member, Dependency edge, Package sibling)
    {
        if (request.Histories.GetValueOrDefault(sibling.Id)?.Newest?.Version is not { } last)
        {
            return $", which has never been released and is not selected. Select {sibling.Id} as well.";
        }

        // A specifier that follows the sibling, and one without a range, is published with the version that its manifest says.
        var scheme = request.Schemes(member.Package.Ecosystem);
        var version = sibling.Version ?? last;
        if (edge.Range.Length == 0 || scheme.ResolveRange(edge.Range, version) != edge.Range)
        {
            return request.Schemes(sibling.Ecosystem).Compare(version, last) == 0 ? null : $" {version}, as its manifest says, of which {last} is released and which is not selected. Select {sibling.Id} as well.";
        }

        return scheme.Satisfies(last, edge.Range) == false
            ? $" in the range '{DisplayText.Line(edge.Range)}', and its last release is {last}. Correct the range, or release {sibling.Id} with a version in it."
            : null;
    }
}
