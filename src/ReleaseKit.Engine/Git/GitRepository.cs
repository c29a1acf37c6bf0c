using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Git.Caching;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Git;

/// <summary>
/// A git work tree, driven through the <c>git</c> executable and a handful of processes, however many packages and tags
/// there are. No hook runs.
/// </summary>
public sealed class GitRepository
{
    private readonly GitClient _git;
    private readonly string _root;

    private GitRepository(GitClient git, string root, GitFacts facts)
    {
        _git = git;
        _root = root;
        Facts = facts;
    }

    /// <summary>What the repository is.</summary>
    public GitFacts Facts { get; private set; }

    /// <summary>Whether history is kept from run to run; the answers are the same.</summary>
    public HistoryCacheMode HistoryCache { get; set; }

    /// <summary>Opens the repository that holds a directory.</summary>
    /// <param name="processes">Starts git.</param>
    /// <param name="root">Absolute path of the workspace root, which may lie below the repository's top level.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <exception cref="ReleaseException"><c>RK-GIT-NOT-A-REPOSITORY</c>, <c>RK-GIT-UNBORN</c>, <c>RK-TOOL-MISSING</c>.</exception>
    public static async Task<GitRepository> OpenAsync(IProcessRunner processes, string root, CancellationToken cancellationToken)
    {
        var git = new GitClient(processes, root);
        return new GitRepository(git, root, await ReadFactsAsync(git, root, cancellationToken));
    }

    /// <summary>The repository as another object has found it.</summary>
    public static GitRepository Open(IProcessRunner processes, string root, GitFacts facts) => new(new GitClient(processes, root), root, facts);

    /// <summary>Reads HEAD again, after a commit.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken) => Facts = await ReadFactsAsync(_git, _root, cancellationToken);

    /// <summary>Date of the commit that is checked out, with its own offset.</summary>
    public async Task<DateTimeOffset> HeadDateAsync(CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(["show", "--no-patch", "--format=%cI", Facts.Head], cancellationToken);
        return DateTimeOffset.Parse(result.Output.Trim(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Files below the workspace root that are tracked, or untracked and not ignored, and that exist; in ordinal order.
    /// Ignored folders are never entered; submodules, nested repositories and what a sparse checkout leaves out are not
    /// listed.
    /// </summary>
    public Task<ImmutableArray<RelativePath>> ListFilesAsync(CancellationToken cancellationToken) => new GitListing(_git).FilesAsync(cancellationToken);

    /// <summary>Folders below the workspace root that git ignores as a whole, in ordinal order.</summary>
    public Task<ImmutableArray<RelativePath>> IgnoredFoldersAsync(CancellationToken cancellationToken) => new GitListing(_git).IgnoredFoldersAsync(cancellationToken);

    /// <summary>What differs from HEAD anywhere in the work tree.</summary>
    public async Task<GitStatus> StatusAsync(CancellationToken cancellationToken)
    {
        var entries = await _git.RecordsAsync(
            ["status", "--porcelain=v1", "-z", "--untracked-files=normal", "--no-renames", "--ignore-submodules=dirty"], '\0', cancellationToken);
        var untracked = entries.ToLookup(entry => entry.StartsWith("??", StringComparison.Ordinal), entry => entry[3..]);
        return new GitStatus([.. untracked[false]], [.. untracked[true]]);
    }

    /// <summary>Every tag that leads to a commit, annotated or not, in ordinal order.</summary>
    public Task<ImmutableArray<GitTag>> TagsAsync(CancellationToken cancellationToken) => new GitListing(_git).TagsAsync(cancellationToken);

    /// <summary>Names of the tags whose commits HEAD contains.</summary>
    public async Task<ImmutableHashSet<string>> MergedTagsAsync(CancellationToken cancellationToken)
    {
        var names = await _git.RecordsAsync(["for-each-ref", "--merged=" + Facts.Head, "--format=%(refname:strip=2)", "refs/tags"], '\n', cancellationToken);
        return names.ToImmutableHashSet(StringComparer.Ordinal);
    }

    /// <summary>Whether a remote is set not to fetch tags, as <c>git clone --no-tags</c> does.</summary>
    public async Task<bool> IgnoresTagsAsync(CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(["config", "--get-regexp", @"^remote\..*\.tagopt$", "^--no-tags$"], cancellationToken, null, 1);
        return result.Succeeded;
    }

    /// <summary>Which files each commit has, of some.</summary>
    /// <param name="commits">Full object names.</param>
    /// <param name="files">Relative to the workspace root.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public async Task<ImmutableHashSet<(string Commit, RelativePath File)>> FilesInCommitsAsync(
        IReadOnlyCollection<string> commits, IReadOnlyCollection<RelativePath> files, CancellationToken cancellationToken)
    {
        (string Commit, RelativePath File)[] asked = [.. commits.SelectMany(commit => files.Select(file => (commit, file)))];
        if (asked.Length == 0)
        {
            return [];
        }

        var answers = await _git.RunAsync(
            ["cat-file", "--batch-check=%(objecttype)"], cancellationToken, string.Concat(asked.Select(pair => $"{pair.Commit}:{Facts.Prefix}{pair.File.Value}\n")));
        return [.. asked.Zip(answers.Output.Split('\n')).Where(pair => pair.Second == "blob").Select(pair => pair.First)];
    }

    /// <summary>The commit that a revision names, or null when it names none.</summary>
    public async Task<string?> ResolveAsync(string revision, CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"], cancellationToken, null, 1, 128);
        return result.Succeeded ? result.Output.Trim() : null;
    }

    /// <summary>The history of every package since its own baseline, in one pass.</summary>
    public Task<GitHistory> HistoryAsync(IReadOnlyCollection<PackageRange> ranges, CancellationToken cancellationToken) =>
        HistoryAsync(ranges, [], cancellationToken);

    /// <summary>The same, and the commits that added files, which one more process looks for when they are older.</summary>
    /// <param name="ranges">What each package's history is; ids are unique.</param>
    /// <param name="added">Files, relative to the workspace root, each once; one that is not committed has no commit.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public Task<GitHistory> HistoryAsync(
        IReadOnlyCollection<PackageRange> ranges, IReadOnlyCollection<RelativePath> added, CancellationToken cancellationToken) =>
        new GitHistoryReader(_git, Facts, HistoryCache).ReadAsync(ranges, added, cancellationToken);

    /// <summary>What the branch that is checked out changes, seen from where it left another one.</summary>
    /// <exception cref="ReleaseException"><c>RK-CHECK-SINCE</c>: the revision names no commit, or none that shares history with HEAD.</exception>
    public Task<BranchChanges> ChangesSinceAsync(string revision, CancellationToken cancellationToken) => new GitChanges(_git, Facts).SinceAsync(revision, cancellationToken);

    /// <summary>Files below some folders as commits since some baselines added them, newest first, whether or not they are still there.</summary>
    /// <param name="baselines">Full object names of commits that HEAD contains; at least one.</param>
    /// <param name="folders">The folders, relative to the workspace root.</param>
    /// <param name="wanted">Which files.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public async Task<IReadOnlyList<AddedContent>> AdditionsSinceAsync(
        IReadOnlyCollection<string> baselines, IReadOnlyCollection<RelativePath> folders, Func<RelativePath, bool> wanted, CancellationToken cancellationToken) =>
        await new AddedContentsReader(_git, Facts).ReadAsync(baselines, folders, wanted, cancellationToken);

