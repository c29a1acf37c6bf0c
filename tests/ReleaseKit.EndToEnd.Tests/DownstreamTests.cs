using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ReleaseKit.Testing;

namespace ReleaseKit.EndToEnd.Tests;

/// <summary>A repository publishes and tells another one, which takes the release over with its next one; every step in a fresh clone, with npm.</summary>
public sealed class DownstreamTests : IDisposable
{
    private readonly PackedSdk _sdk;
    private readonly List<ReleaseWorkspace> _machines = [];
    private readonly ReleaseWorkspace _base;
    private readonly ReleaseWorkspace _app;
    private readonly RegistryProcess _registry;
    private readonly HttpClient _http = new();

    public DownstreamTests(PackedSdk sdk)
    {
        Tool.Require("npm");
        _sdk = sdk;
        (_base, _app) = (Add(), Add());
        _base.Initialize();
        _app.Initialize();
        _registry = RegistryProcess.Start(_base.Root, null, null, $"github:acme/base={_base.Remote}", $"github:acme/app={_app.Remote}");
        Write(_base, "base", "", "dispatch = [\"acme/app\"]\n");
        Write(_app, "app", """, "dependencies": { "@e2e/base": "~1.0.0" }, "devDependencies": { "@e2e/third": "^1.0.0" }""", "");
        _app.Write(".npmrc", $"registry={_registry.Address}/npm/\n");
        Publish("base", "1.0.0");
        Publish("third", "1.0.0");
        Npm(_app, "install", "--package-lock-only");
        Publish("third", "1.1.0");
        Push(_base, "base");
        Push(_app, "app");
    }

    [Fact]
    public async Task WhatARepositoryPublishesIsTakenOverByTheOneThatDependsOnIt()
    {
        _base.Change("index.js", "export const more = 1;\n", "feat: more");
        _base.Git("push", "--quiet", "origin", "main");
        Run(_base, "Prepare");
        await MergeAsync("base");
        Run(_base, "Tag");
        Run(_base, "Publish", "@e2e/base-v1.1.0");
        var told = (await StateAsync("app"))["dispatches"]!.AsArray().ShouldHaveSingleItem()!;

        // By hand it can be seen; where there is no work tree for clients, nothing is applied.
        var seen = Clone(_app).MSBuild("Apply", "-p:ReleaseUpstream=npm:@e2e/base@1.1.0");
        seen.ExitCode.ShouldNotBe(0);
        seen.Output.ShouldContain("chore(deps): @e2e/base 1.0.0 → 1.1.0");
        seen.Output.ShouldContain("error RK-UPSTREAM-APPLY: ");

        // The event as GitHub hands it to the workflow that it starts.
        var folder = Directory.CreateDirectory(_app.File("../event")).FullName;
        var file = Path.Combine(folder, "event.json");
        await System.IO.File.WriteAllTextAsync(file, new JsonObject { ["action"] = told["event"]!.GetValue<string>(), ["client_payload"] = JsonNode.Parse(told["payload"]!.GetValue<string>()) }.ToJsonString(), TestContext.Current.CancellationToken);
        Run(_app, "Prepare", "main", ("GITHUB_EVENT_NAME", "repository_dispatch"), ("GITHUB_EVENT_PATH", file));
        await BringsAsync();

        // A push without a payload.
        _app.Change("README.md", "More.\n", "docs: more");
        _app.Git("push", "--quiet", "origin", "main");
        Run(_app, "Prepare");
        await BringsAsync();

        await MergeAsync("app");
        Run(_app, "Tag");
        _app.Git("fetch", "--quiet", "--tags", "origin");
        _app.Git("tag", "--points-at", "origin/main").ShouldBe("@e2e/app-v1.0.1");
        await System.IO.File.WriteAllTextAsync(file, told["payload"]!.GetValue<string>(), TestContext.Current.CancellationToken);
        var again = Clone(_app).MSBuild("Prepare", $"-p:ReleaseDispatchPayload={file}");
        again.ExitCode.ShouldBe(0, again.Output);
        again.Output.ShouldContain("RK-UPSTREAM-UNUSED");
        (await StateAsync("app"))["pulls"]!.AsArray().Count.ShouldBe(1);
        _app.Git("ls-remote", "--heads", "origin", "releasekit/*").ShouldBeEmpty();
    }

    public void Dispose()
    {
        _registry.Dispose();
        _http.Dispose();
        _machines.ForEach(m => m.Dispose());
    }

