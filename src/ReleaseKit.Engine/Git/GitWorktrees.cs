using ReleaseKit.Engine.Processes;

using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Git;

/// <summary>Throw-away work trees of commits. The work tree that is checked out is left alone.</summary>
public sealed class GitWorktrees : IWorktrees
{
    private readonly GitClient _git;
    private readonly RepositoryFacts _facts;

    internal GitWorktrees(GitClient git, RepositoryFacts facts)
    {
        _git = git;
        _facts = facts;
    }

    /// <inheritdoc/>
    public async Task AddAsync(string path, string commit, CancellationToken cancellationToken)
    {
        await RemoveAsync(path, cancellationToken);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await _git.RunAsync(["worktree", "add", "--quiet", "--force", "--detach", "--end-of-options", path, commit], cancellationToken);
    }

    /// <inheritdoc/>
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

    /// <inheritdoc/>
    public void Forget(string path)
    {
        var known = Path.Combine(_facts.CommonDirectory, "worktrees");
        foreach (var entry in Directory.Exists(known) ? Directory.GetDirectories(known) : [])
        {
            var place = Path.Combine(entry, "gitdir");
            if (File.Exists(place) && Path.GetFullPath(File.ReadAllText(place).Trim(), entry) == Path.Combine(path, ".git"))
            {
                Directory.Delete(entry, recursive: true);
            }
        }
    }
}
