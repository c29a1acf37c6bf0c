using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Git;

/// <summary>Throw-away work trees of commits. The work tree that is checked out is left alone.</summary>
public sealed class GitWorktrees
{
    private readonly GitClient _git;

    internal GitWorktrees(GitClient git) => _git = git;

    /// <summary>Checks a commit out, on no branch, at a path where nothing is. What an earlier run left there is removed first.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="commit">Full object name.</param>
    /// <param name="cancellationToken">Stops git.</param>
    public async Task AddAsync(string path, string commit, CancellationToken cancellationToken)
    {
        await RemoveAsync(path, cancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await _git.RunAsync(["worktree", "add", "--quiet", "--force", "--detach", "--end-of-options", path, commit], cancellationToken);
    }

    /// <summary>Removes a work tree with all that is in it. Doing it twice is safe.</summary>
    public async Task RemoveAsync(string path, CancellationToken cancellationToken)
    {
        ProcessResult removed = await _git.RunAsync(["worktree", "remove", "--force", "--force", "--end-of-options", path], cancellationToken, null, 128);
        if (!removed.Succeeded)
        {
            // Not, or not any more, a work tree that git knows.
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }

            await _git.RunAsync(["worktree", "prune"], cancellationToken);
        }
    }
}
