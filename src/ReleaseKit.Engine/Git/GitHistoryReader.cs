using ReleaseKit.Core.History;

namespace ReleaseKit.Engine.Git;

/// <summary>
/// Reads all history that any package needs with one <c>git log</c>, whatever the number of packages and tags, and ends it
/// as soon as every baseline is behind (docs/decisions, "One pass over history").
/// </summary>
internal sealed class GitHistoryReader
{
    private readonly GitClient _git;
    private readonly GitFacts _facts;

    public GitHistoryReader(GitClient git, GitFacts facts)
    {
        _git = git;
        _facts = facts;
    }

    public async Task<GitHistory> ReadAsync(IReadOnlyCollection<PackageRange> ranges, CancellationToken cancellationToken)
    {
        var attribution = new HistoryAttribution(ranges);
        if (ranges.Count > 0)
        {
            var visitor = new Visitor(attribution, _facts.Prefix);
            await _git.StreamAsync(
                [
                    "log", "--raw", "-z", "--diff-merges=combined", "--no-renames", "--no-abbrev", "--no-relative", "--ignore-submodules=none",
                    "--root", "--no-notes", "--no-show-signature", "--no-mailmap", GitLogReader.Format, _facts.Head, "--",
                ],
                stream => new GitLogReader(stream, visitor).Read(),
                cancellationToken);
        }

        return new GitHistory(attribution.Result(), [.. attribution.Unreached()], attribution.CommitCount);
    }

    private sealed class Visitor(HistoryAttribution attribution, string prefix) : ILogVisitor
    {
        private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

        public void Path(ReadOnlySpan<char> path)
        {
            if (path.StartsWith(prefix, StringComparison.Ordinal))
            {
                attribution.Touch(path[prefix.Length..]);
            }
        }

        public bool Commit(string id, string[] parents, string authorName, string authorEmail, string authorSeconds, string message)
        {
            attribution.Complete(id, parents, () => new RawCommit(
                id, Once(authorName), Once(authorEmail), long.TryParse(authorSeconds, out var seconds) ? seconds : 0, message));
            return !attribution.IsComplete;
        }

        private string Once(string text)
        {
            if (!_names.TryGetValue(text, out var known))
            {
                _names[text] = known = text;
            }

            return known;
        }
    }
}
