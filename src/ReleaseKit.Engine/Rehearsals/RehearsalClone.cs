using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Rehearsals;

/// <summary>A clone of the last commit with a bare remote of its own, both in one folder that may be thrown away.</summary>
public sealed class RehearsalClone
{
    private readonly IProcessRunner _processes;
    private readonly IRepository _repository;

    /// <summary>Prepares to clone a repository.</summary>
    public RehearsalClone(IProcessRunner processes, IRepository repository)
    {
        _processes = processes;
        _repository = repository;
    }

    /// <summary>A warning when the working tree has changes, which the clone will not have.</summary>
    public async Task<ImmutableArray<Diagnostic>> FindUncommittedAsync(CancellationToken cancellationToken)
    {
        var status = await _repository.StatusAsync(cancellationToken);
        var count = status.Changed.Length + status.Untracked.Length;
        return count == 0
            ? []
            : [RehearsalCodes.Uncommitted.Create($"{count} uncommitted change{(count == 1 ? " is" : "s are")} not rehearsed; the rehearsal releases commit {_repository.Facts.Head[..10]}.")];
    }

    /// <summary>Makes the remote and its clone in the folder.</summary>
    /// <returns>The workspace root inside the clone, with a trailing separator.</returns>
    public async Task<string> CreateAsync(string folder, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder))
        {
            Remove(folder);
        }

        Directory.CreateDirectory(folder);
        var top = await _repository.Worktrees().CloneAsync(folder, cancellationToken);
        return Path.Combine(top, _repository.Facts.Prefix.Replace('/', Path.DirectorySeparatorChar)).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
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
