using System.Collections.Immutable;
using ReleaseKit.Core.Channels;
using ReleaseKit.Core.Commits;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Upstream;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Planning;

/// <summary>A package that may be released, with its own intents and what has been found out about it so far.</summary>
internal sealed class Candidate
{
    private readonly SortedDictionary<PackageId, ReleasedDependency> _releasedDependencies = [];
    private readonly bool _asksAnew;

    public Candidate(Package package, PackageHistory history, PlanRequest request, Declarations declarations)
    {
        var policy = request.Policy;
        var own = policy.Packages.GetValueOrDefault(package.Id);
        Package = package;
        Baseline = history.Baseline;
        Latest = history.Latest;
        Channel = policy.Channel;
        Versioning = own?.Versioning ?? policy.Versioning;
        Date = DateOnly.ParseExact(request.Date, "yyyy-MM-dd");
        Scheme = request.Schemes(package.Ecosystem);
        IsPublished = !policy.VersionedPrivately.Contains(package.Id);
        Asked = policy.Explicit.GetValueOrDefault(package.Id) ?? policy.ExplicitForAll;
        MajorOnZero = own?.MajorOnZero ?? policy.MajorOnZero;
        Propagation = own?.Propagation ?? policy.Propagation;
        Line = new PrereleaseLine(Scheme, [.. history.Versions.Where(Scheme.IsValid)]);
        CommitCount = Latest is null ? history.Commits.Length : history.SinceLatest.Length;
        var speak = policy.Intents.HasFlag(IntentSources.Commits) && (IsPublished || Baseline is not null);
        var commits = speak ? Intents(history.Commits) : [];
        ReleaseAs = commits.FirstOrDefault(intent => intent.Change.ReleaseAs is not null);
        Changes = [.. commits.Where(intent => !declarations.Silences(intent.Commit, package.Id))];
        Upstream = UpstreamUpdates.Of(request, package);
        Declared = declarations.Of(package.Id);
        NewChanges = Latest is null ? Changes : speak ? [.. Intents(history.SinceLatest).Where(intent => !declarations.Silences(intent.Commit, package.Id))] : [];
        NewlyDeclared = Latest is null ? Declared : [.. Declared.Where(intent => !history.SeenChangeFiles.Contains(intent.File.Path))];
        _asksAnew = NewChanges.Any(intent => intent.Level > BumpLevel.None || intent.Change.ReleaseAs is not null) ||
            NewlyDeclared.Any(intent => intent.Level > BumpLevel.None) || (Latest is null && ReleaseAs is not null);
        ChangeLevel = Changes.Select(intent => intent.Level).DefaultIfEmpty().Max();
        DeclaredLevel = Declared.Select(intent => intent.Level).DefaultIfEmpty().Max();
    }

    public Package Package { get; }

    public PackageId Id => Package.Id;

    /// <summary>The last stable release.</summary>
    public Baseline? Baseline { get; }

    /// <summary>A later prerelease; null when there is none.</summary>
    public Baseline? Latest { get; }

    /// <summary>The channel that was asked for; null when the written version decides.</summary>
    public Channel? Channel { get; }

    /// <summary>By what its version grows.</summary>
    public Versioning Versioning { get; }

    /// <summary>The day of the release.</summary>
    public DateOnly Date { get; }

    /// <summary>Its prereleases.</summary>
    public PrereleaseLine Line { get; }

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

    /// <summary>What releases of other repositories do to its dependencies.</summary>
    public ImmutableArray<UpstreamUpdate> Upstream { get; }

    /// <summary>What change files say, in their order; also what they say is nothing.</summary>
    public IReadOnlyList<DeclaredIntent> Declared { get; }

    /// <summary>Those of the changes that the latest prerelease does not have; all of them when there is none.</summary>
    public ImmutableArray<CommitIntent> NewChanges { get; }

    /// <summary>Those of the declared changes that the latest prerelease does not have; all of them when there is none.</summary>
    public IReadOnlyList<DeclaredIntent> NewlyDeclared { get; }

    /// <summary>The newest change that asks for a version.</summary>
    public CommitIntent? ReleaseAs { get; }

