using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>
/// Lets releases ripple through the workspace until nothing changes: first along dependencies, every package for itself, then
/// every unit draws its members together, and again. Each round sees what the round before has found out, so the order of
/// packages and edges does not matter; levels and released sets only ever grow, so it ends.
/// </summary>
/// <remarks>
/// A dependent that is not released by the plan (private, excluded, filtered out) passes nothing on: what it depends on never
/// reaches anybody through it.
/// </remarks>
internal sealed class Propagation
{
    private readonly PlanRequest _request;
    private readonly Dictionary<PackageId, VersionUnit> _unitOf;
    private readonly ILookup<PackageId, (Candidate Dependent, Dependency Edge)> _dependents;
    private readonly Dictionary<Candidate, Outlook> _outlooks = [];
    private readonly HashSet<VersionUnit> _drawnTogether = [];

    private Propagation(PlanRequest request, ImmutableArray<VersionUnit> units)
    {
        _request = request;
        _unitOf = units.SelectMany(unit => unit.Members.Select(member => (member.Id, unit))).ToDictionary(pair => pair.Id, pair => pair.unit);
        _dependents = units.SelectMany(unit => unit.Members)
            .SelectMany(member => member.Package.Dependencies.Where(edge => CanCarry(member, edge)).Select(edge => (member, edge)))
            .ToLookup(pair => pair.edge.Id, pair => pair);
    }

    /// <summary>Whether an edge is needed by whoever uses the package, so that the dependency is published first.</summary>
    public static bool Carries(Dependency edge) => edge is { Source: DependencySource.Workspace, Kind: not DependencyKind.Dev };

    /// <summary>Fills in the released dependencies of every candidate.</summary>
    public static void Run(PlanRequest request, ImmutableArray<VersionUnit> units) => new Propagation(request, units).Run();

    private void Run()
    {
        var seeds = _unitOf.Values.Distinct().SelectMany(unit => unit.Members).Where(member => member.HasIntent);
        List<Candidate> news = [.. seeds.Where(Look)];
        for (var round = 1; news.Count > 0;)
        {
            var touched = news.Select(UnitOf).ToHashSet();
            while (news.Count > 0)
            {
                news = Ripple(news, round++);
                touched.UnionWith(news.Select(UnitOf));
            }

            news = [.. touched.Where(unit => unit.Members.Length > 1).SelectMany(DrawTogether)];
        }
    }

    private List<Candidate> Ripple(List<Candidate> released, int round)
    {
        var reached = new HashSet<Candidate>();
        foreach (var dependency in released)
        {
            var outlook = _outlooks[dependency];
            foreach (var (dependent, edge) in _dependents[dependency.Id])
            {
                if (LevelFor(dependent, edge, outlook) is var level and > BumpLevel.None && dependent.AddReleasedDependency(dependency.Id, round, level))
                {
                    UnitOf(dependent).Touch();
                    reached.Add(dependent);
                }
            }
        }

        return [.. reached.Where(Look)];
    }

    private IEnumerable<Candidate> DrawTogether(VersionUnit unit)
    {
        _drawnTogether.Add(unit);
        return unit.ReleasedMembers().Where(Look);
    }

    /// <summary>Works out what dependents see of a package now; false when they have seen it.</summary>
    private bool Look(Candidate member)
    {
        var unit = UnitOf(member);
        // What is written already was decided together with its unit, when it was.
        var together = unit.Members.Length == 1 || member.IsAhead || _drawnTogether.Contains(unit);
        var decision = together ? unit.Decision : VersionUnit.Alone(member);
        var target = together ? unit.TargetOf(member) : decision.Target;
        var old = member.Newest ?? member.Current;
        var outlook = new Outlook(target, old, together ? unit.Released ?? unit.Written : old, decision.Applied, target == member.Current);
        if (_outlooks.TryGetValue(member, out var known) && known == outlook)
        {
            return false;
        }

        _outlooks[member] = outlook;
        return true;
    }

    private BumpLevel LevelFor(Candidate dependent, Dependency edge, Outlook outlook)
    {
        // What is written already brought its dependents along when it was. Those that may have no tag of their own, or had it
        // before the dependency had one, would be raised a second time when an interrupted release is finished.
        if (outlook.IsPending && (edge.Kind == DependencyKind.Dev || (!dependent.IsPublished && dependent.Baseline is null)))
        {
            return BumpLevel.None;
        }

        bool? isOut = null;
        var level = BumpLevel.None;
        foreach (var rule in RulesOf(dependent, edge))
        {
            if (outlook.Level >= rule.AtLeast && (rule.Trigger == PropagationTrigger.Always ||
                (rule.Trigger == PropagationTrigger.OutOfRange && (isOut ??= IsOutOfRange(dependent, edge, outlook)))))
            {
                // A first release has no level, and is one all the same.
                level = (BumpLevel)Math.Max((int)level, (int)(rule.Bump ?? (outlook.Level == BumpLevel.None ? BumpLevel.Patch : outlook.Level)));
            }
        }

        return level;
    }

    private bool IsOutOfRange(Candidate dependent, Dependency edge, Outlook outlook) => EdgeRange.Excludes(
        _request.Schemes(dependent.Package.Ecosystem), edge, dependent.Propagation.MeasuresGroups ? outlook.GroupOld : outlook.Old, outlook.Target);

    private bool CanCarry(Candidate member, Dependency edge) => edge.Source == DependencySource.Workspace && edge.Id != member.Id &&
        _unitOf.ContainsKey(edge.Id) && RulesOf(member, edge).Any(rule => rule.Trigger != PropagationTrigger.Never);

    private static ImmutableArray<PropagationRule> RulesOf(Candidate dependent, Dependency edge) => edge.Rule is { } rule ? [rule] : dependent.Propagation.Of(edge.Kind);

    private VersionUnit UnitOf(Candidate member) => _unitOf[member.Id];
}
