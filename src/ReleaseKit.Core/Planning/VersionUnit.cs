using System.Collections.Immutable;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>
/// Packages that get one version when they are released, in cells that are released together. One package, packages that share
/// the place their version is written in, a fixed group and a synchronised workspace are one cell; a linked group has as many
/// as it has members with places of their own. One rule serves them all.
/// </summary>
internal sealed class VersionUnit
{
    private readonly HashSet<Candidate> _waiting;
    private readonly ImmutableArray<ImmutableArray<Candidate>> _cells;
    private readonly bool _initialReleased;
    private readonly bool _initialWritten;
    private VersionDecision? _decision;
    private ImmutableArray<Candidate>? _causes;

    public VersionUnit(ImmutableArray<ImmutableArray<Candidate>> cells, UnitBond bond, IVersionScheme scheme, IReadOnlyCollection<string> others)
    {
        _cells = cells;
        Bond = bond;
        Scheme = scheme;
        Members = cells is [var only] ? only : [.. cells.SelectMany(cell => cell).OrderBy(m => m.Id)];
        Released = VersionDecision.Highest(scheme, Members.Where(m => m.Released is not null).Select(m => m.In(scheme, m.Released!)).Concat(others));
        Written = VersionDecision.Highest(scheme, Members.Select(m => m.In(scheme, m.Current)).Concat(others))!;
        _initialReleased = scheme.IsInitialDevelopment(Released ?? Written);
        _initialWritten = scheme.IsInitialDevelopment(Written);
        Rules = VersionRules.Of(Members, scheme, Written);
        _waiting = [.. Members.Where(IsWaiting)];
        Asked = HighestAsked(Members.Where(m => m.Asked?.Version is not null)) ?? HighestAsked(Members);
    }

    /// <summary>What holds the members together.</summary>
    public UnitBond Bond { get; }

    /// <summary>Whether all members are released together.</summary>
    public bool IsOneCell => _cells.Length == 1;

    /// <summary>The members, in ordinal order of id.</summary>
    public ImmutableArray<Candidate> Members { get; }

    /// <summary>The scheme that orders the members' versions.</summary>
    public IVersionScheme Scheme { get; }

    /// <summary>The highest version that is released; null when none is.</summary>
    public string? Released { get; }

    /// <summary>The highest version that a manifest declares.</summary>
    public string Written { get; }

    /// <summary>The highest version that was asked for, by properties if any did; null when none was.</summary>
    public AskedVersion? Asked { get; }

    /// <summary>What kind of version the members get.</summary>
    public VersionRules Rules { get; }

    /// <summary>What is decided, as far as is known.</summary>
    public VersionDecision Decision => _decision ??= new VersionDecision(
        Scheme, Asked, Released, Members.Where(m => !IsPartOfWritten(m)).Select(m => m.OnReleased(_initialReleased)).DefaultIfEmpty().Max(),
        Written, Members.Max(m => m.OnWritten(_initialWritten)), Rules) { IsUnfinished = IsUnfinished };

    /// <summary>The strongest level that the members ask for.</summary>
    public BumpLevel Level => Decision.Level;

    /// <summary>The version of every member that is released.</summary>
    public string Target => Decision.Target;

    /// <summary>
    /// The two members that best explain why the others are released. An intent of its own makes a member the cause; without
    /// any, the one that a dependency reached first is.
    /// </summary>
    public ImmutableArray<Candidate> Causes => _causes ??=
    [
        .. Members.Where(m => m.HasIntent)
            .OrderByDescending(m => m.HasOwnIntent)
            .ThenByDescending(LevelOf)
            .ThenBy(m => m.HasOwnIntent ? 0 : m.ReleasedDependencies.Values.Min(d => d.Round))
            .ThenBy(m => m.Id)
            .Take(2),
    ];

