using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ReleaseKit.Testing;
using ReleaseKit.Testing.Forges;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>A workspace of JavaScript and Python packages that is released through pull requests: machines that each are a fresh clone, a loopback forge over the real remote, and a registry.</summary>
internal sealed class ForgeBench : IDisposable
{
    public static readonly string[] Tags = ["@e2e/base-v1.0.0", "@e2e/top-v1.0.0", "py-one-v1.0.0"];

    private readonly PackedSdk _sdk;
    private readonly List<ReleaseWorkspace> _machines = [];
    private readonly RegistryProcess _registry;
    private readonly HttpClient _http = new();

    public ForgeBench(PackedSdk sdk, string more = "", string? faults = null, string forge = "github")
    {
        Tool.Require("npm");
        (_sdk, Forge) = (sdk, LoopbackForge.Of(forge));
        People = Add(sdk.NewWorkspace());
        People.Write("js/package.json", "{ \"name\": \"root\", \"private\": true, \"workspaces\": [\"packages/*\"] }\n");
        JavaScript("base", "");
        JavaScript("top", "\"@e2e/base\": \"^1.0.0\"");
        People.Write("py/pyproject.toml", "[build-system]\nrequires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n\n[project]\nname = \"py-one\"\nversion = \"1.0.0\"\ndescription = \"End to end.\"\n\n[tool.hatch.build.targets.wheel]\npackages = [\"py_one\"]\n");
        People.Write("py/py_one/__init__.py", "ONE = 1\n");
        People.Write(".gitignore", People.Read(".gitignore") + "artifacts/\n");
        People.Initialize(); // The remote has to be there before the forge.
        _registry = RegistryProcess.Start(People.Root, null, faults, $"{forge}:acme/widgets={People.Remote}", $"{forge}:acme/downstream={People.Remote}");
        People.Write("releasekit.toml", $"publish_from = \"ci\"\nsmoke_test = false\nforge = \"{forge}\"\nrepository_url = \"{_registry.Address}/acme/widgets\"\nforge_url = \"{_registry.Address}/{Forge.Api}\"\n{more}");
        People.Commit("chore: configure");
        foreach (var tag in Tags)
        {
            People.Git("tag", "-a", tag, "-m", tag);
        }

        People.Git("push", "--quiet", "origin", "main", "--tags");
    }

    /// <summary>The forge that the repository is on.</summary>
    public LoopbackForge Forge { get; }

    /// <summary>Where people work.</summary>
    public ReleaseWorkspace People { get; }

    /// <summary>The registry's and the forge's address.</summary>
    public string Address => _registry.Address;

    public IReadOnlyList<string> Stored => _registry.Stored();

    /// <summary>What releases asked of the forge so far, without what people did.</summary>
    public IReadOnlyList<RecordedRequest> Asked => _registry.Asked();

    private string[] Arguments =>
        [$"-p:ReleaseRehearsalAddress={_registry.Address}/", "-p:ReleasePythonBuildIsolation=false", "-p:ReleasePythonExecutable=" + Tool.RequirePython("build", "twine", "hatchling")];

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
    public CommandResult Run(ReleaseWorkspace machine, string target, params string[] more) => machine.MSBuild(target, [.. Arguments, .. more]);

    /// <summary>Starts a target, and gathers what it says.</summary>
    public Process Start(ReleaseWorkspace machine, string target, out StringBuilder said)
    {
        var text = said = new StringBuilder();
        var process = CommandLine.Start(machine.Root, "dotnet", ["msbuild", "release.proj", "-t:" + target, "-nologo", "-v:minimal", "-nodeReuse:false", .. Arguments], machine.Variables);
        process.OutputDataReceived += (_, line) => text.AppendLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Replaces the faults of the forge and the registry.</summary>
    public async Task FaultAsync(params string[] rules)
    {
        using var content = new StringContent($$"""{ "rules": [{{string.Join(", ", rules)}}] }""", Encoding.UTF8, "application/json");
        (await _http.PutAsync($"{_registry.Address}/_faults", content, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }

    /// <summary>Whether a fault has befallen a request.</summary>
    public async Task<bool> IsHitAsync(int rule) =>
        JsonNode.Parse(await _http.GetStringAsync($"{_registry.Address}/_faults", TestContext.Current.CancellationToken))!["rules"]![rule]!["hits"]!.GetValue<int>() > 0;

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

    /// <summary>What the forge has of a repository, whatever forge it is: pulls, releases, files, dispatches.</summary>
    public async Task<JsonNode> StateAsync(string repository = "acme/widgets") => (await ForgeAsync(Forge.Name))[repository]!;

    /// <summary>A pull request, whatever forge it is on: number, title, body, state and labels.</summary>
    public async Task<JsonNode> PageAsync(long number) => (await StateAsync())["pulls"]!.AsArray().Single(p => p!["number"]!.GetValue<long>() == number)!;

    /// <summary>Writes another description, as people do.</summary>
    public async Task EditAsync(long number, Func<string, string> change)
    {
        var page = await PageAsync(number);
        await SendAsync(Forge.Edit(number, page["title"]!.GetValue<string>(), change(page["body"]!.GetValue<string>())));
    }

    /// <summary>Merges, as people do: merge, squash or rebase.</summary>
    public async Task MergeAsync(long number, string method)
    {
        People.Git("--git-dir=" + People.Remote, "config", "loopback.mergeMethod", method == "rebase" ? "ff" : "merge");
        foreach (var call in Forge.Merge(number, method))
        {
            await SendAsync(call);
        }
    }

    /// <summary>A pull request of GitHub or Gitea, as their API gives it.</summary>
    public async Task<JsonNode> PullAsync(long number) => await SendAsync("GET", $"pulls/{number}");

    /// <summary>Asks the forge about the repository, as people do; nothing is an empty object.</summary>
    public async Task<JsonNode> SendAsync(string method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{_registry.Address}/{Forge.Api}/{Forge.Root}/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "people");
        request.Content = body is null ? null : JsonContent.Create(body);
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{method} {path}: {answer.StatusCode} {text}");
        return JsonNode.Parse(text.Length == 0 ? "{}" : text)!;
    }

    /// <summary>Ends everything. Whatever a test was about, each request of a release and each answer must be as the forge describes them.</summary>
    public void Dispose()
    {
        var asked = Asked;
        _registry.Dispose();
        _http.Dispose();
        _machines.ForEach(m => m.Dispose());
        var description = ForgeDescription.Of(Forge.Name);
        asked.SelectMany(description.Objections).Distinct().ShouldBeEmpty();
    }

    private Task<JsonNode> SendAsync(LoopbackForge.Call call) => SendAsync(call.Method, call.Path, call.Body);

    private ReleaseWorkspace Add(ReleaseWorkspace machine)
    {
        machine.Variables[Forge.Variable] = "loopback";
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
