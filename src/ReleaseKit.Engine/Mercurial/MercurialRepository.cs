using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Engine.Vcs.Caching;

namespace ReleaseKit.Engine.Mercurial;

/// <summary>
/// A Mercurial work tree, driven through the <c>hg</c> executable. Tags are local until they are pushed, when one commit
/// makes them everybody's. There is no place beside history, so ledgers and leases have no copy on a remote.
/// </summary>
public sealed class MercurialRepository : IRepository
{
    /// <summary>The name of the folder that makes a directory a repository.</summary>
    internal const string Folder = ".hg";

    private readonly HgClient _hg;
    private readonly IProcessRunner _processes;
    private readonly string _root;

    private MercurialRepository(IProcessRunner processes, string root, RepositoryFacts facts)
    {
        (_processes, _root, Facts) = (processes, root, facts);
        _hg = new HgClient(processes, root, facts.Hooks);
    }

    /// <inheritdoc/>
    public RepositoryFacts Facts { get; private set; }

    /// <inheritdoc/>
    public HistoryCacheMode HistoryCache { get; set; }

    /// <inheritdoc/>
    public RequiredClient Client { get; } = new("hg", "6.3");

    /// <inheritdoc/>
    public bool KeepsRefs => false;

    /// <summary>Opens the repository that holds a directory.</summary>
    /// <exception cref="ReleaseException"><c>RK-GIT-NOT-A-REPOSITORY</c>, <c>RK-GIT-UNBORN</c>, <c>RK-TOOL-MISSING</c>.</exception>
    public static async Task<MercurialRepository> OpenAsync(IProcessRunner processes, string root, CancellationToken cancellationToken)
    {
        // "hooks.pretxncommit.check=…": only their names matter here.
        var configured = await new HgClient(processes, root, []).RunAsync(["config", "-T", "{name}\\n", "hooks"], cancellationToken, 1);
        ImmutableArray<string> hooks =
        [
            .. configured.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(name => name.StartsWith("hooks.", StringComparison.Ordinal) ? name["hooks.".Length..] : name).Where(name => !name.Contains('=', StringComparison.Ordinal)),
        ];
        return new MercurialRepository(processes, root, await ReadFactsAsync(new HgClient(processes, root, hooks), root, hooks, cancellationToken));
    }

    /// <summary>The repository as another object has found it.</summary>
    public static MercurialRepository Open(IProcessRunner processes, string root, RepositoryFacts facts) => new(processes, root, facts);

    /// <inheritdoc/>
    public async Task RefreshAsync(CancellationToken cancellationToken) => Facts = await ReadFactsAsync(_hg, _root, Facts.Hooks, cancellationToken);

