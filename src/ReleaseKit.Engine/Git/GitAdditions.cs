using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Git;

/// <summary>Finds the commits that added files: one pass over the history of their folders, which ends at the oldest of them.</summary>
internal sealed class GitAdditions
{
    private readonly GitClient _git;
    private readonly GitFacts _facts;

    public GitAdditions(GitClient git, GitFacts facts)
    {
        _git = git;
        _facts = facts;
    }

    /// <summary>The newest commit that added each file; files that HEAD does not have are left out.</summary>
    public async Task<ImmutableDictionary<RelativePath, string>> FindAsync(IReadOnlyCollection<RelativePath> files, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
        {
            return ImmutableDictionary<RelativePath, string>.Empty;
        }

        // A file that is not committed would be sought through all of history.
        string[] folders = [.. files.Select(f => f.Parent.IsRoot ? "." : f.Parent.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var committed = await _git.RecordsAsync(["ls-tree", "-r", "-z", "--name-only", _facts.Head, "--", .. folders.Select(f => f + "/")], '\0', cancellationToken);
        var sought = files.Select(f => f.Value).Intersect(committed, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var visitor = new Visitor(sought, _facts.Prefix);
        if (sought.Count > 0)
        {
            await _git.StreamAsync(
                [
                    "log", "--diff-filter=A", "--raw", "-z", "--diff-merges=combined", "--no-renames", "--no-abbrev", "--no-relative", "--root", "--no-notes",
                    "--no-show-signature", "--no-mailmap", GitLogReader.Format, _facts.Head, "--", .. folders,
                ],
                stream => new GitLogReader(stream, visitor).Read(),
                cancellationToken);
        }

        return visitor.Found.ToImmutable();
    }

    private sealed class Visitor(HashSet<string> sought, string prefix) : ILogVisitor
    {
        private readonly List<string> _added = [];

        public ImmutableDictionary<RelativePath, string>.Builder Found { get; } = ImmutableDictionary.CreateBuilder<RelativePath, string>();

        public void Path(ReadOnlySpan<char> path)
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal))
            {
                _added.Add(path[prefix.Length..].ToString());
            }
        }

        public bool Commit(string id, string[] parents, string authorName, string authorEmail, string authorSeconds, string message)
        {
            foreach (var path in _added.Where(sought.Remove))
            {
                Found[RelativePath.Parse(path)] = id;
            }

            _added.Clear();
            return sought.Count > 0;
        }
    }
}
