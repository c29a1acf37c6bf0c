using System.Collections.Immutable;
using ReleaseKit.Core.Commits;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>A package that may be released, with its own intents and what has been found out about it so far.</summary>
internal sealed class Candidate
{
    private readonly SortedDictionary<PackageId, ReleasedDependency> _releasedDependencies = [];

    public Candidate(Package package, PackageHistory history, PlanRequest request, Declarations declarations)
    {
        var policy = request.Policy;
        var own = policy.Packages.GetValueOrDefault(package.Id);
        Package = package;
        Baseline = history.Baseline;
        Scheme = request.Schemes(package.Ecosystem);
        IsPublished = !policy.VersionedPrivately.Contains(package.Id);
        Asked = policy.Explicit.GetValueOrDefault(package.Id) ?? policy.ExplicitForAll;
        MajorOnZero = own?.MajorOnZero ?? policy.MajorOnZero;
        Propagation = own?.Propagation ?? policy.Propagation;
        CommitCount = history.Commits.Length;
        CommitIntent[] commits = policy.Intents.HasFlag(IntentSources.Commits) && (IsPublished || Baseline is not null)
            ? [.. RevertPairing.Cancel(history.Commits).SelectMany(commit => commit.Changes.Select(change => new CommitIntent(commit, change)))]
            : [];
        ReleaseAs = commits.FirstOrDefault(intent => intent.Change.ReleaseAs is not null);
        Changes = [.. commits.Where(intent => !declarations.Silences(intent.Commit, package.Id))];
        Declared = declarations.Of(package.Id);
        ChangeLevel = Changes.Select(intent => intent.Level).DefaultIfEmpty().Max();
        DeclaredLevel = Declared.Select(intent => intent.Level).DefaultIfEmpty().Max();
    }

    public Package Package { get; }

    public PackageId Id => Package.Id;

    public Baseline? Baseline { get; }

    public IVersionScheme Scheme { get; }

    /// <summary>Whether it is uploaded; otherwise it is only versioned.</summary>
    public bool IsPublished { get; }

    public ExplicitBump? Asked { get; }

    /// <summary>Whether a breaking change of a 0.x version gives 1.0.0.</summary>
    public bool MajorOnZero { get; }

    /// <summary>How releases of its dependencies reach it.</summary>
    public PropagationPolicy Propagation { get; }

    /// <summary>How many commits touch the package, whatever they say.</summary>
    public int CommitCount { get; }

    /// <summary>What they say, newest first, without what was reverted or is said by a change file.</summary>
    public ImmutableArray<CommitIntent> Changes { get; }

    /// <summary>What change files say, in their order; also what they say is nothing.</summary>
    public IReadOnlyList<DeclaredIntent> Declared { get; }

    /// <summary>The newest change that asks for a version.</summary>
    public CommitIntent? ReleaseAs { get; }

    /// <summary>The strongest level of the commits' changes, before the rule for 0.x.</summary>
    public BumpLevel ChangeLevel { get; }

    /// <summary>The strongest level of the change files, before the rule for 0.x.</summary>
    public BumpLevel DeclaredLevel { get; }

    /// <summary>The version that is asked for; a property goes before a commit.</summary>
    public string? AskedVersion => Asked?.Version ?? ReleaseAs?.Change.ReleaseAs;

    /// <summary>The version in the manifest; that of the baseline when the manifest declares none.</summary>
    public string Current => Package.Version ?? Baseline!.Version;

    /// <summary>The version that was released last; what a package that is never uploaded says counts as released.</summary>
    public string? Released => Baseline?.Version ?? (IsPublished ? null : Current);

    public bool IsFirst => Released is null;

    /// <summary>The manifest is ahead of the newest tag: the version was written and not released.</summary>
    public bool IsAhead => Baseline is not null && Scheme.Compare(Current, Baseline.Version) > 0;

    /// <summary>Dependencies whose release asks for one of this package, with how much and in which round that was found out.</summary>
    public IReadOnlyDictionary<PackageId, ReleasedDependency> ReleasedDependencies => _releasedDependencies;

    /// <summary>Whether something of the package's own asks for a release.</summary>
    public bool HasOwnIntent =>
        IsFirst || IsAhead || Asked is not null || ReleaseAs is not null || ChangeLevel > BumpLevel.None || DeclaredLevel > BumpLevel.None;

    /// <summary>Whether anything asks for a release.</summary>
    public bool HasIntent => HasOwnIntent || _releasedDependencies.Count > 0;

    /// <summary>By how much everything known so far but change files raises the released version.</summary>
    /// <param name="initial">Whether that version is 0.x.</param>
    public BumpLevel OnReleased(bool initial)
    {
        var propagated = _releasedDependencies.Count > 0 ? _releasedDependencies.Values.Max(d => d.Level) : BumpLevel.None;
        var softened = Soften((BumpLevel)Math.Max((int)ChangeLevel, (int)propagated), initial);
        return (BumpLevel)Math.Max((int)softened, (int)(Asked?.Level ?? BumpLevel.None));
    }

    /// <summary>By how much change files raise the written version.</summary>
    /// <param name="initial">Whether that version is 0.x.</param>
    public BumpLevel OnWritten(bool initial) => Soften(DeclaredLevel, initial);

    /// <summary>The rule for 0.x: a breaking change raises the middle number.</summary>
    public BumpLevel Soften(BumpLevel level, bool initial) => initial && !MajorOnZero && level == BumpLevel.Major ? BumpLevel.Minor : level;

    /// <summary>Notes that a dependency's release asks for one of this package; false when that is known.</summary>
    public bool AddReleasedDependency(PackageId dependency, int round, BumpLevel level)
    {
        if (_releasedDependencies.TryGetValue(dependency, out var known) && known.Level >= level)
        {
            return false;
        }

        _releasedDependencies[dependency] = new ReleasedDependency(known?.Round ?? round, level);
        return true;
    }
}

/// <summary>That a dependency is released.</summary>
/// <param name="Round">The round of propagation in which that was found out.</param>
/// <param name="Level">How much it asks for.</param>
internal sealed record ReleasedDependency(int Round, BumpLevel Level);
