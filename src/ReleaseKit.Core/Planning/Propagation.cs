using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Planning;

/// <summary>
/// Lets releases ripple through the workspace until nothing changes. Every released package asks its dependents for a patch;
/// every unit releases its members together. Levels and released sets only ever grow, so this ends.
/// </summary>
/// <remarks>
/// A dependent that is not published itself (private, excluded, filtered out) passes nothing on: what it depends on never
/// reaches anybody through it.
/// </remarks>
internal static class Propagation
{
    /// <summary>Whether an edge carries releases on: internal, and needed by whoever uses the package.</summary>
    public static bool Carries(Dependency edge) => edge is { Source: DependencySource.Workspace, Kind: not DependencyKind.Dev };

    /// <summary>Fills in the released dependencies of every candidate.</summary>
    public static void Run(ImmutableArray<VersionUnit> units)
    {
        var unitOf = units.SelectMany(unit => unit.Members.Select(member => (member.Id, unit))).ToDictionary(pair => pair.Id, pair => pair.unit);
        var dependents = Dependents(units, unitOf);
        var released = new HashSet<PackageId>();
        IEnumerable<VersionUnit> touched = units;
        for (var round = 1; ; round++)
        {
            var newlyReleased = touched.SelectMany(unit => unit.ReleasedMembers()).Select(m => m.Id).Where(released.Add).ToArray();
            if (newlyReleased.Length == 0)
            {
                return;
            }

            var next = new HashSet<VersionUnit>();
            foreach (var id in newlyReleased)
            {
                foreach (var dependent in dependents[id])
                {
                    if (dependent.AddReleasedDependency(id, round))
                    {
                        unitOf[dependent.Id].Touch();
                        next.Add(unitOf[dependent.Id]);
                    }
                }
            }

            touched = next;
        }
    }

    private static ILookup<PackageId, Candidate> Dependents(ImmutableArray<VersionUnit> units, Dictionary<PackageId, VersionUnit> unitOf) =>
        units.SelectMany(unit => unit.Members)
            .SelectMany(member => member.Package.Dependencies.Where(Carries).Select(edge => edge.Id)
                .Where(id => id != member.Id && unitOf.ContainsKey(id)).Distinct().Select(id => (id, member)))
            .ToLookup(pair => pair.id, pair => pair.member);
}
