using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>A workspace of JavaScript and Python packages that is released through pull requests: machines that each are a fresh clone, a loopback forge over the real remote, and a registry.</summary>
internal sealed class ForgeBench : IDisposable
{
    public static readonly string[] Tags = ["@e2e/base-v1.0.0", "@e2e/top-v1.0.0", "py-one-v1.0.0"];

    private readonly PackedSdk _sdk;
    private readonly List<ReleaseWorkspace> _machines = [];
    private readonly RegistryProcess _registry;
    private readonly HttpClient _http = new();

    public ForgeBench(PackedSdk sdk, string more = "", string? faults = null)
    {
        Tool.Require("npm");
        _sdk = sdk;
        People = Add(sdk.NewWorkspace());
        People.Write("js/package.json", "{ \"name\": \"root\", \"private\": true, \"workspaces\": [\"packages/*\"] }\n");
        JavaScript("base", "");
        JavaScript("top", "\"@e2e/base\": \"^1.0.0\"");
        People.Write("py/pyproject.toml", "[build-system]\nrequires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n\n[project]\nname = \"py-one\"\nversion = \"1.0.0\"\ndescription = \"End to end.\"\n\n[tool.hatch.build.targets.wheel]\npackages = [\"py_one\"]\n");
        People.Write("py/py_one/__init__.py", "ONE = 1\n");
        People.Write(".gitignore", People.Read(".gitignore") + "artifacts/\n");
        People.Initialize(); // The remote has to be there before the forge.
        _registry = RegistryProcess.Start(People.Root, null, faults, $"github:acme/widgets={People.Remote}", $"github:acme/downstream={People.Remote}");
        People.Write("releasekit.toml", $"publish_from = \"ci\"\nsmoke_test = false\nforge = \"github\"\nrepository_url = \"{_registry.Address}/acme/widgets\"\nforge_url = \"{_registry.Address}/github/api/v3\"\n{more}");
        People.Commit("chore: configure");
        foreach (var tag in Tags)
        {
            People.Git("tag", "-a", tag, "-m", tag);
        }

        People.Git("push", "--quiet", "origin", "main", "--tags");
    }

    /// <summary>Where people work.</summary>
    public ReleaseWorkspace People { get; }

    /// <summary>The registry's and the forge's address.</summary>
    public string Address => _registry.Address;

    public IReadOnlyList<string> Stored => _registry.Stored();

    /// <summary>A fresh clone, as a job of CI has it.</summary>
    public ReleaseWorkspace Clone(string revision = "main")
    {
        var machine = Add(_sdk.NewWorkspace());
        machine.CloneFrom(People);
        machine.Git("checkout", "--quiet", revision);
        return machine;
    }

    /// <summary>Runs a target in a fresh clone.</summary>
    public CommandResult Run(string target, string revision = "main", params string[] more) => Run(Clone(revision), target, more);

    /// <summary>Runs a target.</summary>
    public CommandResult Run(ReleaseWorkspace machine, string target, params string[] more) => machine.MSBuild(target,
    [
        $"-p:ReleaseRehearsalAddress={_registry.Address}/", "-p:ReleasePythonBuildIsolation=false", "-p:ReleasePythonExecutable=" + Tool.RequirePython("build", "twine", "hatchling"), .. more,
    ]);

    /// <summary>Changes a file, and pushes it.</summary>
    public void Push(string path, string text, string message)
    {
        People.Git("pull", "--quiet", "--rebase", "origin", "main");
        People.Change(path, text, message);
        People.Git("push", "--quiet", "origin", "main");
    }

    /// <summary>What the forge has.</summary>
    public async Task<JsonNode> ForgeAsync(string path = "")
    {
        var all = JsonNode.Parse(await _http.GetStringAsync($"{_registry.Address}/_forges", TestContext.Current.CancellationToken))!;
        return path.Length == 0 ? all : all[path]!;
    }

    public async Task<JsonNode> PullAsync(long number) => await SendAsync("GET", $"pulls/{number}");

    public async Task<JsonNode> SendAsync(string method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{_registry.Address}/github/api/v3/repos/acme/widgets/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "people");
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    public void Dispose()
    {
        _registry.Dispose();
        _http.Dispose();
        _machines.ForEach(m => m.Dispose());
    }

    private ReleaseWorkspace Add(ReleaseWorkspace machine)
    {
        machine.Variables["GITHUB_TOKEN"] = "loopback";
        _machines.Add(machine);
        return machine;
    }

    private void JavaScript(string name, string dependencies)
    {
        People.Write($"js/packages/{name}/package.json", $$"""
            {
              "name": "@e2e/{{name}}",
              "version": "1.0.0",
              "type": "module",
              "exports": "./index.js",
              "files": ["index.js"],
              "dependencies": { {{dependencies}} }
            }

            """);
        People.Write($"js/packages/{name}/index.js", $"export const name = \"{name}\";\n");
    }
}
