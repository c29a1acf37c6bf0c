using System.Diagnostics;

namespace ReleaseKit.Testing;

/// <summary>Makes real Mercurial repositories with fixed names and dates. Knows nothing of the machine's own configuration.</summary>
public sealed class HgRepositoryBuilder
{
    private readonly string _hg = Tool.Require("hg");
    private long _seconds = 1_700_000_000;

    private HgRepositoryBuilder(string path) => Path = path;

    /// <summary>The absolute path of the work tree.</summary>
    public string Path { get; }

    /// <summary>The environment that hides the machine's configuration.</summary>
    public static IReadOnlyDictionary<string, string> Identity { get; } = new Dictionary<string, string> { ["HGRCPATH"] = "", ["HGPLAIN"] = "1" };

    /// <summary>Makes an empty repository whose commits are Ada's.</summary>
    public static HgRepositoryBuilder Init(string path)
    {
        Directory.CreateDirectory(path);
        var repository = new HgRepositoryBuilder(path);
        repository.Hg("init");
        repository.Configure("[ui]\nusername = Ada Author <ada@example.test>\n");
        return repository;
    }

    /// <summary>Makes a repository that has what another one has, and pushes to it.</summary>
    public static HgRepositoryBuilder Clone(string source, string path)
    {
        Directory.CreateDirectory(path);
        var repository = new HgRepositoryBuilder(path);
        repository.Hg("clone", "--quiet", source, ".");
        repository.Configure("[ui]\nusername = Ada Author <ada@example.test>\n");
        return repository;
    }

    /// <summary>Adds lines to the repository's own configuration.</summary>
    public void Configure(string lines) => File.AppendAllText(System.IO.Path.Combine(Path, ".hg", "hgrc"), lines);

    /// <summary>Writes a file of the work tree.</summary>
    public HgRepositoryBuilder Write(string path, string text)
    {
        var absolute = System.IO.Path.Combine(Path, path);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(absolute)!);
        File.WriteAllText(absolute, text);
        return this;
    }

    /// <summary>Commits everything in the work tree, a minute after the commit before.</summary>
    /// <returns>The commit's full node name.</returns>
    public string Commit(string message)
    {
        _seconds += 60;
        Hg("commit", "--quiet", "--addremove", "--date", $"{_seconds} 0", "--message", message);
        return Head();
    }

    /// <summary>The full node name of what is checked out.</summary>
    public string Head() => Hg("log", "--rev", ".", "-T", "{node}");

    /// <summary>Runs Mercurial and gives its output; anything but exit code 0 is an exception.</summary>
    public string Hg(params string[] arguments)
    {
        var start = new ProcessStartInfo(_hg, arguments) { WorkingDirectory = Path, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Identity)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"hg {string.Join(' ', arguments)} ended with {process.ExitCode}: {output}{error.GetAwaiter().GetResult()}");
    }
}
