using System.Collections.Immutable;
using ReleaseKit.Core.History;

namespace ReleaseKit.Engine.Git;

/// <summary>Reads all history that any package needs with one <c>git log</c>, whatever the number of packages and tags.</summary>
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
        if (ranges.Count == 0)
        {
            return new GitHistory(attribution.Result(), [], 0);
        }

        var stop = await CommonAncestorAsync(ranges, cancellationToken);
        string[] limit = stop is null ? [] : ["^" + stop];
        var visitor = new Visitor(attribution, _facts.Prefix);
        await _git.StreamAsync(
            ["log", "--raw", "-z", "--no-renames", "--no-abbrev", "--no-notes", "--topo-order", GitLogReader.Format, _facts.Head, .. limit, "--"],
            stream =>
            {
                new GitLogReader(stream, visitor).Read();
                return true;
            },
            cancellationToken);
        return new GitHistory(attribution.Result(), [.. attribution.Unreached(stop)], attribution.CommitCount);
    }

    // What every baseline reaches lies in nobody's range, so the log need not list it.
    private async Task<string?> CommonAncestorAsync(IReadOnlyCollection<PackageRange> ranges, CancellationToken cancellationToken)
    {
        if (ranges.Any(r => r.Baseline is null))
        {
            return null;
        }

        var baselines = ranges.Select(r => r.Baseline!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (baselines.Length == 1)
        {
            return baselines[0];
        }

        var result = await _git.RunAsync(["merge-base", "--octopus", .. baselines], cancellationToken, null, 1);
        return result.Succeeded ? result.Output.Trim() : null;
    }

    private sealed class Visitor(HistoryAttribution attribution, string prefix) : ILogVisitor
    {
        private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

        public void Path(ReadOnlySpan<char> path)
        {
            if (prefix.Length == 0)
            {
                attribution.Touch(path);
            }
            else if (path.StartsWith(prefix, StringComparison.Ordinal))
            {
                attribution.Touch(path[prefix.Length..]);
            }
        }

        public void Commit(string id, string[] parents, string authorName, string authorEmail, string authorSeconds, string message) =>
            attribution.Complete(id, parents, () => new RawCommit(
                id, Once(authorName), Once(authorEmail), long.TryParse(authorSeconds, out var seconds) ? seconds : 0, message));

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
