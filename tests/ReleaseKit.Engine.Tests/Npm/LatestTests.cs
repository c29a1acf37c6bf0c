using System.Text.Json;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Npm;

/// <summary>A maintenance release and a prerelease after a higher version: whoever asks for nothing still gets that, with every client.</summary>
public sealed class LatestTests
{
    [Theory]
    [InlineData("npm", "install", "a")]
    [InlineData("pnpm", "add", "a")]
    [InlineData("yarn", "add", "a")]
    public async Task EveryClientInstallsTheHighestStableVersion(string client, params string[] arguments)
    {
        var program = Tool.Require(client);
        using var bench = await NpmBench.StartAsync();
        foreach (var version in new[] { "2.0.0", "1.5.1", "3.0.0-beta.1" })
        {
            bench.Tree.WithPackage("a", "a", version);
            await bench.ReleaseAsync(bench.Context("a", version));
        }

        (await bench.TagsAsync("a")).ShouldBe(["beta=3.0.0-beta.1", "latest=2.0.0", "release-1.x=1.5.1"]);
        using var place = new ScratchDirectory();
        place.Write("package.json", "{ \"name\": \"consumer\", \"version\": \"0.0.0\", \"private\": true }\n");
        place.Write("yarn.lock", "");
        place.Write(".npmrc", $"registry={bench.Registry}\n");
        place.Write(".yarnrc.yml", $"npmRegistryServer: \"{bench.Registry.AbsoluteUri.TrimEnd('/')}\"\nunsafeHttpWhitelist: [\"127.0.0.1\"]\nnodeLinker: node-modules\nenableTelemetry: false\n{(HasAgeGate(client, program, place.Path) ? "npmMinimalAgeGate: 0\n" : "")}");
        var home = place.File("home");
        var result = CommandLine.Run(place.Path, program, arguments, new Dictionary<string, string?> { ["HOME"] = home, ["npm_config_cache"] = place.File("cache"), ["YARN_GLOBAL_FOLDER"] = place.File("yarn"), ["CI"] = null });
        result.ExitCode.ShouldBe(0, result.Output);
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(place.File("node_modules", "a", "package.json"), TestContext.Current.CancellationToken));
        manifest.RootElement.GetProperty("version").GetString().ShouldBe("2.0.0");
    }

    /// <summary>Yarn 4.10 and later takes nothing for a day unless it is told to, and older ones do not know the setting.</summary>
    private static bool HasAgeGate(string client, string program, string folder) =>
        client == "yarn" && Version.TryParse(CommandLine.Run(folder, program, ["--version"]).StandardOutput.Trim(), out var version) && version >= new Version(4, 10);
}
