using System.Collections.Immutable;
using ReleaseKit.Core.Commits;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.History;
using ReleaseKit.Core.Intents;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Upstream;
using ReleaseKit.Engine.ChangeFiles;
using ReleaseKit.Engine.ChangeFiles.Changesets;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Releasing;

/// <summary>Reads tags, history and change files and has the planner decide. A handful of git processes, whatever the number of packages.</summary>
public sealed class PlanComputation
{
    private readonly IRepository _git;
    private readonly EcosystemCatalog _ecosystems;
    private readonly IFileSystem _files;

    /// <summary>A computation over one repository.</summary>
    public PlanComputation(IRepository git, EcosystemCatalog ecosystems, IFileSystem files)
    {
        _git = git;
        _ecosystems = ecosystems;
        _files = files;
    }

    /// <summary>Computes the plan of a workspace.</summary>
    /// <exception cref="ReleaseException"><c>RK-GIT-SHALLOW</c>, <c>RK-BASELINE-…</c>, <c>RK-CHANGE-…</c>, and everything the planner refuses.</exception>
    public async Task<ComputedPlan> ComputeAsync(DiscoveredWorkspace workspace, PlanOptions options, CancellationToken cancellationToken)
    {
        if (_git.Facts.IsShallow)
        {
            throw new ReleaseException(GitCodes.Shallow.Create("History was cut off (a shallow clone), so versions cannot be computed. Run git fetch --unshallow --tags, or set fetch-depth: 0 in CI."));
        }

        if (workspace.Missing is { IsEmpty: false } missing)
        {
            const int Shown = 5;
            throw new ReleaseException(GitCodes.Sparse.Create(
                $"The sparse checkout leaves out {string.Join(", ", missing.Take(Shown).Select(Core.Text.DisplayText.Line))}{(missing.Length > Shown ? $" and {missing.Length - Shown} more manifests" : "")}, so what is released cannot be computed. " +
                "Run git sparse-checkout add with their folders, or git sparse-checkout disable."));
        }

        var warnings = new List<Diagnostic>();
        var policy = Policy(workspace, options, warnings) with { Channel = ReleaseChannel.Of(options.Channel, workspace.Configuration, _git.Facts, options.Branch) };
        var declared = policy.Intents.HasFlag(IntentSources.ChangeFiles)
            ? new ChangeFileReader(_files).Read(workspace.ChangeFiles, workspace.Workspace)
            : FoundChangeFiles.None;
        var tags = await _git.TagsAsync(cancellationToken);
        var releasable = workspace.Workspace.Packages.Where(p => p is { Publishable: true, Version: not null } && !workspace.Excluded.ContainsKey(p.Id)).ToArray();
        var baselines = await new BaselineFinder(_git, _ecosystems, workspace, tags).FindAsync(releasable, cancellationToken);
        var (histories, added) = await HistoriesAsync(workspace.Workspace, releasable, baselines, declared, warnings, cancellationToken);
        var spent = policy.Intents.HasFlag(IntentSources.ChangeFiles) && policy.Intents.HasFlag(IntentSources.Commits)
            ? await SpentChangeFiles.FindAsync(_git, workspace, [.. releasable.Select(p => Ahead(p, baselines)).OfType<string>().Distinct(StringComparer.Ordinal)], cancellationToken)
            : [];
        var request = new PlanRequest
        {
            Workspace = workspace.Workspace,
            Histories = histories,
            Upstream = options.Upstream,
            ChangeFiles = [.. declared.Files.Select(file => WithCommit(file, added))],
            SpentChangeFiles = spent,
            Policy = policy,
            Schemes = ecosystem => _ecosystems[ecosystem].Versions,
            ExistingTags = [.. tags.Select(t => t.Name)],
            Base = _git.Facts.Head,
            Date = await DateAsync(options.Date, cancellationToken),
        };
        var plan = ReleasePlanner.Plan(request);
        warnings.AddRange(StableDependencies.Check(request, plan));
        var unconventional = histories.Values.SelectMany(h => h.Commits).Where(c => c.Changes.IsEmpty).DistinctBy(c => c.Id).OrderBy(c => c.Id, StringComparer.Ordinal);
        return new ComputedPlan(plan, [.. unconventional])
        {
            Warnings = [.. warnings, .. declared.Warnings],
            Histories = histories,
            Upstream = [.. UpstreamUpdates.Of(request, id => plan.Find(id) is not null)],
            UpstreamNotes = UpstreamUpdates.Notes(request),
        };
    }

    /// <summary>The commit of the last release of a package whose manifest is ahead of it.</summary>
    private string? Ahead(Package package, ImmutableDictionary<PackageId, PackageBaselines> baselines)
    {
        var scheme = _ecosystems[package.Ecosystem].Versions;
        return scheme.IsValid(package.Version!) && baselines.GetValueOrDefault(package.Id)?.Newest is { } newest && scheme.Compare(package.Version!, newest.Version) > 0
            ? newest.Commit
            : null;
    }

