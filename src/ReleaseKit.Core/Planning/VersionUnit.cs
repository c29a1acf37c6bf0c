using System.Collections.Immutable;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>
/// Packages that cannot have different versions: one package, the packages that share the place their version is written
/// in, or the whole synchronised workspace. One rule serves all three.
/// </summary>
internal sealed class VersionUnit
{
    private readonly HashSet<Candidate> _waiting;
    private BumpLevel? _level;
    private string? _target;

    public VersionUnit(ImmutableArray<Candidate> members, IVersionScheme scheme, bool majorOnZero, bool synchronized)
    {
        Members = members;
        Scheme = scheme;
        Synchronized = synchronized;
        Released = Highest(members.Where(m => m.Baseline is not null).Select(m => m.Baseline!.Version));
        Written = Highest(members.Select(m => m.Current))!;
        Softens = !majorOnZero && scheme.IsInitialDevelopment(Released ?? Written);
        _waiting = [.. members.Where(IsWaiting)];
        Asked = Highest(members.Where(m => m.AskedVersion is not null && !(_waiting.Contains(m) && scheme.Compare(m.AskedVersion, Released!) == 0)).Select(m => m.AskedVersion!));
    }

    /// <summary>The members, in ordinal order of id.</summary>
    public ImmutableArray<Candidate> Members { get; }

    /// <summary>The scheme that orders the members' versions.</summary>
    public IVersionScheme Scheme { get; }

    public bool Synchronized { get; }

    /// <summary>The highest version that has a tag; null when none has.</summary>
    public string? Released { get; }

    /// <summary>The highest version that a manifest declares.</summary>
    public string Written { get; }

    /// <summary>The highest version that was asked for; null when none was.</summary>
    public string? Asked { get; }

    /// <summary>Whether breaking changes only raise the middle number.</summary>
    public bool Softens { get; }

    /// <summary>The level that the members ask for, as far as is known.</summary>
    public BumpLevel Level => _level ??= Members.Where(m => !IsPartOfReleased(m)).Select(m => m.Level(Softens)).DefaultIfEmpty().Max();

    /// <summary>The version of every member that is released: what was asked for, or the released one raised, or what a manifest already says.</summary>
    public string Target => _target ??= Asked ?? HigherOf(Written, Released is null ? Written : Scheme.Bump(Released, Level));

    /// <summary>Forgets what was computed, because a member has learnt of a released dependency.</summary>
    public void Touch() => (_level, _target) = (null, null);

    /// <summary>The members that are released, as far as is known: all that do not have the target version yet.</summary>
    public IEnumerable<Candidate> ReleasedMembers() => Members.Any(m => m.HasIntent)
        ? Members.Where(m => m.Baseline is null || Scheme.Compare(m.Baseline.Version, Target) < 0)
        : [];

    /// <summary>
    /// Whether a member only waits to be released with the version that others of the unit already have, because an earlier
    /// run was interrupted: its changes are part of that version and do not raise it again.
    /// </summary>
    private bool IsPartOfReleased(Candidate member) => _waiting.Contains(member) &&
        (member.Baseline is null || member.AskedVersion == member.Current ||
            Scheme.Compare(Scheme.Bump(member.Baseline.Version, member.Level(Softens)), member.Current) <= 0);

    private bool IsWaiting(Candidate member) => Released is not null && Scheme.Compare(member.Current, Released) == 0 &&
        (member.Baseline is null || Scheme.Compare(member.Baseline.Version, Released) < 0);

    private string HigherOf(string preferred, string other) => Scheme.Compare(preferred, other) >= 0 ? preferred : other;

    private string? Highest(IEnumerable<string> versions) =>
        versions.Aggregate((string?)null, (highest, version) => highest is null ? version : HigherOf(highest, version));
}
