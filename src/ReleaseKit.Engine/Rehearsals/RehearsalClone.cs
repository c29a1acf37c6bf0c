using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Git;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Rehearsals;

/// <summary>A clone of the last commit with a bare remote of its own, both in one folder that may be thrown away.</summary>
public sealed class RehearsalClone
{
    private readonly IProcessRunner _processes;
    private readonly IRepository _git;

    /// <summary>Prepares to clone a repository.</summary>
    public RehearsalClone(IProcessRunner processes, IRepository git)
    {
        _processes = processes;
        _git = git;
    }

    /// <summary>A warning when the working tree has changes, which the clone will not have.</summary>
    public async Task<ImmutableArray<Diagnostic>> FindUncommittedAsync(CancellationToken cancellationToken)
    {
        var status = await _git.StatusAsync(cancellationToken);
        var count = status.Changed.Length + status.Untracked.Length;
        return count == 0
            ? []
            : [RehearsalCodes.Uncommitted.Create($"{count} uncommitted change{(count == 1 ? " is" : "s are")} not rehearsed; the rehearsal releases commit {_git.Facts.Head[..10]}.")];
    }

    /// <summary>Makes <c>remote.git</c> and <c>work</c> in the folder.</summary>
    /// <returns>The workspace root inside the clone, with a trailing separator.</returns>
    public async Task<string> CreateAsync(string folder, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder))
        {
            Remove(folder);
        }

        Directory.CreateDirectory(folder);
        var git = new GitClient(_processes, folder);
        await git.RunAsync(["clone", "--quiet", "--bare", "--end-of-options", _git.Facts.TopLevel, "remote.git"], cancellationToken);
        await git.RunAsync(["clone", "--quiet", "--end-of-options", Path.Combine(folder, "remote.git"), "work"], cancellationToken);
        await ConfigureAsync(new GitClient(_processes, Path.Combine(folder, "work")), cancellationToken);
        return Path.Combine(folder, "work", _git.Facts.Prefix.Replace('/', Path.DirectorySeparatorChar)).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
    }

    // A clone does not inherit the repository's own settings. Signing would ask for a key for nothing.
    private async Task ConfigureAsync(GitClient clone, CancellationToken cancellationToken)
    {
        var original = new GitClient(_processes, _git.Facts.TopLevel);
        foreach (var key in new[] { "user.name", "user.email" })
        {
            var value = await original.RunAsync(["config", "--get", key], cancellationToken, null, 1);
            if (value.Succeeded)
            {
                await clone.RunAsync(["config", "--local", key, value.Output.TrimEnd('\n')], cancellationToken);
            }
        }

        await clone.RunAsync(["config", "--local", "commit.gpgSign", "false"], cancellationToken);
        await clone.RunAsync(["config", "--local", "tag.gpgSign", "false"], cancellationToken);
    }

    private static void Remove(string folder)
    {
        // Object files of git are read-only, which some systems refuse to delete.
        foreach (var file in Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(folder, recursive: true);
    }
}
