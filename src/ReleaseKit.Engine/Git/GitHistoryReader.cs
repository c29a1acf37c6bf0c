using System.Collections.Immutable;
using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Git;

/// <summary>
/// Reads all history that any package needs with one <c>git log</c>, whatever the number of packages and tags, and ends it
/// as soon as every baseline is behind (docs/decisions, "One pass over history").
/// </summary>
internal sealed class GitHistoryReader
{
    /// <summary>The options that make <c>git log</c> say what <see cref="GitLogReader"/> reads, whatever the user's configuration.</summary>
    internal static readonly ImmutableArray<string> Log =
    [
        "log", "--raw", "-z", "--diff-merges=combined", "--no-renames", "--no-abbrev", "--no-relative", "--ignore-submodules=none",
        "--root", "--no-notes", "--no-show-signature", "--no-mailmap", GitLogReader.Format,
    ];

    private readonly GitClient _git;
    private readonly GitFacts _facts;

    public GitHistoryReader(GitClient git, GitFacts facts)
    {
        _git = git;
        _facts = facts;
    }

    /// <param name="ranges">What each package's history is.</param>
    /// <param name="watched">Files, relative to the workspace root, whose adding commits are wanted.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public async Task<GitHistory> ReadAsync(
        IReadOnlyCollection<PackageRange> ranges, IReadOnlyCollection<RelativePath> watched, CancellationToken cancellationToken)
    {
        var attribution = new HistoryAttribution(ranges, watched);
        if (ranges.Count > 0)
        {
            var visitor = new AttributionVisitor(attribution, _facts.Prefix);
            await _git.StreamAsync([.. Log, _facts.Head, "--"], stream => new GitLogReader(stream, visitor).Read(), cancellationToken);
        }

        var found = attribution.Result();
        var older = await new AddedFilesReader(_git, _facts).ReadAsync([.. watched.Where(path => !found.Added.ContainsKey(path))], cancellationToken);
        return new GitHistory(found.Commits, found.SinceLatest, found.Added.AddRange(older), [.. attribution.Unreached()], attribution.CommitCount);
    }
}