    /// <inheritdoc/>
    public async Task<DateTimeOffset> HeadDateAsync(CancellationToken cancellationToken) =>
        DateTimeOffset.Parse((await LogAsync(HgClient.Quote(Facts.Head), "{date|rfc3339date}", cancellationToken))!, CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public async Task<ImmutableArray<RelativePath>> ListFilesAsync(CancellationToken cancellationToken)
    {
        // Modified, added, clean, unknown; what is deleted or removed does not exist.
        var entries = await _hg.RecordsAsync(["status", "-0", "-n", "-m", "-a", "-c", "-u", "."], '\0', cancellationToken);
        return [.. entries.Where(path => !path.Contains('\\', StringComparison.Ordinal)).Select(RelativePath.Parse).Distinct().Order()];
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<RelativePath>> IgnoredFoldersAsync(CancellationToken cancellationToken)
    {
        var entries = await _hg.RecordsAsync(["status", "-0", "-n", "-i", "--terse", "i", "."], '\0', cancellationToken);
        return [.. entries.Where(e => e.EndsWith('/') && !e.Contains('\\', StringComparison.Ordinal)).Select(RelativePath.Parse).Order()];
    }

    /// <inheritdoc/>
    public async Task<WorkTreeStatus> StatusAsync(CancellationToken cancellationToken)
    {
        var entries = await _hg.RecordsAsync(["status", "-0", "-m", "-a", "-r", "-d", "-u"], '\0', cancellationToken);
        var untracked = entries.ToLookup(entry => entry[0] == '?', entry => entry[2..]);
        return new WorkTreeStatus([.. untracked[false]], [.. untracked[true]]);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<VcsTag>> TagsAsync(CancellationToken cancellationToken) => TagsAsync("tag()", cancellationToken);

    /// <inheritdoc/>
    public async Task<ImmutableHashSet<string>> MergedTagsAsync(CancellationToken cancellationToken) =>
        [.. (await TagsAsync("tag() and ::.", cancellationToken)).Select(tag => tag.Name)];

    /// <inheritdoc/>
    public Task<bool> IgnoresTagsAsync(CancellationToken cancellationToken) => Task.FromResult(false); // Tags are files of commits.

    /// <inheritdoc/>
    public async Task<ImmutableHashSet<(string Commit, RelativePath File)>> FilesInCommitsAsync(
        IReadOnlyCollection<string> commits, IReadOnlyCollection<RelativePath> files, CancellationToken cancellationToken)
    {
        var found = ImmutableHashSet.CreateBuilder<(string Commit, RelativePath File)>();
        if (files.Count > 0)
        {
            using var list = new PathList(Facts.GitDirectory, files.Select(file => Facts.Prefix + file.Value));
            foreach (var commit in commits)
            {
                var there = await _hg.RunAsync(["files", "-0", "--rev", HgClient.Quote(commit), list.Pattern], cancellationToken, 1);
                foreach (var path in there.Output.Split('\0', StringSplitOptions.RemoveEmptyEntries))
                {
                    found.Add((commit, RelativePath.Parse(path)));
                }
            }
        }

        return found.ToImmutable();
    }

    /// <inheritdoc/>
    public async Task<string?> ResolveAsync(string revision, CancellationToken cancellationToken)
    {
        foreach (var prefix in new[] { "refs/tags/", "refs/heads/" })
        {
            revision = revision.StartsWith(prefix, StringComparison.Ordinal) ? revision[prefix.Length..] : revision;
        }

        return revision.Length == 0 ? null : revision == "HEAD" ? Facts.Head : await LogAsync(HgClient.Quote(revision), "{node}", cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RepositoryHistory> HistoryAsync(IReadOnlyCollection<PackageRange> ranges, CancellationToken cancellationToken) => HistoryAsync(ranges, [], cancellationToken);

    /// <inheritdoc/>
    public Task<RepositoryHistory> HistoryAsync(
        IReadOnlyCollection<PackageRange> ranges, IReadOnlyCollection<RelativePath> added, CancellationToken cancellationToken) =>
        new MercurialHistoryReader(_hg, Facts).ReadAsync(ranges, added, cancellationToken);

    /// <inheritdoc/>
    public async Task<BranchChanges> ChangesSinceAsync(string revision, CancellationToken cancellationToken)
    {
        var target = await ResolveAsync(revision, cancellationToken) ?? throw new ReleaseException(CheckCodes.Since.Create(
            $"'{DisplayText.Line(revision)}' names no commit here. Pull it (hg pull), or set ReleaseSince to another one such as default."));
        var start = await LogAsync($"ancestor({HgClient.Quote(target)}, .)", "{node}", cancellationToken) ?? throw new ReleaseException(CheckCodes.Since.Create(
            $"'{DisplayText.Line(revision)}' and the commit that is checked out share no history. Set ReleaseSince to a branch that does."));
        var changed = await _hg.RecordsAsync(["status", "-0", "-n", "-m", "-a", "-r", "-d", "-u", "--rev", HgClient.Quote(start)], '\0', cancellationToken);
        return new BranchChanges(start, [.. Inside(changed).Distinct().Order()]);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<AddedContent>> AdditionsSinceAsync(
        IReadOnlyCollection<string> baselines, IReadOnlyCollection<RelativePath> folders, Func<RelativePath, bool> wanted, CancellationToken cancellationToken)
    {
        var since = $"reverse(::. - ::ancestor({string.Join(", ", baselines.Select(HgClient.Quote))}))";
        var added = new List<AddedContent>();
        foreach (var (commit, path) in await new MercurialHistoryReader(_hg, Facts).AddedAsync(since, folders, cancellationToken))
        {
            if (wanted(path))
            {
                added.Add(new AddedContent(path, commit, Encoding.UTF8.GetBytes(await ContentAsync(commit, path, cancellationToken) ?? "")));
            }
        }

        return added;
    }

    /// <inheritdoc/>
    public async Task<string?> EmailAsync(CancellationToken cancellationToken)
    {
        var name = (await _hg.RunAsync(["config", "ui.username"], cancellationToken, 1)).Output.Trim();
        var start = name.IndexOf('<', StringComparison.Ordinal);
        return start >= 0 && name.EndsWith('>') ? name[(start + 1)..^1] : name.Contains('@', StringComparison.Ordinal) ? name : null;
    }

    /// <inheritdoc/>
    public IRepositoryWriter Writer() => new MercurialWriter(_hg, Facts);

    /// <inheritdoc/>
    public IRemotes Remotes() => new MercurialRemotes(_hg, this);

    /// <inheritdoc/>
    public IRemoteRefs Refs() => new MercurialRefs(Remotes());

    /// <inheritdoc/>
    public IWorkTreeState State() => new MercurialState(Facts);

    /// <inheritdoc/>
    public IObjectStore Objects() => new MercurialObjects(_hg, this);

    /// <inheritdoc/>
    public IWorktrees Worktrees() => new MercurialWorktrees(_processes, Facts);

    /// <inheritdoc/>
    public async Task<string?> FindIntroductionAsync(RelativePath file, string text, CancellationToken cancellationToken)
    {
        var commits = await _hg.RecordsAsync(["log", "--follow", "-T", "{node}\\n", "path:" + Facts.Prefix + file.Value], '\n', cancellationToken);
        var introductions = new List<string>();
        var had = false;
        foreach (var commit in commits.AsEnumerable().Reverse())
        {
            var has = (await ContentAsync(commit, file, cancellationToken) ?? "").Contains(text, StringComparison.Ordinal);
            if (has && !had)
            {
                introductions.Add(commit);
            }

            had = has;
        }

        return introductions.Count == 1 ? introductions[0] : null;
    }

    /// <summary>The text of a file of a commit; null when the commit has no such file.</summary>
    /// <param name="commit">Full node name.</param>
    /// <param name="file">Relative to the workspace root.</param>
    /// <param name="cancellationToken">Stops the client.</param>
    internal async Task<string?> ContentAsync(string commit, RelativePath file, CancellationToken cancellationToken)
    {
        var result = await _hg.RunAsync(["cat", "--rev", HgClient.Quote(commit), "path:" + Facts.Prefix + file.Value], cancellationToken, 1);
        return result.Succeeded ? result.Output : null;
    }

    /// <summary>What a template says of one revision; null when there is none.</summary>
    internal async Task<string?> LogAsync(string revisions, string template, CancellationToken cancellationToken)
    {
        var result = await _hg.RunAsync(["log", "--rev", revisions, "-T", template], cancellationToken, 255);
        return result.Succeeded && result.Output.Length > 0 ? result.Output : null;
    }

    private async Task<ImmutableArray<VcsTag>> TagsAsync(string revisions, CancellationToken cancellationToken)
    {
        var records = await _hg.RecordsAsync(["log", "--rev", revisions, "-T", "{tags % '{node} {tag}\\x00'}"], '\0', cancellationToken);
        return [.. records.Select(r => r.Split(' ', 2)).Where(f => f[1] != "tip").Select(f => new VcsTag(f[1], f[0])).OrderBy(tag => tag.Name, StringComparer.Ordinal)];
    }

    private IEnumerable<RelativePath> Inside(IEnumerable<string> paths) => paths
        .Where(path => path.StartsWith(Facts.Prefix, StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal)).Select(path => RelativePath.Parse(path[Facts.Prefix.Length..]));

    private static async Task<RepositoryFacts> ReadFactsAsync(HgClient hg, string root, ImmutableArray<string> hooks, CancellationToken cancellationToken)
    {
        var result = await hg.RunAsync(["log", "--rev", ".", "-T", "{reporoot}\\x00{node}\\x00{branch}\\x00{activebookmark}"], cancellationToken, 255);
        if (!result.Succeeded)
        {
            throw new ReleaseException(GitCodes.NotARepository.Create($"{root} is not in a repository ({DisplayText.Line(result.Error.Trim().ReplaceLineEndings(" "))}). Run in a clone, or run hg init and commit."));
        }

        if (result.Output.Split('\0') is not [var top, var node, var branch, var bookmark] || node.All(digit => digit == '0'))
        {
            throw new ReleaseException(GitCodes.Unborn.Create($"{root} is a repository without a commit. Commit something, then run again."));
        }

        var folder = Path.Combine(top, Folder);
        var shared = Path.Combine(folder, "sharedpath");
        var prefix = Path.GetRelativePath(top, root).Replace('\\', '/');
        return new RepositoryFacts(
            top, folder, File.Exists(shared) ? Path.GetFullPath((await File.ReadAllTextAsync(shared, cancellationToken)).Trim()) : folder,
            prefix == "." ? "" : prefix.TrimEnd('/') + "/", IsShallow: false, node, bookmark.Length > 0 ? bookmark : branch, Hooks: hooks);
    }
}