    /// <summary>The strongest level of the commits' changes, before the rule for 0.x.</summary>
    public BumpLevel ChangeLevel { get; }

    /// <summary>The strongest level of the change files, before the rule for 0.x.</summary>
    public BumpLevel DeclaredLevel { get; }

    /// <summary>The version that is asked for; a property goes before a commit.</summary>
    public string? AskedVersion => Asked?.Version ?? ReleaseAs?.Change.ReleaseAs;

    /// <summary>The version in the manifest; that of the last release when the manifest declares none.</summary>
    public string Current => Package.Version ?? (Latest ?? Baseline)!.Version;

    /// <summary>The stable version that was released last; what a package that is never uploaded says counts as released.</summary>
    public string? Released => Baseline?.Version ?? (IsPublished ? null : Current);

    /// <summary>The version that was released last, prereleases included.</summary>
    public string? Newest => Latest?.Version ?? Released;

    public bool IsFirst => Newest is null;

    /// <summary>The manifest is ahead of the newest tag: the version was written and not released.</summary>
    public bool IsAhead => (Latest ?? Baseline) is { } newest && Scheme.Compare(Current, newest.Version) > 0;

    /// <summary>The latest prerelease is on another channel than the one that is asked for, which alone is reason to release.</summary>
    public bool MovesOn => Latest is not null && Channel is not null &&
        (Channel.Label is not { } label || Scheme.ReadPrerelease(Latest.Version) is not { } parts || !Line.AreSame(parts.Channel, label));

    /// <summary>Dependencies whose release asks for one of this package, with how much and in which round that was found out.</summary>
    public IReadOnlyDictionary<PackageId, ReleasedDependency> ReleasedDependencies => _releasedDependencies;

    /// <summary>Whether something of the package's own asks for a release.</summary>
    public bool HasOwnIntent =>
        IsFirst || IsAhead || Asked is not null || MovesOn || _asksAnew || UpstreamLevel > BumpLevel.None;

    /// <summary>Whether anything asks for a release.</summary>
    public bool HasIntent => HasOwnIntent || _releasedDependencies.Count > 0;

    /// <summary>By how much everything known so far but change files raises the released version.</summary>
    /// <param name="initial">Whether that version is 0.x.</param>
    public BumpLevel OnReleased(bool initial)
    {
        var propagated = _releasedDependencies.Values.Select(d => d.Level).Append(UpstreamLevel).Max();
        var softened = Soften((BumpLevel)Math.Max((int)ChangeLevel, (int)propagated), initial);
        return (BumpLevel)Math.Max((int)softened, (int)(Asked?.Level ?? BumpLevel.None));
    }

    /// <summary>By how much change files raise the written version.</summary>
    /// <param name="initial">Whether that version is 0.x.</param>
    public BumpLevel OnWritten(bool initial) => Soften(DeclaredLevel, initial);

    /// <summary>The rule for 0.x: a breaking change raises the middle number.</summary>
    public BumpLevel Soften(BumpLevel level, bool initial) => initial && !MajorOnZero && level == BumpLevel.Major ? BumpLevel.Minor : level;

    /// <summary>A version of this package as another scheme writes it; itself when that scheme reads it.</summary>
    public string In(IVersionScheme scheme, string version) => scheme.IsValid(version) ? version
        : Scheme.ReadPrerelease(version) is { } parts && scheme.HasChannel(parts.Channel) && parts.Number >= 0 ? scheme.Prerelease(parts.Base, parts.Channel, parts.Number)
        : version;

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

    private BumpLevel UpstreamLevel => Upstream.Select(u => u.Level).DefaultIfEmpty().Max();

    private static CommitIntent[] Intents(IEnumerable<HistoryCommit> commits) =>
        [.. RevertPairing.Cancel([.. commits]).SelectMany(commit => commit.Changes.Select(change => new CommitIntent(commit, change)))];
}

/// <summary>That a dependency is released.</summary>
/// <param name="Round">The round of propagation in which that was found out.</param>
/// <param name="Level">How much it asks for.</param>
internal sealed record ReleasedDependency(int Round, BumpLevel Level);
