using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Git;

/// <summary>Makes release commits and tags. Doing either twice is safe.</summary>
public sealed class GitWriter
{
    // Beyond this many, the question is asked of the whole tree, which the preflight found clean.
    private const int MaxNamed = 200;
    private readonly GitClient _git;
    private readonly GitFacts _facts;

    internal GitWriter(GitClient git, GitFacts facts)
    {
        _git = git;
        _facts = facts;
    }

    /// <summary>Fails when git does not know who commits.</summary>
    /// <exception cref="ReleaseException"><c>RK-GIT-IDENTITY</c>.</exception>
    public async Task RequireIdentityAsync(CancellationToken cancellationToken)
    {
        var result = await _git.RunAsync(["var", "GIT_COMMITTER_IDENT"], cancellationToken, null, 128, 1);
        if (!result.Succeeded)
        {
            throw new ReleaseException(GitCodes.Identity.Create(
                "git does not know who commits the release. Set user.name and user.email with git config, or GIT_COMMITTER_NAME and GIT_COMMITTER_EMAIL (and the AUTHOR ones)."));
        }
    }

    /// <summary>
    /// Commits exactly these files as they are on disk; whatever else is staged stays staged. Signs when
    /// <c>commit.gpgSign</c> says so.
    /// </summary>
    /// <returns>Whether there was anything to commit.</returns>
    public async Task<bool> CommitAsync(IReadOnlyCollection<RelativePath> files, string message, CancellationToken cancellationToken)
    {
        var list = string.Join('\0', files.Select(f => f.Value)) + '\0';
        // New files must be known to git before a partial commit can name them.
        await _git.RunAsync(["add", "--intent-to-add", "--pathspec-from-file=-", "--pathspec-file-nul"], cancellationToken, list);
        var difference = await _git.RunAsync(["diff", "--quiet", "HEAD", "--", .. files.Count <= MaxNamed ? files.Select(f => f.Value) : []], cancellationToken, null, 1);
        if (difference.Succeeded)
        {
            return false;
        }

        // The message cannot come from standard input too, which carries the paths.
        var messageFile = Path.Combine(_facts.GitDirectory, "RELEASEKIT_COMMIT_MESSAGE");
        await File.WriteAllTextAsync(messageFile, message, cancellationToken);
        try
        {
            await _git.RunAsync(
                ["commit", "--quiet", "--only", "--no-verify", "--cleanup=whitespace", "--file=" + messageFile, "--pathspec-from-file=-", "--pathspec-file-nul"],
                cancellationToken, list);
        }
        finally
        {
            File.Delete(messageFile);
        }

        return true;
    }

    /// <summary>Makes an annotated tag; signs when <c>tag.gpgSign</c> says so.</summary>
    /// <returns>Whether it was made now; false when it names that commit already.</returns>
    /// <exception cref="ReleaseException"><c>RK-TAG-EXISTS</c>: it names another commit.</exception>
    public async Task<bool> TagAsync(string name, string commit, string message, CancellationToken cancellationToken)
    {
        var existing = await _git.RunAsync(["rev-parse", "--verify", "--quiet", "--end-of-options", $"refs/tags/{name}^{{commit}}"], cancellationToken, null, 1, 128);
        if (existing.Succeeded)
        {
            return existing.Output.Trim() == commit
                ? false
                : throw new ReleaseException(GitCodes.TagExists.Create(
                    $"The tag {name} names commit {Short(existing.Output.Trim())}, not {Short(commit)} that was released. Delete it if it is a mistake (git tag -d {name}), then run the release again."));
        }

        await _git.RunAsync(["tag", "--annotate", "--message=" + message, "--end-of-options", name, commit], cancellationToken);
        return true;
    }

    /// <summary>Keeps a folder of ours out of everybody's status, through <c>info/exclude</c>; nothing tracked changes.</summary>
    /// <param name="folder">Relative to the workspace root.</param>
    public void Exclude(RelativePath folder)
    {
        var path = Path.Combine(_facts.CommonDirectory, "info", "exclude");
        var line = $"/{_facts.Prefix}{folder.Value}/";
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        if (text.Split('\n').Any(l => l.TrimEnd('\r') == line))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.AppendAllText(path, (text.Length > 0 && !text.EndsWith('\n') ? "\n" : "") + line + "\n");
    }

    private static string Short(string commit) => commit[..Math.Min(10, commit.Length)];
}