    /// <summary>What would be decided for a member if it had a version of its own.</summary>
    public static VersionDecision Alone(Candidate member)
    {
        var released = member.Scheme.IsInitialDevelopment(member.Released ?? member.Current);
        var written = member.Scheme.IsInitialDevelopment(member.Current);
        return new VersionDecision(
            member.Scheme, AskedOf(member), member.Released, member.OnReleased(released), member.Current, member.OnWritten(written),
            VersionRules.Of([member], member.Scheme, member.Current));
    }

    /// <summary>The target as a member's ecosystem writes it.</summary>
    public string TargetOf(Candidate member) => member.Scheme.Name != Scheme.Name && Decision.Prerelease is { } parts
        ? member.Scheme.Prerelease(parts.Base, parts.Channel, parts.Number)
        : Target;

    /// <summary>The level that a member asks for by itself.</summary>
    public BumpLevel LevelOf(Candidate member) => (BumpLevel)Math.Max((int)member.OnReleased(_initialReleased), (int)member.OnWritten(_initialWritten));

    /// <summary>A level by the rule for 0.x, as it holds for what a member's commits say.</summary>
    public BumpLevel SoftenCommit(Candidate member, BumpLevel level) => member.Soften(level, _initialReleased);

    /// <summary>A level by the rule for 0.x, as it holds for what change files say about a member.</summary>
    public BumpLevel SoftenDeclared(Candidate member, BumpLevel level) => member.Soften(level, _initialWritten);

    /// <summary>Forgets what was computed, because a member has learnt of a released dependency.</summary>
    public void Touch() => (_decision, _causes) = (null, null);

    /// <summary>The members that are released, as far as is known: all in a cell with an intent that do not have the target version yet.</summary>
    public IEnumerable<Candidate> ReleasedMembers() => _cells
        .Where(cell => cell.Any(m => m.HasIntent))
        .SelectMany(cell => cell)
        .Where(m => m.Newest is null || Scheme.Compare(m.In(Scheme, m.Newest), Target) < 0);

    /// <summary>
    /// Whether a member's changes are part of the version that it is written with, and do not raise that again: it has never
    /// been released and does not lag behind, or it only waits to be released with the version that others of the unit already
    /// have, because an earlier run was interrupted.
    /// </summary>
    private bool IsPartOfWritten(Candidate member) =>
        (member.Newest is null && Released is not null && Scheme.Compare(member.In(Scheme, member.Current), Released) >= 0) ||
        (_waiting.Contains(member) && (member.Baseline is null || member.AskedVersion == member.Current ||
            Scheme.Compare(Scheme.Bump(member.Baseline.Version, member.OnReleased(_initialReleased)), member.Current) <= 0));

    private bool IsWaiting(Candidate member) => member.IsPublished && Released is not null && Scheme.Compare(member.In(Scheme, member.Current), Released) == 0 &&
        (member.Baseline is null || Scheme.Compare(member.Baseline.Version, Released) < 0);

    /// <summary>Whether some members have the written prerelease already, without anything new, and others are yet to get it.</summary>
    private bool IsUnfinished
    {
        get
        {
            var reached = Members.Where(m => m.Latest is not null && Scheme.Compare(m.In(Scheme, m.Latest.Version), Written) == 0).ToArray();
            return reached.Length > 0 && reached.Length < Members.Length && !reached.Any(m => m.HasIntent) &&
                Members.Any(m => !reached.Contains(m) && Scheme.Compare(m.In(Scheme, m.Current), Written) == 0);
        }
    }

    private static AskedVersion? AskedOf(Candidate member) => member.AskedVersion is { } version ? new AskedVersion(version, member.Asked?.Version is not null) : null;

    private AskedVersion? HighestAsked(IEnumerable<Candidate> members) => members
        .Where(m => m.AskedVersion is not null && !(_waiting.Contains(m) && Scheme.Compare(m.AskedVersion, Released!) == 0))
        .Select(m => AskedOf(m)!)
        .Aggregate((AskedVersion?)null, (highest, asked) => highest is null || Scheme.Compare(asked.Version, highest.Version) > 0 ? asked : highest);
}