    /// <summary>The address that commits are made with; null when git knows none.</summary>
    public async Task<string?> EmailAsync(CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(["config", "--get", "user.email"], cancellationToken, null, 1);
        return result.Succeeded ? result.Output.Trim() : null;
    }

    /// <summary>Makes release commits and tags.</summary>
    public GitWriter Writer() => new(_git, Facts);

    /// <summary>Talks to remotes.</summary>
    public GitRemotes Remotes() => new(_git, Facts);

    /// <summary>Talks to remotes about refs that are neither branches nor tags.</summary>
    public GitRefs Refs() => new(_git);

    /// <summary>Asks what state the work tree is in.</summary>
    public GitState State() => new(_git, Facts);

    /// <summary>Writes and reads objects beside history.</summary>
    public GitObjects Objects() => new(_git);

    /// <summary>Makes throw-away work trees.</summary>
    public GitWorktrees Worktrees() => new(_git);

    /// <summary>
    /// The one commit of this history in which a text came into a file, whatever the file was called before; null when there is
    /// none, or more than one.
    /// </summary>
    /// <param name="file">Relative to the workspace root.</param>
    /// <param name="text">What the file says now.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public async Task<string?> FindIntroductionAsync(RelativePath file, string text, CancellationToken cancellationToken)
    {
        var commits = await _git.RecordsAsync(["log", "--follow", "--format=%H", "-S" + text, Facts.Head, "--", file.Value], '\n', cancellationToken);
        return commits.Count == 1 ? commits[0] : null;
    }

    private static async Task<GitFacts> ReadFactsAsync(GitClient git, string root, CancellationToken cancellationToken)
    {
        var result = await git.RunAsync(
            ["rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-common-dir", "--is-shallow-repository", "--show-prefix", "HEAD", "--symbolic-full-name", "HEAD", "--glob=refs/replace"],
            cancellationToken, null, 128);
        var lines = result.Output.Split('\n');
        if (!result.Succeeded)
        {
            throw new ReleaseException(result.Error.Contains("'HEAD'", StringComparison.Ordinal)
                ? GitCodes.Unborn.Create($"{root} is a git repository without a commit. Commit something, then run again.")
                : GitCodes.NotARepository.Create($"{root} is not in a git work tree ({OneLine(result.Error)}). Run in a clone, or run git init and commit."));
        }

        const string heads = "refs/heads/";
        var branch = lines[6].StartsWith(heads, StringComparison.Ordinal) ? lines[6][heads.Length..] : null;
        return new GitFacts(
            Path.GetFullPath(lines[0]), Path.GetFullPath(lines[1]), Path.GetFullPath(lines[2], root), lines[4], lines[3] == "true", lines[5], branch,
            lines[7].Length > 0 || File.Exists(Path.Combine(Path.GetFullPath(lines[2], root), "info", "grafts")));
    }

    private static string OneLine(string text) => DisplayText.Line(text.Trim().ReplaceLineEndings(" "));
}
