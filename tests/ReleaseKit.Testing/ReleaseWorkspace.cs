using System.Globalization;
using Xunit;

namespace ReleaseKit.Testing;

/// <summary>
/// A workspace of its own for one test: files, a git repository with history, a bare remote, and a <c>release.proj</c>
/// that uses the packed SDK from a folder feed, as a user's would.
/// </summary>
public sealed class ReleaseWorkspace : IDisposable
{
    private readonly ScratchDirectory _scratch = new();
    private readonly string _folder;
    private DateTimeOffset _time = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    /// <summary>An empty workspace without a repository yet, in a folder with a blank in its name.</summary>
    public ReleaseWorkspace(string folder = "work tree")
    {
        _folder = folder;
        Directory.CreateDirectory(Root);
        Write("release.proj", "<Project Sdk=\"ReleaseKit.Sdk\" />\n");
        Write(".gitignore", "bin/\nobj/\nnode_modules/\n__pycache__/\n");
    }

    /// <summary>Absolute path of the work tree.</summary>
    public string Root => _scratch.File(_folder);

    /// <summary>Absolute path of the bare remote.</summary>
    public string Remote => _scratch.File("remote.git");

    /// <summary>Absolute path of the output folder.</summary>
    public string Output => Path.Combine(Root, "artifacts", "releasekit");

    /// <summary>Variables of every command that this workspace runs.</summary>
    public Dictionary<string, string?> Variables { get; } = new(StringComparer.Ordinal)
    {
        ["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null",
        ["GIT_CONFIG_NOSYSTEM"] = "1",
    };

    /// <summary>Absolute path of a file of the work tree.</summary>
    public string File(string path) => Path.Combine(Root, path);

    /// <summary>Writes a file of the work tree.</summary>
    public void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File(path))!);
        System.IO.File.WriteAllText(File(path), text);
    }

    /// <summary>Reads a file of the work tree.</summary>
    public string Read(string path) => System.IO.File.ReadAllText(File(path));

    /// <summary>Adds text at the end of a file and commits.</summary>
    public void Change(string path, string text, string message)
    {
        System.IO.File.AppendAllText(File(path), text);
        Commit(message);
    }

    /// <summary>Makes the repository of what is there, with a remote, and tags the first commit.</summary>
    public void Initialize(params string[] tags)
    {
        Git("init", "--quiet", "--initial-branch=main");
        Git("config", "user.name", "Test");
        Git("config", "user.email", "test@example.test");
        Commit("chore: import");
        foreach (var tag in tags)
        {
            Git("tag", "-a", tag, "-m", tag);
        }

        Git("clone", "--quiet", "--bare", Root, Remote);
        Git("remote", "add", "origin", Remote);
        Git("fetch", "--quiet", "origin");
        Git("branch", "--quiet", "--set-upstream-to=origin/main", "main");
    }

    /// <summary>Becomes another machine: a fresh clone of another workspace's remote.</summary>
    public void CloneFrom(ReleaseWorkspace other)
    {
        Directory.Delete(Root, recursive: true);
        var clone = CommandLine.Run(_scratch.Path, "git", ["clone", "--quiet", other.Remote, Root], Variables);
        Assert.True(clone.ExitCode == 0, clone.Output);
        Git("config", "user.name", "Test");
        Git("config", "user.email", "test@example.test");
    }

    /// <summary>Commits everything, an hour after the commit before.</summary>
    public void Commit(string message)
    {
        _time = _time.AddHours(1);
        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", "-m", message);
    }

    /// <summary>Runs git in the work tree and gives its output without the last line break.</summary>
    public string Git(params string[] arguments)
    {
        var time = _time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        var variables = new Dictionary<string, string?>(Variables) { ["GIT_AUTHOR_DATE"] = time, ["GIT_COMMITTER_DATE"] = time };
        var result = CommandLine.Run(Root, "git", arguments, variables);
        Assert.True(result.ExitCode == 0, $"git {string.Join(' ', arguments)}: {result.Output}");
        return result.Output.TrimEnd('\n');
    }

    /// <summary>Uses the SDK that was packed for the tests, from a folder feed, with a packages folder shared by this run.</summary>
    public void UsePackedSdk(string version, string feed, string packagesFolder)
    {
        Write("global.json", $$"""{ "msbuild-sdks": { "ReleaseKit.Sdk": "{{version}}" } }""" + "\n");
        Write("nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{packagesFolder}" /></config>
              <packageSources><clear /><add key="packed" value="{feed}" /></packageSources>
            </configuration>

            """);
    }

    /// <summary>
    /// Uses the props and targets of this repository and the tasks that were built with the running tests: what ships, without
    /// packing it.
    /// </summary>
    /// <param name="project">The project to write, relative to the work tree.</param>
    /// <param name="body">XML between the props and the targets, as a user's project would have.</param>
    public void UseRepositorySdk(string project = "release.proj", string body = "")
    {
        string Built(string name) => Path.Combine(Repository.Root, "src", name, "bin", Repository.Configuration, "net10.0", name + ".dll");
        Write(project, $"""
            <Project>
              <PropertyGroup>
                <ReleaseKitTasksAssembly>{Built("ReleaseKit.Tasks")}</ReleaseKitTasksAssembly>
                <ReleaseRehearsalAssembly>{Built("ReleaseKit.Rehearsal")}</ReleaseRehearsalAssembly>
              </PropertyGroup>
              <Import Project="{Path.Combine(Repository.Root, "Sdk", "Sdk.props")}" />
              {body}
              <Import Project="{Path.Combine(Repository.Root, "Sdk", "Sdk.targets")}" />
            </Project>

            """);
    }

    /// <summary>Runs targets of <c>release.proj</c>.</summary>
    public CommandResult MSBuild(string target, params string[] arguments) => Evaluate(["-t:" + target, .. arguments]);

    /// <summary>Runs MSBuild on <c>release.proj</c> with the given switches only.</summary>
    public CommandResult Evaluate(params string[] arguments) => Project("release.proj", arguments);

    /// <summary>Runs MSBuild on a project of the work tree.</summary>
    public CommandResult Project(string project, params string[] arguments) =>
        CommandLine.Run(Root, "dotnet", ["msbuild", project, "-nologo", "-v:minimal", "-nodeReuse:false", .. arguments], Variables);

    /// <inheritdoc/>
    public void Dispose() => _scratch.Dispose();
}
