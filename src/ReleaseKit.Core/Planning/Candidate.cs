using System.Collections.Immutable;
using ReleaseKit.Core.Commits;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>A package that may be released, with its own intents and what has been found out about it so far.</summary>
internal sealed class Candidate
{
    private readonly SortedDictionary<PackageId, int> _releasedDependencies = [];

    public Candidate(Package package, PackageHistory history, IVersionScheme scheme, ExplicitBump? asked)
    {
        Package = package;
        Baseline = history.Baseline;
        Scheme = scheme;
        Asked = asked;
        CommitCount = history.Commits.Length;
        Changes = [.. RevertPairing.Cancel(history.Commits).SelectMany(commit => commit.Changes.Select(change => new CommitIntent(commit.Id, change)))];
        ReleaseAs = Changes.FirstOrDefault(intent => intent.Change.ReleaseAs is not null);
        ChangeLevel = Changes.Select(intent => intent.Level).DefaultIfEmpty().Max();
    }

    public Package Package { get; }

    public PackageId Id => Package.Id;

    public Baseline? Baseline { get; }

    public IVersionScheme Scheme { get; }

    public ExplicitBump? Asked { get; }

    /// <summary>How many commits touch the package, whatever they say.</summary>
    public int CommitCount { get; }

    /// <summary>What they say, newest first, without what was reverted.</summary>
    public ImmutableArray<CommitIntent> Changes { get; }

    /// <summary>The newest change that asks for a version.</summary>
    public CommitIntent? ReleaseAs { get; }

    /// <summary>The strongest level of the changes, before the rule for 0.x.</summary>
    public BumpLevel ChangeLevel { get; }

    /// <summary>The version that is asked for; a property goes before a commit.</summary>
    public string? AskedVersion => Asked?.Version ?? ReleaseAs?.Change.ReleaseAs;

    /// <summary>The version in the manifest; that of the baseline when the manifest declares none.</summary>
    public string Current => Package.Version ?? Baseline!.Version;

    public bool IsFirst => Baseline is null;

    /// <summary>The manifest is ahead of the newest tag: the version was written and not released.</summary>
    public bool IsAhead => Baseline is not null && Scheme.Compare(Current, Baseline.Version) > 0;

    /// <summary>Dependencies that are released, with the round in which that was found out.</summary>
    public IReadOnlyDictionary<PackageId, int> ReleasedDependencies => _releasedDependencies;

    /// <summary>Whether something of the package's own asks for a release.</summary>
    public bool HasOwnIntent => IsFirst || IsAhead || Asked is not null || ReleaseAs is not null || ChangeLevel > BumpLevel.None;

    /// <summary>Whether anything asks for a release.</summary>
    public bool HasIntent => HasOwnIntent || _releasedDependencies.Count > 0;

    /// <summary>The level that everything known so far asks for.</summary>
    /// <param name="soften">Whether breaking changes only raise the middle number.</param>
    public BumpLevel Level(bool soften)
    {
        var changes = Soften(ChangeLevel, soften);
        var asked = Asked?.Level ?? BumpLevel.None;
        var propagated = _releasedDependencies.Count > 0 ? BumpLevel.Patch : BumpLevel.None;
        return (BumpLevel)Math.Max((int)changes, Math.Max((int)asked, (int)propagated));
    }

    /// <summary>Notes that a dependency is released; false when that is known.</summary>
    public bool AddReleasedDependency(PackageId dependency, int round) => _releasedDependencies.TryAdd(dependency, round);

    /// <summary>The rule for 0.x: a breaking change raises the middle number.</summary>
    public static BumpLevel Soften(BumpLevel level, bool soften) => soften && level == BumpLevel.Major ? BumpLevel.Minor : level;
}

/// <summary>One change of one commit.</summary>
internal sealed record CommitIntent(string Commit, ConventionalChange Change)
{
    public BumpLevel Level => ConventionalBump.LevelOf(Change);
}
