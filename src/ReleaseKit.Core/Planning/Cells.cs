using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Planning;

/// <summary>Finds which candidates have one version, and which of them are released together.</summary>
internal sealed class Cells
{
    private readonly ImmutableArray<Candidate> _candidates;
    private readonly int[] _parents;

    private Cells(ImmutableArray<Candidate> candidates)
    {
        _candidates = candidates;
        _parents = [.. Enumerable.Range(0, candidates.Length)];
    }

    /// <summary>The units with their cells; units, cells and members in ordinal order.</summary>
    /// <exception cref="ReleaseException"><c>RK-GROUP-CONFLICT</c>.</exception>
    public static IEnumerable<CellUnit> Divide(ImmutableArray<Candidate> candidates, PlanRequest request)
    {
        var groups = GroupsById(request);
        if (request.Policy.Synchronize)
        {
            return candidates.IsEmpty ? [] : [new CellUnit([candidates], UnitBond.Workspace, [])];
        }

        var cells = new Cells(candidates);
        cells.JoinBy(Place);
        cells.JoinBy(candidate => groups.TryGetValue(candidate.Id, out var group) && group.Versioning == GroupVersioning.Fixed ? (object)group.Label : candidate.Id);
        return cells.Units(groups, request);
    }

    /// <summary>Where a version is written; a package that declares none shares it with nobody.</summary>
    private static object Place(Candidate candidate) => candidate.Package is { Version: not null } package
        ? (package.VersionFile, package.VersionLocation)
        : candidate.Id;

    private static Dictionary<PackageId, VersionGroup> GroupsById(PlanRequest request)
    {
        var result = new Dictionary<PackageId, VersionGroup>();
        foreach (var group in request.Policy.Groups.Where(g => g.Versioning != GroupVersioning.Independent).OrderBy(g => g.Label, StringComparer.Ordinal))
        {
            if (request.Policy.Synchronize)
            {
                throw Conflict($"The group {DisplayText.Line(group.Label)} is {Word(group)}, although synchronize = true gives all packages one version. Make the group independent, or set synchronize = false.");
            }

            foreach (var id in group.Packages.Distinct())
            {
                if (!result.TryAdd(id, group))
                {
                    throw Conflict($"{id} is in the {Word(result[id])} group {DisplayText.Line(result[id].Label)} and in the {Word(group)} group {DisplayText.Line(group.Label)}. Leave it in one of them.");
                }
            }
        }

        return result;
    }

    private IEnumerable<CellUnit> Units(Dictionary<PackageId, VersionGroup> groups, PlanRequest request)
    {
        var cells = Enumerable.Range(0, _candidates.Length).GroupBy(Root).Select(cell => cell.Select(i => _candidates[i]).ToImmutableArray());
        var units = cells.Select(cell => (Cell: cell, Group: GroupOf(cell, groups)))
            .GroupBy(pair => pair.Group is { } group ? (object)group.Label : pair.Cell[0].Id);
        foreach (var unit in units)
        {
            var group = unit.First().Group;
            yield return new CellUnit(
                [.. unit.Select(pair => pair.Cell)],
                group is null ? UnitBond.Place : UnitBond.Of(group),
                group is null ? [] : Others(group, unit.SelectMany(pair => pair.Cell), request));
        }
    }

    /// <summary>The group whose version a cell follows; packages whose versions are written in one place cannot follow two.</summary>
    private static VersionGroup? GroupOf(ImmutableArray<Candidate> cell, Dictionary<PackageId, VersionGroup> groups)
    {
        VersionGroup? found = null;
        foreach (var member in cell)
        {
            if (groups.TryGetValue(member.Id, out var group) && group != (found ??= group))
            {
                throw Conflict(
                    $"{cell.First(m => groups.GetValueOrDefault(m.Id) == found).Id} of the {Word(found)} group {DisplayText.Line(found.Label)} and {member.Id} of the {Word(group)} group {DisplayText.Line(group.Label)} " +
                    "have their version written in one place. Make them one group, or write the versions in places of their own.");
            }
        }

        return found;
    }

    /// <summary>The versions of members that cannot be released by this plan; a group's version is above theirs too.</summary>
    private static IEnumerable<string> Others(VersionGroup group, IEnumerable<Candidate> candidates, PlanRequest request)
    {
        var released = candidates.Select(c => c.Id).ToHashSet();
        return group.Packages.Where(id => !released.Contains(id)).Select(id => request.Workspace.Find(id)?.Version).OfType<string>();
    }

    private void JoinBy(Func<Candidate, object> key)
    {
        var firsts = new Dictionary<object, int>();
        for (var i = 0; i < _candidates.Length; i++)
        {
            if (!firsts.TryAdd(key(_candidates[i]), i))
            {
                var (one, other) = (Root(i), Root(firsts[key(_candidates[i])]));
                _parents[Math.Max(one, other)] = Math.Min(one, other);
            }
        }
    }

    private int Root(int index)
    {
        while (_parents[index] != index)
        {
            index = _parents[index] = _parents[_parents[index]];
        }

        return index;
    }

    private static string Word(VersionGroup group) => group.Versioning == GroupVersioning.Fixed ? "fixed" : "linked";

    private static ReleaseException Conflict(string message) => new(PlanCodes.GroupConflict.Create(message));
}

/// <summary>The members of a unit to be, in cells that are released together.</summary>
/// <param name="Cells">The cells.</param>
/// <param name="Bond">What holds them together.</param>
/// <param name="Others">Versions of packages that belong to it and cannot be released.</param>
internal sealed record CellUnit(ImmutableArray<ImmutableArray<Candidate>> Cells, UnitBond Bond, IEnumerable<string> Others);
