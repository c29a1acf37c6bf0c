using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Git;

/// <summary>Makes release commits and tags. Doing either twice is safe.</summary>
public sealed class GitWriter : IRepositoryWriter
{
    private readonly GitClient _git;
    private readonly RepositoryFacts _facts;

    internal GitWriter(GitClient git, RepositoryFacts facts)
    {
        _git = git;
        _facts = facts;
    }

    /// <inheritdoc/>
    public async Task RequireIdentityAsync(CancellationToken cancellationToken)
    {
        var committer = await _git.RunAsync(["var", "GIT_COMMITTER_IDENT"], cancellationToken, null, 128, 1);
        var author = committer.Succeeded ? await _git.RunAsync(["var", "GIT_AUTHOR_IDENT"], cancellationToken, null, 128, 1) : committer;
        if (!author.Succeeded)
        {
            throw new ReleaseException(GitCodes.Identity.Create(
                "git does not know who commits the release. Set user.name and user.email with git config, or GIT_COMMITTER_NAME and GIT_COMMITTER_EMAIL (and the AUTHOR ones)."));
        }
    }

    /// <inheritdoc/>
    public async Task<bool> CommitAsync(IReadOnlyCollection<RelativePath> files, string message, CancellationToken cancellationToken)
    {
        // Stages what is on disk, new and deleted files included; what neither disk nor index knows is passed over, which
        // is how a second run finds the files that the first one committed as deleted.
        await _git.RunAsync(["update-index", "-z", "--add", "--remove", "--stdin"], cancellationToken, Join(files.Select(f => f.Value)));
        var staged = await _git.RecordsAsync(
            ["diff-index", "--cached", "--name-only", "-z", "--no-renames", "--no-relative", "--ignore-submodules=none", "HEAD"], '\0', cancellationToken);
        var changed = staged.Intersect(files.Select(f => _facts.Prefix + f.Value), StringComparer.Ordinal).ToArray();
        if (changed.Length == 0)
        {
            return false;
        }

        await RequireIdentityAsync(cancellationToken);

        // The message cannot come from standard input too, which carries the paths.
        var messageFile = Path.Combine(_facts.GitDirectory, "RELEASEKIT_COMMIT_MESSAGE");
        await File.WriteAllTextAsync(messageFile, message, cancellationToken);
        try
        {
            await GitSigning.RunAsync(
                _git,
                ["commit", "--quiet", "--only", "--no-verify", "--cleanup=whitespace", "--file=" + messageFile, "--pathspec-from-file=-", "--pathspec-file-nul"],
                cancellationToken, Join(changed.Select(path => path[_facts.Prefix.Length..])));
        }
        finally
        {
            File.Delete(messageFile);
        }

        return true;
    }

    /// <inheritdoc/>
    public async Task UnstageAsync(IReadOnlyCollection<RelativePath> files, CancellationToken cancellationToken)
    {
        if (files.Count > 0)
        {
            await _git.RunAsync(["reset", "--quiet", "--pathspec-from-file=-", "--pathspec-file-nul"], cancellationToken, Join(files.Select(f => f.Value)));
        }
    }

    /// <inheritdoc/>
    public async Task<bool> TagAsync(string name, string commit, string message, CancellationToken cancellationToken)
    {
        // One process when all is well; what stands in the way is looked for when something does.
        // A message makes it annotated; --annotate would overrule tag.forceSignAnnotated.
        string[] tag = ["-c", "user.useConfigOnly=true", "tag", "--message=" + message, "--end-of-options", name, commit];
        var made = await _git.RunAsync(tag, cancellationToken, null, 128);
        if (made.Succeeded)
        {
            return true;
        }

        var existing = await _git.RunAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", $"refs/tags/{name}^{{commit}}"], cancellationToken, null, 1, 128);
        if (existing.Succeeded)
        {
            return existing.Output.Trim() == commit
                ? false
                : throw new ReleaseException(GitCodes.TagExists.Create(
                    $"The tag {name} names commit {Short(existing.Output.Trim())}, not {Short(commit)} that was released. Delete it if it is a mistake (git tag -d {name}), then run the release again."));
        }

        await RequireIdentityAsync(cancellationToken);
        GitSigning.Require(made);
        await GitSigning.RunAsync(_git, tag[2..], cancellationToken);
        return true;
    }

    /// <inheritdoc/>
    public Task DeleteTagAsync(string name, string expected, CancellationToken cancellationToken) =>
        _git.RunAsync(["update-ref", "-d", "refs/tags/" + name, expected], cancellationToken);

    /// <inheritdoc/>
    public void Exclude(RelativePath folder)
    {
        var path = Path.Combine(_facts.CommonDirectory, "info", "exclude");
        var line = $"/{Escape(_facts.Prefix + folder.Value)}/";
        try
        {
            var text = File.Exists(path) ? File.ReadAllText(path) : "";
            if (text.Split('\n').Any(l => l.TrimEnd('\r') == line))
            {
                return;
            }

            var start = text.Length > 0 && !text.EndsWith('\n') ? text + "\n" : text;
            AtomicFile.Replace(path, Encoding.UTF8.GetBytes(start + line + "\n"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseException(
                FileCodes.Unwritable.Create($"'{path}' cannot be written: {e.Message} Give this user the right to write there; it keeps {folder} out of git status."), e);
        }
    }

    private static string Join(IEnumerable<string> paths) => string.Concat(paths.Select(path => path + '\0'));

    /// <summary>Takes the special meaning from characters that a pattern would give one.</summary>
    private static string Escape(string path) => string.Concat(path.Select(c => c is '*' or '?' or '[' or '\\' or ' ' ? $"\\{c}" : c.ToString()));

    private static string Short(string commit) => commit[..Math.Min(10, commit.Length)];
}
