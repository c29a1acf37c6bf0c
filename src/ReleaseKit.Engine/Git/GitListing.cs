using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Git;

/// <summary>Reads lists of files and tags, each with one process.</summary>
internal sealed class GitListing
{
    private const string Submodule = "160000";
    private readonly GitClient _git;

    public GitListing(GitClient git) => _git = git;

    /// <summary>
    /// The files below the client's directory that are tracked, or neither tracked nor ignored, and that exist. Submodules and nested
    /// repositories are one entry for git and no file: they are left out, as are names with a back slash, which no
    /// <see cref="RelativePath"/> can hold.
    /// </summary>
    public async Task<ImmutableArray<RelativePath>> FilesAsync(CancellationToken cancellationToken)
    {
        var entries = await _git.RecordsAsync(
            ["ls-files", "-z", "-t", "--stage", "--cached", "--deleted", "--others", "--exclude-standard"], '\0', cancellationToken);
        var present = new HashSet<string>(StringComparer.Ordinal);
        var absent = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            // "? path" when untracked; "H 100644 <id> 0<tab>path" when tracked, R when deleted, S when outside a sparse checkout.
            var path = entry[0] == '?' ? entry[2..] : entry[(entry.IndexOf('\t', StringComparison.Ordinal) + 1)..];
            var isFile = !path.EndsWith('/') && !(entry[0] != '?' && entry.AsSpan(2).StartsWith(Submodule, StringComparison.Ordinal));
            if (isFile && !path.Contains('\\', StringComparison.Ordinal))
            {
                (entry[0] is 'R' or 'S' ? absent : present).Add(path);
            }
        }

        present.ExceptWith(absent);
        return [.. present.Select(RelativePath.Parse).Order()];
    }

    /// <summary>Folders below the client's directory that are ignored as a whole; what is in them is not looked at.</summary>
    public async Task<ImmutableArray<RelativePath>> IgnoredFoldersAsync(CancellationToken cancellationToken)
    {
        var entries = await _git.RecordsAsync(["ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory"], '\0', cancellationToken);
        return [.. entries.Where(e => e.EndsWith('/') && !e.Contains('\\', StringComparison.Ordinal)).Select(RelativePath.Parse).Order()];
    }

    /// <summary>
    /// Every tag that leads to a commit, also through another tag. Tags of files and trees are none of ours.
    /// </summary>
    public async Task<ImmutableArray<VcsTag>> TagsAsync(CancellationToken cancellationToken)
    {
        const string Format = "--format=%(refname:strip=2)%09%(objecttype)%09%(objectname)%09%(*objecttype)%09%(*objectname)";
        var tags = new List<VcsTag>();
        var nested = new List<string>();
        foreach (var fields in (await _git.RecordsAsync(["for-each-ref", Format, "refs/tags"], '\n', cancellationToken)).Select(line => line.Split('\t')))
        {
            if (fields[1] == "commit" || fields[3] == "commit")
            {
                tags.Add(new VcsTag(fields[0], fields[1] == "commit" ? fields[2] : fields[4]));
            }
            else if (fields[3] == "tag")
            {
                nested.Add(fields[0]);
            }
        }

        return nested.Count == 0 ? [.. tags] : [.. tags.Concat(await PeelAsync(nested, cancellationToken)).OrderBy(tag => tag.Name, StringComparer.Ordinal)];
    }

    private async Task<IEnumerable<VcsTag>> PeelAsync(List<string> names, CancellationToken cancellationToken)
    {
        var questions = string.Concat(names.Select(name => $"refs/tags/{name}^{{commit}}\n"));
        var result = await _git.RunAsync(["cat-file", "--batch-check=%(objectname)"], cancellationToken, questions);
        return names.Zip(result.Output.Split('\n'))
            .Where(answer => !answer.Second.EndsWith(" missing", StringComparison.Ordinal))
            .Select(answer => new VcsTag(answer.First, answer.Second));
    }
}
