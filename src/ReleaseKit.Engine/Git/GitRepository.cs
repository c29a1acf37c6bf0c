using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Vcs.Caching;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Git;

/// <summary>
/// A git work tree, driven through the <c>git</c> executable and a handful of processes, however many packages and tags
/// there are. No hook runs.
/// </summary>
public sealed class GitRepository : IRepository
{
    private readonly GitClient _git;
    private readonly string _root;

    private GitRepository(GitClient git, string root, RepositoryFacts facts)
    {
        _git = git;
        _root = root;
        Facts = facts;
    }

    /// <inheritdoc/>
    public RepositoryFacts Facts { get; private set; }

    /// <inheritdoc/>
    public RequiredClient Client { get; } = new("git", "2.31.0");

    /// <inheritdoc/>
    public bool KeepsRefs => true;

    /// <inheritdoc/>
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
    public static GitRepository Open(IProcessRunner processes, string root, RepositoryFacts facts) => new(new GitClient(processes, root), root, facts);

    /// <inheritdoc/>
    public async Task RefreshAsync(CancellationToken cancellationToken) => Facts = await ReadFactsAsync(_git, _root, cancellationToken);

    /// <inheritdoc/>
    public async Task<DateTimeOffset> HeadDateAsync(CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(["show", "--no-patch", "--format=%cI", Facts.Head], cancellationToken);
        return DateTimeOffset.Parse(result.Output.Trim(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<RelativePath>> ListFilesAsync(CancellationToken cancellationToken) => new GitListing(_git).FilesAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<RelativePath>> IgnoredFoldersAsync(CancellationToken cancellationToken) => new GitListing(_git).IgnoredFoldersAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<WorkTreeStatus> StatusAsync(CancellationToken cancellationToken)
    {
        var entries = await _git.RecordsAsync(
            ["status", "--porcelain=v1", "-z", "--untracked-files=normal", "--no-renames", "--ignore-submodules=dirty"], '\0', cancellationToken);
        var untracked = entries.ToLookup(entry => entry.StartsWith("??", StringComparison.Ordinal), entry => entry[3..]);
        return new WorkTreeStatus([.. untracked[false]], [.. untracked[true]]);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<VcsTag>> TagsAsync(CancellationToken cancellationToken) => new GitListing(_git).TagsAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<ImmutableHashSet<string>> MergedTagsAsync(CancellationToken cancellationToken)
    {
        var names = await _git.RecordsAsync(["for-each-ref", "--merged=" + Facts.Head, "--format=%(refname:strip=2)", "refs/tags"], '\n', cancellationToken);
        return names.ToImmutableHashSet(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public async Task<bool> IgnoresTagsAsync(CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(["config", "--get-regexp", @"^remote\..*\.tagopt$", "^--no-tags$"], cancellationToken, null, 1);
        return result.Succeeded;
    }

    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public async Task<string?> ResolveAsync(string revision, CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"], cancellationToken, null, 1, 128);
        return result.Succeeded ? result.Output.Trim() : null;
    }

    /// <inheritdoc/>
    public Task<RepositoryHistory> HistoryAsync(IReadOnlyCollection<PackageRange> ranges, CancellationToken cancellationToken) =>
        HistoryAsync(ranges, [], cancellationToken);

    /// <inheritdoc/>
    public Task<RepositoryHistory> HistoryAsync(
        IReadOnlyCollection<PackageRange> ranges, IReadOnlyCollection<RelativePath> added, CancellationToken cancellationToken) =>
        new GitHistoryReader(_git, Facts, HistoryCache).ReadAsync(ranges, added, cancellationToken);

    /// <inheritdoc/>
    public Task<BranchChanges> ChangesSinceAsync(string revision, CancellationToken cancellationToken) => new GitChanges(_git, Facts).SinceAsync(revision, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AddedContent>> AdditionsSinceAsync(
        IReadOnlyCollection<string> baselines, IReadOnlyCollection<RelativePath> folders, Func<RelativePath, bool> wanted, CancellationToken cancellationToken) =>
        await new AddedContentsReader(_git, Facts).ReadAsync(baselines, folders, wanted, cancellationToken);

    /// <inheritdoc/>
    public async Task<string?> EmailAsync(CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(["config", "--get", "user.email"], cancellationToken, null, 1);
        return result.Succeeded ? result.Output.Trim() : null;
    }

    /// <inheritdoc/>
    public IRepositoryWriter Writer() => new GitWriter(_git, Facts);

    /// <inheritdoc/>
    public IRemotes Remotes() => new GitRemotes(_git, Facts);

    /// <inheritdoc/>
    public IRemoteRefs Refs() => new GitRefs(_git);

    /// <inheritdoc/>
    public IWorkTreeState State() => new GitState(_git, Facts);

    /// <inheritdoc/>
    public IObjectStore Objects() => new GitObjects(_git);

    /// <inheritdoc/>
    public IReleaseBranches ReleaseBranches => new GitReleaseBranches(_git, Facts);

    /// <inheritdoc/>
    public IWorktrees Worktrees() => new GitWorktrees(_git, Facts);

    /// <inheritdoc/>
    public async Task<string?> FindIntroductionAsync(RelativePath file, string text, CancellationToken cancellationToken)
    {
        var commits = await _git.RecordsAsync(["log", "--follow", "--format=%H", "-S" + text, Facts.Head, "--", file.Value], '\n', cancellationToken);
        return commits.Count == 1 ? commits[0] : null;
    }

    private static async Task<RepositoryFacts> ReadFactsAsync(GitClient git, string root, CancellationToken cancellationToken)
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
        return new RepositoryFacts(
            Path.GetFullPath(lines[0]), Path.GetFullPath(lines[1]), Path.GetFullPath(lines[2], root), lines[4], lines[3] == "true", lines[5], branch,
            lines[7].Length > 0 || File.Exists(Path.Combine(Path.GetFullPath(lines[2], root), "info", "grafts")));
    }

    private static string OneLine(string text) => DisplayText.Line(text.Trim().ReplaceLineEndings(" "));
}