    private async Task<(ImmutableDictionary<PackageId, PackageHistory> Histories, ImmutableDictionary<RelativePath, RawCommit> Added)> HistoriesAsync(
        Workspace workspace, IReadOnlyCollection<Package> releasable, ImmutableDictionary<PackageId, PackageBaselines> baselines, FoundChangeFiles declared, List<Diagnostic> warnings,
        CancellationToken cancellationToken)
    {
        // Packages that are not released still own their folders; HEAD as baseline gives them an empty range.
        var own = releasable.Select(p => p.Id).ToHashSet();
        var ranges = workspace.Packages.Select(p => new PackageRange(
            p.Id, p.Directory, own.Contains(p.Id) ? baselines.GetValueOrDefault(p.Id)?.Stable?.Commit : _git.Facts.Head, baselines.GetValueOrDefault(p.Id)?.Latest?.Commit)).ToArray();
        RelativePath[] files = [.. declared.Files.Select(file => file.Path)];
        var history = await _git.HistoryAsync(ranges, files, cancellationToken);
        if (!history.Unreached.IsEmpty)
        {
            var points = await new BranchedReleases(_git, warnings).FindAsync(history.Unreached, baselines, cancellationToken);
            string? Point(string? commit) => commit is not null && points.TryGetValue(commit, out var point) ? point : commit;
            history = await _git.HistoryAsync([.. ranges.Select(r => r with { Baseline = Point(r.Baseline), Latest = Point(r.Latest) })], files, cancellationToken);
        }

        var parsed = Parse(history);
        var seen = await _git.FilesInCommitsAsync([.. baselines.Values.Select(b => b.Latest?.Commit).OfType<string>().Distinct()], files, cancellationToken);
        var histories = releasable.ToImmutableDictionary(p => p.Id, p => HistoryOf(p.Id, baselines.GetValueOrDefault(p.Id), history, seen, parsed));
        return (histories, history.Added);
    }

    private static PackageHistory HistoryOf(
        PackageId id, PackageBaselines? baselines, RepositoryHistory history, ImmutableHashSet<(string Commit, RelativePath File)> seen, Dictionary<string, HistoryCommit> parsed) =>
        new(id, baselines?.Stable, [.. history.Commits[id].Select(commit => parsed[commit.Id])])
        {
            Latest = baselines?.Latest,
            SinceLatest = baselines?.Latest is null ? [] : [.. history.SinceLatest[id].Select(commit => parsed[commit.Id])],
            SeenChangeFiles = baselines?.Latest is not { } latest ? [] : [.. seen.Where(pair => pair.Commit == latest.Commit).Select(pair => pair.File)],
            Versions = baselines?.Versions ?? [],
        };

    private static ChangeFile WithCommit(ChangeFile file, ImmutableDictionary<RelativePath, RawCommit> added) =>
        added.TryGetValue(file.Path, out var commit) ? file with { Commit = commit.Id, Authors = CommitAuthors.Of(commit) } : file;

    /// <summary>Commits by name; messages are independent of each other, and there may be many.</summary>
    private static Dictionary<string, HistoryCommit> Parse(RepositoryHistory history) => history.Commits.Values.Concat(history.SinceLatest.Values)
        .SelectMany(commits => commits).DistinctBy(commit => commit.Id, StringComparer.Ordinal).ToArray().AsParallel()
        .Select(commit =>
        {
            var conventional = CommitParser.Parse(commit.Message);
            return new HistoryCommit(commit.Id, conventional.Subject, conventional.Changes) { Authors = CommitAuthors.Of(commit) };
        })
        .ToDictionary(commit => commit.Id, StringComparer.Ordinal);

    private static PlanPolicy Policy(DiscoveredWorkspace workspace, PlanOptions options, List<Diagnostic> warnings)
    {
        var policy = PlanPolicies.Preset(workspace);
        if (workspace.Changesets is { } changesets)
        {
            changesets.RefusePrerelease();
            warnings.AddRange(changesets.Warnings);
            policy = new ChangesetsPolicies(changesets, workspace.Workspace).Apply(policy, warnings);
        }

        return PlanPolicies.Configured(policy, workspace, options);
    }

    private async Task<string> DateAsync(string asked, CancellationToken cancellationToken)
    {
        if (asked.Length == 0)
        {
            return (await _git.HeadDateAsync(cancellationToken)).ToString("yyyy-MM-dd");
        }

        return DateOnly.TryParseExact(asked, "yyyy-MM-dd", out _)
            ? asked
            : throw new ReleaseException(PlanCodes.Date.Create($"ReleaseDate is '{asked}'; write it as yyyy-MM-dd."));
    }
}
