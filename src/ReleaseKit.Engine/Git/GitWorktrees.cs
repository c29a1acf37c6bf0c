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

        // All of the commit, also where the user's own checkout is sparse: packages that are left out would not be released.
        await _git.RunAsync(["-c", "core.sparseCheckout=false", "worktree", "add", "--quiet", "--force", "--detach", "--end-of-options", path, commit], cancellationToken);
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

    /// <inheritdoc/>
    public async Task<string> CloneAsync(string folder, CancellationToken cancellationToken)
    {
        var git = _git.In(folder);
        var promised = await PromisedAsync(cancellationToken);
        await git.RunAsync(["clone", "--quiet", "--bare", .. promised, "--end-of-options", _facts.TopLevel, "remote.git"], cancellationToken);
        await git.RunAsync(["clone", "--quiet", .. promised, "--end-of-options", Path.Combine(folder, "remote.git"), "work"], cancellationToken);
        var work = Path.Combine(folder, "work");
        await ConfigureAsync(_git.In(work), cancellationToken);
        return work;
    }

    /// <summary>Where clones of a partial clone get what it has not fetched: from the remote that has promised it, under a name of its own.</summary>
    private async Task<string[]> PromisedAsync(CancellationToken cancellationToken)
    {
        const string Name = "remote.releasekit-promised";
        var result = await _git.RunAsync(["config", "--type=bool", "--get-regexp", @"^remote\..*\.promisor$", "true"], cancellationToken, null, 1);
        if (!result.Succeeded)
        {
            return [];
        }

        var key = result.Output.Split(' ')[0];
        var remote = key["remote.".Length..^".promisor".Length];
        var url = (await _git.RunAsync(["remote", "get-url", "--end-of-options", remote], cancellationToken)).Output.Split('\n')[0].Trim();
        return ["-c", $"{Name}.url={url}", "-c", $"{Name}.promisor=true", "-c", $"{Name}.partialclonefilter=blob:none"];
    }

    // A clone does not inherit the repository's own settings. Signing would ask for a key for nothing.
    private async Task ConfigureAsync(GitClient clone, CancellationToken cancellationToken)
    {
        foreach (var key in new[] { "user.name", "user.email" })
        {
            var value = await _git.RunAsync(["config", "--get", key], cancellationToken, null, 1);
            if (value.Succeeded)
            {
                await clone.RunAsync(["config", "--local", key, value.Output.TrimEnd('\n')], cancellationToken);
            }
        }

        await clone.RunAsync(["config", "--local", "commit.gpgSign", "false"], cancellationToken);
        await clone.RunAsync(["config", "--local", "tag.gpgSign", "false"], cancellationToken);
    }
}
