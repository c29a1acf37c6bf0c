using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Vcs;
using ReleaseKit.Engine.Vcs.Caching;

namespace ReleaseKit.Engine.Mercurial;

/// <summary>Reads all history that any package needs with one <c>hg log</c>, newest first, and ends it as soon as every baseline is behind.</summary>
internal sealed class MercurialHistoryReader
{
    /// <summary>The file that every tag is a commit of; it belongs to no package.</summary>
    private const string TagFile = ".hgtags";

    private const string NoCommit = "0000000000000000000000000000000000000000";

    /// <summary>Node, parents, date, name, address, message, number of files, and the files. None of them can hold NUL.</summary>
    private const string Commits =
        "{node}\\x00{p1node} {p2node}\\x00{date|hgdate}\\x00{author|person}\\x00{author|email}\\x00{desc}\\x00{files|count}\\x00{files % '{file}\\x00'}";

    private const string Additions = "{node}\\x00{file_adds|count}\\x00{file_adds % '{file}\\x00'}";

    private readonly HgClient _hg;
    private readonly RepositoryFacts _facts;

    public MercurialHistoryReader(HgClient hg, RepositoryFacts facts)
    {
        _hg = hg;
        _facts = facts;
    }

    /// <param name="ranges">What each package's history is.</param>
    /// <param name="watched">Files, relative to the workspace root, whose adding commits are wanted.</param>
    /// <param name="cancellationToken">Stops the client.</param>
    public async Task<RepositoryHistory> ReadAsync(
        IReadOnlyCollection<PackageRange> ranges, IReadOnlyCollection<RelativePath> watched, CancellationToken cancellationToken)
    {
        var attribution = new HistoryAttribution(ranges, []);
        var walk = new HistoryWalk(attribution, new CommitStore([]), keeps: false, _facts.Prefix) { StopsAtStored = false };
        if (ranges.Count > 0)
        {
            walk.Want(_facts.Head);
            await _hg.StreamAsync(["log", "--rev", $"reverse(::{HgClient.Quote(_facts.Head)})", "-T", Commits], stream => ReadCommits(stream, walk), cancellationToken);
        }

        var found = attribution.Result();
        return new RepositoryHistory(found.Commits, found.SinceLatest, (await AddedByAsync(watched, cancellationToken)).ToImmutableDictionary(), [.. attribution.Unreached()], walk.ReadCount);
    }

    /// <summary>Files below some folders that revisions added, in the order of the revisions.</summary>
    public async Task<List<(string Commit, RelativePath Path)>> AddedAsync(string revisions, IEnumerable<RelativePath> folders, CancellationToken cancellationToken)
    {
        var added = new List<(string Commit, RelativePath Path)>();
        string[] only = [.. folders.SelectMany(folder => new[] { "--include", "path:" + (_facts.Prefix + folder.Value).TrimEnd('/') })];
        await _hg.StreamAsync(
            ["log", "--rev", revisions, .. only, "-T", Additions],
            stream =>
            {
                var fields = new FieldReader(stream);
                while (fields.TryRead(out var node))
                {
                    var commit = Encoding.ASCII.GetString(node);
                    for (var left = Number(fields); left > 0 && fields.TryRead(out var path); left--)
                    {
                        var text = Encoding.UTF8.GetString(path);
                        if (text.StartsWith(_facts.Prefix, StringComparison.Ordinal) && RelativePath.TryParse(text[_facts.Prefix.Length..], out var file))
                        {
                            added.Add((commit, file));
                        }
                    }
                }

                return true;
            },
            cancellationToken);
        return added;
    }

    private async Task<Dictionary<RelativePath, RawCommit>> AddedByAsync(IReadOnlyCollection<RelativePath> watched, CancellationToken cancellationToken)
    {
        var missing = watched.ToHashSet();
        var adding = new Dictionary<RelativePath, string>();
        if (missing.Count > 0)
        {
            var folders = watched.Select(file => RelativePath.Parse(file.Value[..Math.Max(0, file.Value.LastIndexOf('/'))])).Distinct();
            foreach (var (commit, path) in await AddedAsync($"reverse(::{HgClient.Quote(_facts.Head)})", folders, cancellationToken))
            {
                if (missing.Remove(path))
                {
                    adding[path] = commit;
                }
            }
        }

        var commits = new Dictionary<string, RawCommit>(StringComparer.Ordinal);
        if (adding.Count > 0)
        {
            var visitor = new Collector(commits);
            await _hg.StreamAsync(["log", "--rev", string.Join(" + ", adding.Values.Distinct().Select(HgClient.Quote)), "-T", Commits], stream => ReadCommits(stream, visitor), cancellationToken);
        }

        return adding.ToDictionary(pair => pair.Key, pair => commits[pair.Value]);
    }

    private static bool ReadCommits(Stream stream, ILogVisitor visitor)
    {
        var fields = new FieldReader(stream);
        while (fields.TryRead(out var node))
        {
            var id = Encoding.ASCII.GetString(node);
            string[] parents = [.. Text(fields).Split(' ').Where(parent => parent != NoCommit)];
            var seconds = long.Parse(Text(fields).Split(' ')[0].Split('.')[0], CultureInfo.InvariantCulture);
            var author = new Authorship(Text(fields), Text(fields), seconds);
            var message = Text(fields);
            for (var left = Number(fields); left > 0 && fields.TryRead(out var path); left--)
            {
                var text = Encoding.UTF8.GetString(path);
                if (text != TagFile)
                {
                    visitor.Path(text, added: false);
                }
            }

            if (!visitor.Commit(id, parents, seconds, author, message))
            {
                return false;
            }
        }

        return true;
    }

    private static string Text(FieldReader fields) => fields.TryRead(out var field) ? Encoding.UTF8.GetString(field) : "";

    private static int Number(FieldReader fields) => int.Parse(Text(fields), CultureInfo.InvariantCulture);

    private sealed class Collector(Dictionary<string, RawCommit> commits) : ILogVisitor
    {
        public void Path(ReadOnlySpan<char> path, bool added)
        {
            // Only the commits themselves are wanted.
        }

        public bool Commit(string id, string[] parents, long seconds, Authorship author, string message)
        {
            commits[id] = new RawCommit(id, author.Name, author.Email, author.Seconds, message);
            return true;
        }
    }
}
