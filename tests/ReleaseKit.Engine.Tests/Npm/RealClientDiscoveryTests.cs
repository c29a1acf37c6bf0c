using System.Text.Json;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Npm;

/// <summary>The members that are found are those that npm and pnpm themselves find.</summary>
public sealed class RealClientDiscoveryTests
{
    private static readonly string[] Folders =
    [
        "packages/a", "packages/b", "packages/b/nested", "packages/b/nested/deep", "packages/.hidden", "packages/c d é/ü", "packages/@scope/x",
        "packages", "libs/one", "libs/two", "libs/two/test", "apps/web", "apps/web/node_modules/dep", "tools/x", "tools/y/z", "test/fixtures/f",
        "packages-old/o", "packages/[odd]", "packages/ab", "packages/abc",
    ];

    public static TheoryData<string> Patterns =>
    [
        """["packages/*"]""",
        """["packages/*/"]""",
        """["./packages/*"]""",
        """["packages/**"]""",
        """["packages/**", "!packages/b"]""",
        """["packages/**", "!packages/b/**"]""",
        """["!packages/b/**", "packages/**"]""",
        """["packages/**", "!packages/b/**", "packages/b/nested"]""",
        """["packages/*", "libs/*", "!libs/two"]""",
        """["packages/*", "!packages/*"]""",
        """["**", "!**/test/**"]""",
        """["{packages,libs}/*"]""",
        """["{packages,libs/{one,two}}"]""",
        """["packages/[ab]"]""",
        """["packages/@(a|b)"]""",
        """["packages/.hidden", "packages/.*"]""",
        """["packages/c d é/*"]""",
        """["*/*", "!packages*/**"]""",
        """["nothing/*"]""",
    ];

    [Theory]
    [MemberData(nameof(Patterns))]
    public async Task PnpmFindsTheSameMembers(string patterns)
    {
        var pnpm = Tool.Require("pnpm");
        using var tree = Tree().WithPnpmRoot($"packages: {patterns}\n");
        var output = await RunAsync(pnpm, tree.Path, "list", "-r", "--json", "--depth", "-1");
        using var answer = JsonDocument.Parse(output);
        var expected = answer.RootElement.EnumerateArray()
            .Select(p => (Name: p.GetProperty("name").GetString()!, Directory: Path.GetRelativePath(tree.Path, p.GetProperty("path").GetString()!)))
            .Select(p => (p.Name, p.Directory == "." ? "" : p.Directory));
        tree.Discover().Select(p => (p.Name, p.Directory.Value)).ShouldBe(expected, ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    [InlineData("""["packages/!(a|b)"]""")]
    public async Task NpmFindsTheSameMembers(string patterns)
    {
        var npm = Tool.Require("npm");
        using var tree = Tree().WithNpmRoot(patterns);
        var output = await RunAsync(npm, tree.Path, "pkg", "get", "version", "--workspaces", "--json");
        using var answer = JsonDocument.Parse(output.Length == 0 ? "{}" : output);
        tree.Discover().Select(p => p.Name).ShouldBe(answer.RootElement.EnumerateObject().Select(p => p.Name), ignoreOrder: true);
    }

    private static NpmTree Tree() => Folders.Aggregate(new NpmTree(), (tree, folder) => tree.WithPackage(folder, NameOf(folder)));

    private static string NameOf(string folder) => "p-" + string.Concat(folder.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    private static async Task<string> RunAsync(string client, string directory, params string[] arguments)
    {
        var request = new ProcessRequest { FileName = client, Arguments = [.. arguments], WorkingDirectory = directory, ExpectedExitCodes = [1] };
        var result = await new ProcessRunner(new ProcessEnvironment()).RunAsync(request, TestContext.Current.CancellationToken);
        return result.Succeeded ? result.Output : result.Error.Contains("No workspaces found", StringComparison.Ordinal) ? "" : throw new InvalidOperationException(result.Error);
    }
}
