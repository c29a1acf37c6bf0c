using System.Text;
using ReleaseKit.Core.History;
using ReleaseKit.Engine.Vcs.Caching;

namespace ReleaseKit.Engine.Vcs;

/// <summary>
/// Hands commits to the attribution, children first as far as possible: those that the store has from there, the others as
/// git lists them. Both are told apart by nothing but where they come from.
/// </summary>
internal sealed class HistoryWalk : ILogVisitor
{
    private readonly HistoryAttribution _attribution;
    private readonly CommitStore _store;
    private readonly bool _keeps;
    private readonly string _prefix;
    private readonly PriorityQueue<StoredCommit, long> _stored = new();
    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);
    private readonly Dictionary<int, ReadOnlyMemory<int>> _owners = [];
    private readonly HashSet<int> _directories = [];
    private readonly List<string> _added = [];

    /// <param name="attribution">Gets the commits.</param>
    /// <param name="store">Knows commits.</param>
    /// <param name="keeps">Whether the store learns the commits that it does not know.</param>
    /// <param name="prefix">The workspace root below the repository's top level, ending in a slash, or empty.</param>
    public HistoryWalk(HistoryAttribution attribution, CommitStore store, bool keeps, string prefix)
    {
        _attribution = attribution;
        _store = store;
        _keeps = keeps;
        _prefix = prefix;
    }

    /// <summary>Commits that only git can tell, and that are wanted.</summary>
    public IReadOnlyCollection<string> Missing => _missing;

    /// <summary>How many commits came from git.</summary>
    public int ReadCount { get; private set; }

    /// <summary>Whether git is stopped where the store knows all that is to come; otherwise it goes on as long as anything is wanted.</summary>
    public bool StopsAtStored { get; set; } = true;

    /// <summary>Asks for a commit, unless it has been visited.</summary>
    public void Want(string id)
    {
        if (_attribution.IsListed(id))
        {
            return;
        }

        if (_store.Contains(id))
        {
            var commit = _store.Read(id);
            _stored.Enqueue(commit, -commit.Seconds);
        }
        else
        {
            _missing.Add(id);
        }
    }

    /// <summary>Visits what the store has, as long as anything is wanted.</summary>
    public void VisitStored()
    {
        while (!_attribution.IsComplete && _stored.TryDequeue(out var commit, out _))
        {
            if (!_attribution.IsListed(commit.Id))
            {
                Visit(commit);
            }
        }
    }

    /// <inheritdoc/>
    public void Path(ReadOnlySpan<char> path, bool added)
    {
        var directory = path[..Math.Max(0, path.LastIndexOf('/'))];
        var index = _store.Text(directory);
        _directories.Add(index);
        if (added && _store.Watched.Contains(_store.Text(index)))
        {
            _added.Add(path.ToString());
        }
    }

    /// <inheritdoc/>
    public bool Commit(string id, string[] parents, long seconds, Authorship author, string message)
    {
        ReadCount++;
        author = author with { Name = Once(author.Name), Email = Once(author.Email) };
        var commit = new StoredCommit(id, parents, seconds, author, [.. _directories], [.. _added], Encoding.UTF8.GetBytes(message));
        _directories.Clear();
        _added.Clear();
        if (_keeps && !_store.Contains(id))
        {
            _store.Add(commit);
        }

        if (!_attribution.IsListed(id))
        {
            Visit(commit);
        }

        return !_attribution.IsComplete && !(StopsAtStored && _missing.Count == 0);
    }

    private void Visit(StoredCommit commit)
    {
        foreach (var directory in commit.Directories)
        {
            _attribution.Touch(OwnersOf(directory).Span);
        }

        foreach (var path in commit.Added.Where(path => path.StartsWith(_prefix, StringComparison.Ordinal)))
        {
            _attribution.Add(path.AsSpan(_prefix.Length));
        }

        _attribution.Complete(commit.Id, commit.Parents, commit.Seconds, () => new RawCommit(
            commit.Id, commit.Author.Name, commit.Author.Email, commit.Author.Seconds, commit.Message));
        _missing.Remove(commit.Id);
        Array.ForEach(commit.Parents, Want);
    }

    private string Once(string text) => _store.Text(_store.Text(text));

    private ReadOnlyMemory<int> OwnersOf(int directory)
    {
        if (!_owners.TryGetValue(directory, out var owners))
        {
            var path = _store.Text(directory) + "/";
            _owners[directory] = owners = !path.StartsWith(_prefix, StringComparison.Ordinal) ? default
                : _attribution.OwnersOf(path.AsSpan(Math.Min(_prefix.Length, path.Length - 1))[..^1]);
        }

        return owners;
    }
}