    /// <summary>Uploads a package that no release of ours made.</summary>
    private void Publish(string name, string version)
    {
        var machine = _sdk.NewWorkspace();
        _machines.Add(machine);
        machine.Write("package.json", $$"""{ "name": "@e2e/{{name}}", "version": "{{version}}" }""");
        machine.Write(".npmrc", $"registry={_registry.Address}/npm/\n//{new Uri(_registry.Address).Authority}/npm/:_authToken=loopback\n");
        Npm(machine, "publish");
    }

    private static void Npm(ReleaseWorkspace machine, params string[] arguments)
    {
        var result = CommandLine.Run(machine.Root, Tool.Require("npm"), arguments, machine.Variables);
        result.ExitCode.ShouldBe(0, result.Output);
    }

    /// <summary>The release branch and the pull request have the new version, and nobody else moved.</summary>
    private async Task BringsAsync()
    {
        const string Branch = "origin/releasekit/release/main";
        _app.Git("fetch", "--quiet", "origin");
        _app.Git("show", $"{Branch}:package.json").ShouldContain("\"@e2e/base\": \"~1.1.0\"");
        var packages = JsonNode.Parse(_app.Git("show", $"{Branch}:package-lock.json"))!["packages"]!;
        packages["node_modules/@e2e/base"]!["version"]!.GetValue<string>().ShouldBe("1.1.0");
        packages["node_modules/@e2e/third"]!["version"]!.GetValue<string>().ShouldBe("1.0.0");
        packages[""]!["version"]!.GetValue<string>().ShouldBe("1.0.1");
        _app.Git("show", $"{Branch}:CHANGELOG.md").ShouldContain("### Dependencies\n\n- @e2e/base 1.0.0 -> 1.1.0");
        _app.Git("diff", "--name-only", "origin/main", Branch).ShouldBe("CHANGELOG.md\npackage-lock.json\npackage.json");
        var page = (await StateAsync("app"))["pulls"]!.AsArray().ShouldHaveSingleItem()!;
        page["body"]!.GetValue<string>().ShouldContain("| `npm:@e2e/app` | 1.0.0 | **1.0.1** | chore(deps): @\u200Be2e/base 1.0.0 → 1.1.0 |");
    }

    private ReleaseWorkspace Add()
    {
        var machine = _sdk.NewWorkspace();
        machine.Variables["GITHUB_TOKEN"] = "loopback";
        _machines.Add(machine);
        return machine;
    }

    private void Write(ReleaseWorkspace machine, string name, string dependencies, string more)
    {
        machine.Write("package.json", $$"""
            { "name": "@e2e/{{name}}", "version": "1.0.0", "type": "module", "exports": "./index.js", "files": ["index.js"]{{dependencies}} }

            """);
        machine.Write("index.js", "export const one = 1;\n");
        machine.Write(".gitignore", machine.Read(".gitignore") + "artifacts/\n");
        machine.Write("releasekit.toml", $"publish_from = \"ci\"\nsmoke_test = false\nforge = \"github\"\nrepository_url = \"{_registry.Address}/acme/{name}\"\nforge_url = \"{_registry.Address}/github/api/v3\"\n{more}");
    }

    private static void Push(ReleaseWorkspace machine, string name)
    {
        machine.Commit("chore: configure");
        machine.Git("tag", "-a", $"@e2e/{name}-v1.0.0", "-m", name);
        machine.Git("push", "--quiet", "origin", "main", "--tags");
    }

    /// <summary>Runs a target in a fresh clone, as a job of CI does.</summary>
    private string Run(ReleaseWorkspace people, string target, string revision = "main", params (string Name, string Value)[] variables)
    {
        var machine = Clone(people);
        foreach (var (name, value) in variables)
        {
            machine.Variables[name] = value;
        }

        machine.Git("checkout", "--quiet", revision);
        var result = machine.MSBuild(target, $"-p:ReleaseRehearsalAddress={_registry.Address}/");
        result.ExitCode.ShouldBe(0, result.Output);
        return result.Output;
    }

    private ReleaseWorkspace Clone(ReleaseWorkspace people)
    {
        var machine = Add();
        machine.CloneFrom(people);
        return machine;
    }

    private async Task MergeAsync(string repository)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{_registry.Address}/github/api/v3/repos/acme/{repository}/pulls/1/merge") { Content = JsonContent.Create(new JsonObject { ["merge_method"] = "squash" }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "people");
        using var answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue();
    }

    private async Task<JsonNode> StateAsync(string repository) =>
        JsonNode.Parse(await _http.GetStringAsync($"{_registry.Address}/_forges", TestContext.Current.CancellationToken))!["github"]![$"acme/{repository}"]!;
}
