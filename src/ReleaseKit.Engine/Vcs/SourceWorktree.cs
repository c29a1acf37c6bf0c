using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Vcs;

/// <summary>
/// A throw-away work tree of the commit that is released, in the output folder, in which packages are pinned and built. Whatever
/// happens to it, the user's own work tree is not touched. A kill leaves it behind; the next start takes it away.
/// </summary>
public sealed class SourceWorktree
{
    private const string FolderName = "isolated";
    private const string TreeName = "tree";
    private readonly IProcessRunner _processes;
    private readonly IRepository _repository;
    private readonly string _folder;

    /// <summary>The work tree of an output folder.</summary>
    /// <param name="processes">Starts the setup command.</param>
    /// <param name="repository">The user's repository.</param>
    /// <param name="outputPath">Absolute path of the output folder.</param>
    public SourceWorktree(IProcessRunner processes, IRepository repository, string outputPath)
    {
        _processes = processes;
        _repository = repository;
        _folder = Folder(outputPath);
    }

    private string Tree => Path.Combine(_folder, TreeName);

    /// <summary>Whether one was left in an output folder, whole or in part.</summary>
    public static bool IsIn(string outputPath) => Directory.Exists(Folder(outputPath));

    /// <summary>Where the journal of pinned manifests belongs: beside the work tree for those that lie in it, so that both go together.</summary>
    /// <param name="root">Absolute path of the root of what is pinned.</param>
    /// <param name="outputPath">Absolute path of the output folder.</param>
    public static string JournalFolder(string root, string outputPath) =>
        Path.GetFullPath(root).StartsWith(Path.Combine(Folder(outputPath), TreeName) + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? Folder(outputPath) : outputPath;

    /// <summary>Makes it, in place of one that was left.</summary>
    /// <returns>Absolute path of the workspace root in it, with a trailing separator.</returns>
    /// <exception cref="ReleaseException"><c>RK-FILE-UNWRITABLE</c>: the one that was left cannot be removed.</exception>
    public async Task<string> CreateAsync(string commit, CancellationToken cancellationToken)
    {
        Remove();
        Directory.CreateDirectory(_folder);
        await _repository.Worktrees().AddAsync(Tree, commit, cancellationToken);
        return Path.Combine(Tree, _repository.Facts.Prefix.Replace('/', Path.DirectorySeparatorChar)).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
    }

    /// <summary>Runs a command in it that makes it fit for builds, such as <c>pnpm install --frozen-lockfile</c>.</summary>
    /// <param name="root">What <see cref="CreateAsync"/> gave.</param>
    /// <param name="command">The executable and its arguments.</param>
    /// <param name="transcript">Absolute path of the file that keeps what it says.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ReleaseException"><c>RK-BUILD-SETUP</c>, <c>RK-TOOL-MISSING</c>, <c>RK-TOOL-TIMEOUT</c>.</exception>
    public async Task SetUpAsync(string root, IReadOnlyList<string> command, string transcript, TimeSpan timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        const int Shown = 20;
        var result = await _processes.RunAsync(
            new ProcessRequest
            {
                FileName = command[0],
                Arguments = [.. command.Skip(1)],
                WorkingDirectory = root,
                Timeout = timeout,
                TranscriptPath = transcript,
                ExpectedExitCodes = [.. Enumerable.Range(1, 255)],
            },
            cancellationToken);
        if (!result.Succeeded)
        {
            var said = $"{result.Output}\n{result.Error}".Split('\n').Select(l => Core.Text.DisplayText.Line(l.TrimEnd('\r'))).Where(l => l.Length > 0).TakeLast(Shown);
            throw new ReleaseException(BuildCodes.Setup.At(
                new SourceLocation("releasekit.toml"),
                $"isolation_setup, '{Core.Text.DisplayText.Line(string.Join(' ', command))}', ended with exit code {result.ExitCode} in the work tree that packages are built in. Mend what it reports, or change the command.\n{string.Join('\n', said)}"));
        }
    }

    /// <summary>Removes it and what the repository knows of it. Doing it twice is safe, and so is doing it to what a kill left.</summary>
    /// <exception cref="ReleaseException"><c>RK-FILE-UNWRITABLE</c>.</exception>
    public void Remove()
    {
        try
        {
            _repository.Worktrees().Forget(Tree);
            Delete(_folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseException(FileCodes.Unwritable.Create($"'{_folder}', a work tree of an earlier release, cannot be removed: {e.Message} Close what uses it, then run again."), e);
        }
    }

    private static void Delete(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (UnauthorizedAccessException)
        {
            // Builds leave files that may not be written to.
            foreach (var file in Directory.EnumerateFileSystemEntries(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
            {
                File.SetAttributes(file, File.GetAttributes(file) & ~FileAttributes.ReadOnly);
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Folder(string outputPath) => Path.Combine(Path.GetFullPath(outputPath), FolderName);
}
