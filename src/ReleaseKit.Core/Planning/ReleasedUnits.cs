using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>What the units decided, once releases have rippled through the workspace.</summary>
internal sealed class ReleasedUnits
{
    private readonly Dictionary<PackageId, (VersionUnit Unit, Candidate Member)> _all;
    private readonly Dictionary<PackageId, string> _targets;

    public ReleasedUnits(ImmutableArray<VersionUnit> units)
    {
        _all = units.SelectMany(unit => unit.Members.Select(member => (unit, member))).ToDictionary(pair => pair.member.Id);
        Members = [.. units.SelectMany(unit => unit.ReleasedMembers())];
        _targets = Members.ToDictionary(member => member.Id, member => UnitOf(member.Id).TargetOf(member));
    }

    /// <summary>The candidates that are released.</summary>
    public ImmutableArray<Candidate> Members { get; }

    /// <summary>Whether a package is released.</summary>
    public bool Contains(PackageId id) => _targets.ContainsKey(id);

    /// <summary>The version that a released package gets.</summary>
    public string TargetOf(PackageId id) => _targets[id];

    /// <summary>Whether a released candidate gets a stable version, or one that was asked for to the letter.</summary>
    public bool IsStable(Candidate member) => !member.Scheme.IsPrerelease(TargetOf(member.Id));

    /// <summary>The version that a candidate had.</summary>
    public string OldOf(PackageId id) => _all[id].Member.Newest ?? _all[id].Member.Current;

    /// <summary>How much the release of a candidate's unit is.</summary>
    public BumpLevel LevelOf(PackageId id) => UnitOf(id).Decision.Applied;

    /// <summary>The unit of a candidate.</summary>
    public VersionUnit UnitOf(PackageId id) => _all[id].Unit;

    /// <summary>The candidate with that id; null when the package is none.</summary>
    public Candidate? CandidateOf(PackageId id) => _all.TryGetValue(id, out var pair) ? pair.Member : null;
}
