using System.Globalization;
using System.Text;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Git;

/// <summary>Reads files as the commits of a stretch of history added them, whether or not they are still there.</summary>
internal sealed class AddedContentsReader
{
    private readonly GitClient _git;
    private readonly RepositoryFacts _facts;

    public AddedContentsReader(GitClient git, RepositoryFacts facts)
    {
        _git = git;
        _facts = facts;
    }

    /// <summary>The files below some folders that commits since the newest common ancestor of the baselines added, newest first.</summary>
    public async Task<List<AddedContent>> ReadAsync(
        IReadOnlyCollection<string> baselines, IReadOnlyCollection<RelativePath> folders, Func<RelativePath, bool> wanted, CancellationToken cancellationToken)
    {
        var ancestor = await _git.RunAsync(["merge-base", "--octopus", .. baselines], cancellationToken, null, 1);
        string[] since = ancestor.Succeeded ? ["^" + ancestor.Output.Trim()] : [];
        var records = await _git.RecordsAsync(
            [
                "log", "--diff-filter=A", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-relative", "--root", "--no-notes", "--no-show-signature", "--full-history",
                "--format=tformat:%x01%H", _facts.Head, .. since, "--", .. folders.Select(folder => "./" + folder.Value),
            ],
            '\0',
            cancellationToken);
        var (added, commit) = (new List<(string Blob, RelativePath Path, string Commit)>(), "");
        for (var i = 0; i < records.Count; i++)
        {
            var record = records[i].TrimStart('\n');
            if (record.StartsWith('\u0001'))
            {
                commit = record[1..];
            }
            else if (record.StartsWith(':') && ++i < records.Count && records[i].StartsWith(_facts.Prefix, StringComparison.Ordinal) &&
                RelativePath.TryParse(records[i][_facts.Prefix.Length..], out var path) && wanted(path))
            {
                added.Add((record.Split(' ')[3], path, commit));
            }
        }

        return added.Count == 0 ? [] : await ContentsAsync(added, cancellationToken);
    }

    private async Task<List<AddedContent>> ContentsAsync(List<(string Blob, RelativePath Path, string Commit)> added, CancellationToken cancellationToken)
    {
        var contents = new List<AddedContent>();
        await _git.StreamAsync(
            ["cat-file", "--batch"],
            stream =>
            {
                foreach (var (_, path, commit) in added)
                {
                    // "<name> blob <size>", the bytes, a line feed.
                    var bytes = new byte[int.Parse(ReadLine(stream).Split(' ')[2], CultureInfo.InvariantCulture)];
                    stream.ReadExactly(bytes);
                    stream.ReadByte();
                    contents.Add(new AddedContent(path, commit, bytes));
                }

                return true;
            },
            cancellationToken,
            string.Concat(added.Select(a => a.Blob + "\n")));
        return contents;
    }

    private static string ReadLine(Stream stream)
    {
        var line = new StringBuilder();
        for (var next = stream.ReadByte(); next is not ('\n' or -1); next = stream.ReadByte())
        {
            line.Append((char)next);
        }

        return line.ToString();
    }
}
