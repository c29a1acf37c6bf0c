using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Testing;

namespace ReleaseKit.Rehearsal.Tests.Npm;

public sealed class NpmClientTests
{
    private const string Token = "npm-token-of-the-test";

    [Fact]
    public async Task NpmPublishesViewsTagsDeprecatesInstallsAndUnpublishes()
    {
        var npm = Tool.Require("npm");
        await using var upstream = await Bench.StartAsync();
        await upstream.PublishAsync("@other/lib", "3.0.0");
        await using var bench = await Bench.StartAsync(options => options with { Token = RequiredToken.Of(Token), UpstreamNpm = new Uri($"{upstream.Url}/npm/") });
        var core = WritePackage(bench, "core", """{"name":"@acme/core","version":"1.0.0","main":"index.js","dependencies":{"@other/lib":"^3.0.0"}}""");
        var app = WritePackage(bench, "app", """{"name":"acme-app","version":"1.0.0","dependencies":{"@acme/core":"^1.0.0"}}""");

        (await RunAsync(bench, npm, core, "publish", "--access", "public")).Succeeded();
        (await RunAsync(bench, npm, app, "publish")).Succeeded();
        (await RunAsync(bench, npm, core, "publish", "--access", "public")).Failed().ShouldContain("You cannot publish over the previously published versions: 1.0.0.");

        var consumer = bench.Write("consumer/package.json", """{"name":"consumer","version":"0.0.0","dependencies":{"acme-app":"1.0.0"}}""");
        (await RunAsync(bench, npm, Path.GetDirectoryName(consumer)!, "install")).Succeeded();
        File.Exists(Path.Combine(Path.GetDirectoryName(consumer)!, "node_modules", "@acme", "core", "index.js")).ShouldBeTrue();
        File.Exists(Path.Combine(Path.GetDirectoryName(consumer)!, "node_modules", "@other", "lib", "package.json")).ShouldBeTrue();

        (await RunAsync(bench, npm, core, "dist-tag", "add", "@acme/core@1.0.0", "lts")).Succeeded();
        (await RunAsync(bench, npm, core, "deprecate", "@acme/core@1.0.0", "use something else")).Succeeded();
        var view = JsonNode.Parse((await RunAsync(bench, npm, core, "view", "@acme/core", "dist-tags", "deprecated", "--json")).Succeeded())!;
        ((string?)view["dist-tags"]!["lts"], (string?)view["deprecated"]).ShouldBe(("1.0.0", "use something else"));
        (await RunAsync(bench, npm, core, "whoami")).Succeeded().ShouldContain("rehearsal");
    }

    [Fact]
    public async Task NpmUnpublishesOneVersion()
    {
        var npm = Tool.Require("npm");
        await using var bench = await StartAsync();
        bench.Http.DefaultRequestHeaders.Add("Authorization", $"Bearer {Token}");
        await bench.PublishAsync("acme-core", "1.0.0");
        await bench.PublishAsync("acme-core", "1.1.0");

        (await RunAsync(bench, npm, bench.Home, "unpublish", "acme-core@1.1.0")).Succeeded();
        var left = await bench.GetJsonAsync("/npm/acme-core");
        left["versions"]!.AsObject().Select(v => v.Key).ShouldBe(["1.0.0"]);
        ((string?)left["dist-tags"]!["latest"]).ShouldBe("1.0.0");
    }

    [Fact]
    public async Task RegistryItselfTellsNpmThatAVersionExists()
    {
        var npm = Tool.Require("npm");
        await using var bench = await StartAsync();
        var core = WritePackage(bench, "core", """{"name":"acme-core","version":"1.0.0"}""");
        (await RunAsync(bench, npm, core, "publish")).Succeeded();

        // --force skips npm's own look before the upload.
        var refused = (await RunAsync(bench, npm, core, "publish", "--force")).Failed();
        refused.ShouldContain("E403");
        refused.ShouldContain("You cannot publish over the previously published versions");
    }

    [Fact]
    public async Task NpmWithAWrongTokenIsUnauthorized()
    {
        var npm = Tool.Require("npm");
        await using var bench = await StartAsync();
        var core = WritePackage(bench, "core", """{"name":"acme-core","version":"1.0.0"}""");
        var environment = Environment(bench);
        environment["npm_config_userconfig"] = bench.Write("wrong.npmrc", Configuration(bench, "wrong"));
        (await ClientProcess.RunAsync(npm, core, environment, "publish")).Failed().ShouldContain("E401");
        ((int)(await bench.LogAsync()).ShouldHaveSingleItem()!["status"]!).ShouldBe(401);
    }

    [Fact]
    public async Task PnpmPublishesATarballWithItsWorkspaceRangesRewritten()
    {
        var pnpm = Tool.Require("pnpm");
        await using var bench = await StartAsync();
        bench.Write("ws/pnpm-workspace.yaml", "packages: ['*']\n");
        WritePackage(bench, "ws/core", """{"name":"@acme/core","version":"1.0.0"}""");
        var app = WritePackage(bench, "ws/app", """{"name":"@acme/app","version":"1.0.0","dependencies":{"@acme/core":"workspace:^"}}""");

        (await RunAsync(bench, pnpm, app, "install", "--offline")).Succeeded();
        (await RunAsync(bench, pnpm, app, "pack")).Succeeded();
        (await RunAsync(bench, pnpm, app, "publish", Path.Combine(app, "acme-app-1.0.0.tgz"), "--no-git-checks")).Succeeded();
        (await RunAsync(bench, pnpm, app, "publish", Path.Combine(app, "acme-app-1.0.0.tgz"), "--no-git-checks")).Failed();

        ((string?)(await bench.GetJsonAsync("/npm/@acme/app/1.0.0"))["dependencies"]!["@acme/core"]).ShouldBe("^1.0.0");
        (await bench.LogAsync())[0]!["warnings"]!.AsArray().ShouldBeEmpty();
    }

    private static Task<Bench> StartAsync() => Bench.StartAsync(options => options with { Token = RequiredToken.Of(Token) });

    private static string WritePackage(Bench bench, string folder, string manifest)
    {
        bench.Write($"{folder}/index.js", "module.exports = 1;\n");
        return Path.GetDirectoryName(bench.Write($"{folder}/package.json", manifest))!;
    }

    private static Task<ClientProcess> RunAsync(Bench bench, string client, string directory, params string[] arguments) =>
        ClientProcess.RunAsync(client, directory, Environment(bench), arguments);

    private static Dictionary<string, string> Environment(Bench bench) => new()
    {
        ["HOME"] = bench.Home,
        ["USERPROFILE"] = bench.Home,
        ["npm_config_userconfig"] = bench.Write("right.npmrc", Configuration(bench, Token)),
        ["npm_config_globalconfig"] = Path.Combine(bench.Home, "no-global.npmrc"),
        ["npm_config_cache"] = Path.Combine(bench.Home, "npm-cache"),
        ["XDG_CACHE_HOME"] = Path.Combine(bench.Home, "cache"),
        ["XDG_STATE_HOME"] = Path.Combine(bench.Home, "state"),
        ["XDG_DATA_HOME"] = Path.Combine(bench.Home, "data"),
        ["NO_UPDATE_NOTIFIER"] = "1",
    };

    private static string Configuration(Bench bench, string token) =>
        $"""
        registry={bench.Url}/npm/
        {bench.Url["http:".Length..]}/npm/:_authToken={token}
        update-notifier=false
        fetch-retries=0

        """;
}
