using System.Collections.Immutable;
using System.Reflection;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Vcs.Caching;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Git;

/// <summary>
/// Reads all history that any package needs with one <c>git log</c>, whatever the number of packages and tags, and ends it
/// as soon as every baseline is behind (docs/decisions, "One pass over history") or an earlier run's commits go on from
/// there ("History is kept").
/// </summary>
internal sealed class GitHistoryReader
{
    /// <summary>The options that make <c>git log</c> say what <see cref="GitLogReader"/> reads, whatever the user's configuration.</summary>
    internal static readonly ImmutableArray<string> Log =
    [
        "log", "--raw", "-z", "--diff-merges=combined", "--no-renames", "--no-abbrev", "--no-relative", "--ignore-submodules=none",
        "--root", "--no-notes", "--no-show-signature", "--no-mailmap", GitLogReader.Format,
    ];

    /// <summary>About half a million commits.</summary>
    private const int CacheLimit = 64 << 20;

    /// <summary>After so many times that what was kept had a hole, git goes on by itself.</summary>
    private const int MaxHoles = 3;

    private readonly GitClient _git;
    private readonly RepositoryFacts _facts;
    private readonly HistoryCacheMode _mode;
    private readonly HistoryCacheFile _cache;

    public GitHistoryReader(GitClient git, RepositoryFacts facts, HistoryCacheMode mode)
    {
        _git = git;
        _facts = facts;

        // Where history is not what the commits say, what was read of it holds for this moment only.
        _mode = facts.IsShallow || facts.IsGrafted ? HistoryCacheMode.Off : mode;
        var version = typeof(GitHistoryReader).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        _cache = new HistoryCacheFile(Path.Combine(facts.CommonDirectory, "releasekit"), version, CacheLimit);
    }

    /// <param name="ranges">What each package's history is.</param>
    /// <param name="watched">Files, relative to the workspace root, whose adding commits are wanted.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public async Task<RepositoryHistory> ReadAsync(
        IReadOnlyCollection<PackageRange> ranges, IReadOnlyCollection<RelativePath> watched, CancellationToken cancellationToken)
    {
        var folders = watched.Select(file => file.Value[..Math.Max(0, file.Value.LastIndexOf('/'))]).Append(".changeset")
            .Select(folder => (_facts.Prefix + folder).TrimEnd('/')).Distinct(StringComparer.Ordinal).ToArray();
        var store = _mode == HistoryCacheMode.Off ? null : _cache.Load();
        if (store is null || !store.Watched.IsSupersetOf(folders))
        {
            store = new CommitStore(folders.Union(store?.Watched ?? [], StringComparer.Ordinal));
        }

        try
        {
            return await ReadAsync(ranges, watched, store, cancellationToken);
        }
        catch (ReleaseException) when (store.Count > store.AddedCount)
        {
            return await ReadAsync(ranges, watched, new CommitStore(store.Watched), cancellationToken);
        }
    }

    private async Task<RepositoryHistory> ReadAsync(
        IReadOnlyCollection<PackageRange> ranges, IReadOnlyCollection<RelativePath> watched, CommitStore store, CancellationToken cancellationToken)
    {
        var attribution = new HistoryAttribution(ranges, watched);
        var walk = new HistoryWalk(attribution, store, _mode == HistoryCacheMode.ReadWrite, _facts.Prefix);
        if (ranges.Count > 0)
        {
            await WalkAsync(walk, attribution, cancellationToken);
        }

        if (IsWorthKeeping(store))
        {
            _cache.Save(store);
        }

        var found = attribution.Result();
        var older = await new AddedFilesReader(_git, _facts).ReadAsync([.. watched.Where(path => !found.Added.ContainsKey(path))], cancellationToken);
        return new RepositoryHistory(found.Commits, found.SinceLatest, found.Added.AddRange(older), [.. attribution.Unreached()], walk.ReadCount);
    }

    private async Task WalkAsync(HistoryWalk walk, HistoryAttribution attribution, CancellationToken cancellationToken)
    {
        walk.Want(_facts.Head);
        for (var holes = 0; ; holes++)
        {
            walk.VisitStored();
            if (attribution.IsComplete || walk.Missing.Count == 0)
            {
                return;
            }

            var before = walk.ReadCount;
            walk.StopsAtStored = holes < MaxHoles;
            await _git.StreamAsync([.. Log, "--stdin"], stream => new GitLogReader(stream, walk).Read(), cancellationToken, string.Concat(walk.Missing.Select(id => id + "\n")));
            if (walk.ReadCount == before)
            {
                throw new InvalidOperationException($"git log says nothing of {walk.Missing.First()}.");
            }
        }
    }

    /// <summary>Small additions are read again rather than written each time; there are ever fewer of them than of what is kept.</summary>
    private bool IsWorthKeeping(CommitStore store) =>
        _mode == HistoryCacheMode.ReadWrite && store.AddedCount > 0 && store.AddedCount >= Math.Min(256, (store.Count - store.AddedCount) / 16);
}
