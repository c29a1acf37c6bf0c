using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Git;

/// <summary>Finds the commits that added files which are older than the history that packages need.</summary>
internal sealed class AddedFilesReader
{
    private const int MaxArguments = 200;
    private readonly GitClient _git;
    private readonly RepositoryFacts _facts;

    public AddedFilesReader(GitClient git, RepositoryFacts facts)
    {
        _git = git;
        _facts = facts;
    }

    /// <summary>The newest commit that added each file; a file that is not committed has none.</summary>
    public async Task<Dictionary<RelativePath, RawCommit>> ReadAsync(IReadOnlyCollection<RelativePath> files, CancellationToken cancellationToken)
    {
        var found = new Dictionary<RelativePath, RawCommit>();
        var missing = await CommittedAsync(files, cancellationToken);
        if (missing.Count > 0)
        {
            // Folders, because git compares every path with every argument.
            var visitor = new Visitor(_facts.Prefix, missing, found);
            await _git.StreamAsync(
                [.. GitHistoryReader.Log, "--full-history", "--stdin"],
                stream => new GitLogReader(stream, visitor).Read(),
                cancellationToken,
                string.Concat([_facts.Head + "\n--\n", .. Folders(missing).Select(folder => folder + "\n")]));
        }

        return found;
    }

    private async Task<HashSet<RelativePath>> CommittedAsync(IReadOnlyCollection<RelativePath> files, CancellationToken cancellationToken)
    {
        var committed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folders in Folders(files).Chunk(MaxArguments))
        {
            committed.UnionWith(await _git.RecordsAsync(["ls-tree", "-z", "--name-only", _facts.Head, "--", .. folders.Select(folder => folder + "/")], '\0', cancellationToken));
        }

        return [.. files.Where(file => committed.Contains(file.Value))];
    }

    /// <summary>Written so that none can be an option. A line break would end the line: such a folder's files count as not committed.</summary>
    private static IEnumerable<string> Folders(IEnumerable<RelativePath> files) => files
        .Select(file => file.Value[..Math.Max(0, file.Value.LastIndexOf('/'))])
        .Where(folder => !folder.Contains('\n', StringComparison.Ordinal))
        .Distinct(StringComparer.Ordinal)
        .Select(folder => folder.Length == 0 ? "." : "./" + folder);

    private sealed class Visitor(string prefix, HashSet<RelativePath> missing, Dictionary<RelativePath, RawCommit> found) : ILogVisitor
    {
        private readonly List<RelativePath> _added = [];

        public void Path(ReadOnlySpan<char> path, bool added)
        {
            if (added && path.StartsWith(prefix, StringComparison.Ordinal) && RelativePath.TryParse(path[prefix.Length..].ToString(), out var file) && missing.Remove(file))
            {
                _added.Add(file);
            }
        }

        public bool Commit(string id, string[] parents, long seconds, Authorship author, string message)
        {
            foreach (var file in _added)
            {
                found[file] = new RawCommit(id, author.Name, author.Email, author.Seconds, message);
            }

            _added.Clear();
            return missing.Count > 0;
        }
    }
}
