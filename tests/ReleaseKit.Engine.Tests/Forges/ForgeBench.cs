using System.Text;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Forges;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Testing;
using ReleaseKit.Testing.Forges;

namespace ReleaseKit.Engine.Tests.Forges;

/// <summary>A loopback forge with one repository, a clone of it, and the adapter, found as a release finds it.</summary>
internal sealed class ForgeBench : IDisposable
{
    public const string Token = "forge-0123456789abcdefghijklmnop";
    public const string Path = "acme/widgets";

    private static readonly Dictionary<ForgeKind, (string Name, string Api, string Variable)> Forges = new()
    {
        [ForgeKind.GitHub] = ("github", "github/api/v3", "GITHUB_TOKEN"),
        [ForgeKind.Gitea] = ("gitea", "gitea/api/v1", "GITEA_TOKEN"),
        [ForgeKind.GitLab] = ("gitlab", "gitlab/api/v4", "GITLAB_TOKEN"),
        [ForgeKind.Bitbucket] = ("bitbucket", "bitbucket/2.0", "BITBUCKET_TOKEN"),
    };

    private readonly ScratchDirectory _scratch = new();
    private readonly ForgeKind _kind;
    private readonly HttpClient _http;
    private RehearsalProgram? _program;

    private ForgeBench(ForgeKind kind, GitRepositoryBuilder? remote, GitRepositoryBuilder? machine)
    {
        _kind = kind;
        _http = new HttpClient(Recorder) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("ReleaseKit/0.0");
        Bare = remote ?? GitRepositoryBuilder.Init(_scratch.File("remote.git"), "--bare");
        Downstream = GitRepositoryBuilder.Init(_scratch.File("downstream.git"), "--bare");
        Work = machine ?? GitRepositoryBuilder.Init(_scratch.File("work"));
        if (machine is not null)
        {
            return;
        }

        Work.Git("remote", "add", "origin", Bare.Path);
        Work.Change("feat: begin", "readme.md");
        Work.Git("push", "--quiet", "origin", "main");
    }

    /// <summary>What the forge has of the repository.</summary>
    public GitRepositoryBuilder Bare { get; }

    /// <summary>Another repository of the forge, <c>acme/downstream</c>.</summary>
    public GitRepositoryBuilder Downstream { get; }

    /// <summary>A clone.</summary>
    public GitRepositoryBuilder Work { get; }

    public RecordingHandler Recorder { get; } = new();

    public IForge Forge { get; private set; } = null!;

    /// <summary>How many requests changed something, since the last <see cref="RecordingHandler.Clear"/>.</summary>
    public int Changes => Recorder.Requests.Count(r => r.Method != "GET");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts a forge.</summary>
    /// <param name="kind">Which.</param>
    /// <param name="remote">The bare repository that it has; null for a new one.</param>
    /// <param name="machine">A clone of it with <c>origin</c>; null for a new one with a first commit.</param>
    public static async Task<ForgeBench> StartAsync(ForgeKind kind, GitRepositoryBuilder? remote = null, GitRepositoryBuilder? machine = null)
    {
        Tool.Require("git");
        var bench = new ForgeBench(kind, remote, machine);
        await bench.StartAsync();
        return bench;
    }

    /// <summary>Ends the forge and starts it anew on what it kept.</summary>
    public async Task RestartAsync()
    {
        _program!.Dispose();
        await StartAsync();
    }

    /// <summary>The adapter for another repository or with another token.</summary>
    public IForge Open(string path = Path, string token = Token)
    {
        var (_, api, variable) = Forges[_kind];
        var locator = new ForgeLocator(_http, new SnapshotEnvironment(new Dictionary<string, string> { [variable] = token }), TimeProvider.System);
        return locator.Find(new ForgeSettings { Kind = _kind, RepositoryUrl = $"{_program!.Address}{path}", ForgeUrl = $"{_program.Address}{api}" }).Require();
    }

    /// <summary>Replaces the forge's faults.</summary>
    public async Task FaultAsync(string rule)
    {
        var rules = new JsonObject { ["rules"] = new JsonArray(JsonNode.Parse(rule)) };
        using var http = new HttpClient();
        (await http.PutAsync(new Uri(_program!.Address, "_faults"), new StringContent(rules.ToJsonString(), Encoding.UTF8, "application/json"), Cancellation)).EnsureSuccessStatusCode();
    }

    /// <summary>What the forge holds of a repository.</summary>
    public async Task<JsonNode> StateAsync(string path = Path)
    {
        using var http = new HttpClient();
        return JsonNode.Parse(await http.GetStringAsync(new Uri(_program!.Address, "_forges"), Cancellation))![Forges[_kind].Name]![path]!;
    }

    /// <summary>Pushes a branch with commits on top of main, each with a file of its own.</summary>
    /// <returns>Its last commit.</returns>
    public string Branch(string name, int commits = 1)
    {
        Work.Git("checkout", "--quiet", "-B", name, "main");
        for (var i = 0; i < commits; i++)
        {
            Work.Change($"chore: {name} {i}", $"{name.Replace('/', '-')}-{i}.txt");
        }

        var head = Work.Head();
        Work.Git("push", "--quiet", "--force", "origin", name);
        Work.Git("checkout", "--quiet", "main");
        return head;
    }

    /// <summary>Adds a commit to main on the forge.</summary>
    public string Advance(string file)
    {
        Work.Git("checkout", "--quiet", "main");
        var commit = Work.Change($"feat: {file}", file);
        Work.Git("push", "--quiet", "origin", "main");
        return commit;
    }

    /// <summary>Pushes a tag at main.</summary>
    public void Tag(string name)
    {
        Work.Git("tag", "--annotate", "--message=x", name, "main");
        Work.Git("push", "--quiet", "origin", $"refs/tags/{name}");
    }

    public string WriteFile(string name, string text) => _scratch.Write(name, text);

    /// <summary>Ends the forge. Whatever a test was about, every request it made and every answer must be as the forge describes them.</summary>
    public void Dispose()
    {
        _program?.Dispose();
        _http.Dispose();
        _scratch.Dispose();
        var description = ForgeDescription.Of(Forges[_kind].Name);
        Recorder.All.SelectMany(description.Objections).Distinct().ShouldBeEmpty();
    }

    private async Task StartAsync()
    {
        var name = Forges[_kind].Name;
        _program = await RehearsalProgram.StartAsync(
            _scratch.File("forge"), Token, null, "--forge", $"{name}:{Path}={Bare.Path}", "--forge", $"{name}:acme/downstream={Downstream.Path}");
        Forge = Open();
    }
}
