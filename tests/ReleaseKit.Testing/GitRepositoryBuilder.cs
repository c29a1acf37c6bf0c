using System.Diagnostics;

namespace ReleaseKit.Testing;

/// <summary>
/// Makes real repositories with fixed names and dates, so that object names are the same on every machine. Knows nothing of
/// the machine's own git configuration.
/// </summary>
public sealed class GitRepositoryBuilder
{
    private const long FirstSecond = 1_700_000_000;
    private readonly string _git = Tool.Require("git");
    private long _seconds = FirstSecond;

    private GitRepositoryBuilder(string path) => Path = path;

    /// <summary>The absolute path of the work tree, or of the bare repository.</summary>
    public string Path { get; }

    /// <summary>The environment that hides the machine's configuration and names who commits.</summary>
    public static IReadOnlyDictionary<string, string> Identity { get; } = new Dictionary<string, string>
    {
        ["GIT_CONFIG_GLOBAL"] = "/dev/null",
        ["GIT_CONFIG_NOSYSTEM"] = "1",
        ["GIT_AUTHOR_NAME"] = "Ada Author",
        ["GIT_AUTHOR_EMAIL"] = "ada@example.test",
        ["GIT_COMMITTER_NAME"] = "Cy Committer",
        ["GIT_COMMITTER_EMAIL"] = "cy@example.test",
    };

    /// <summary>Makes an empty repository with the branch <c>main</c>.</summary>
    public static GitRepositoryBuilder Init(string path, params string[] options)
    {
        Directory.CreateDirectory(path);
        var repository = new GitRepositoryBuilder(path);
        repository.Git(["init", "--quiet", "--initial-branch=main", .. options]);
        return repository;
    }

    /// <summary>An existing work tree or bare repository.</summary>
    public static GitRepositoryBuilder Open(string path) => new(path);

    /// <summary>Runs git and gives its output; anything but exit code 0 is an exception.</summary>
    public string Git(params string[] arguments) => Run(arguments, null);

    /// <summary>Writes a file of the work tree.</summary>
    public GitRepositoryBuilder Write(string path, string text)
    {
        var absolute = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(absolute)!);
        File.WriteAllText(absolute, text);
        return this;
    }

    /// <summary>Commits everything in the work tree, a minute after the commit before, even when nothing changed.</summary>
    /// <returns>The commit's object name.</returns>
    public string Commit(string message)
    {
        Git("add", "--all");
        _seconds += 60;
        Run(["commit", "--quiet", "--allow-empty", "--cleanup=verbatim", "--file=-"], message);
        return Head();
    }

    /// <summary>Writes files, each with a text of its own, and commits them.</summary>
    /// <returns>The commit's object name.</returns>
    public string Change(string message, params string[] paths)
    {
        foreach (var path in paths)
        {
            Write(path, $"{message} {_seconds}\n");
        }

        return Commit(message);
    }

    /// <summary>Merges a branch with a merge commit, whatever the history.</summary>
    /// <returns>The merge's object name.</returns>
    public string Merge(string branch, string message)
    {
        _seconds += 60;
        Git("merge", "--quiet", "--no-ff", "--message=" + message, branch);
        return Head();
    }

    /// <summary>Sets the clock back or forth for the commits that follow.</summary>
    public GitRepositoryBuilder MoveClock(int seconds)
    {
        _seconds += seconds;
        return this;
    }

    /// <summary>The object name of what is checked out.</summary>
    public string Head() => Git("rev-parse", "HEAD").Trim();

    private string Run(string[] arguments, string? input)
    {
        var start = new ProcessStartInfo(_git, ["-c", "protocol.file.allow=always", .. arguments])
        {
            WorkingDirectory = Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Identity)
        {
            start.Environment[name] = value;
        }

        start.Environment["GIT_AUTHOR_DATE"] = start.Environment["GIT_COMMITTER_DATE"] = $"@{_seconds} +0000";
        using var process = Process.Start(start)!;
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"git {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}{error.GetAwaiter().GetResult()}");
    }
}
