using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Tests.Releasing;

namespace ReleaseKit.Engine.Tests.Locks;

/// <summary>Lock files are part of a plan: told before, written with the manifests, and not written twice.</summary>
public sealed class LockPlanTests
{
    private const string Lock = """
        {
          "name": "root",
          "lockfileVersion": 3,
          "packages": {
            "": { "name": "root", "workspaces": ["packages/*"] },
            "node_modules/core": { "resolved": "packages/core", "link": true },
            "node_modules/ms": { "version": "1.0.0", "dependencies": { "core": "^1.0.0" } },
            "packages/app": { "version": "1.0.0", "dependencies": { "core": "^1.0.0", "ms": "^1.0.0" } },
            "packages/core": { "version": "1.0.0" }
          }
        }

        """;

    [Fact]
    public async Task ALockFileIsWrittenWithTheManifestsAndOnce()
    {
        using var workspace = new GitWorkspace()
            .Write("package.json", """{ "name": "root", "private": true, "workspaces": ["packages/*"] }""")
            .Npm("packages/core", "core").Npm("packages/app", "app", more: "\"dependencies\": { \"core\": \"^1.0.0\", \"ms\": \"^1.0.0\" }")
            .Write("package-lock.json", Lock).Initialize("core-v1.0.0", "app-v1.0.0");
        workspace.Commit("feat!: another shape", "packages/core/index.js");
        var discovered = await workspace.DiscoverAsync();
        var plan = (await workspace.PlanAsync()).Plan;
        plan.Releases.SelectMany(r => r.Edits).Select(e => $"{e.GetType().Name} {e.File} {e.From} {e.To}").Order(StringComparer.Ordinal).ShouldBe(
        [
            "LockChange package-lock.json 1.0.0 1.0.1", "LockChange package-lock.json 1.0.0 2.0.0", "LockRangeChange package-lock.json ^1.0.0 ^2.0.0",
            "RangeChange packages/app/package.json ^1.0.0 ^2.0.0", "VersionChange packages/app/package.json 1.0.0 1.0.1", "VersionChange packages/core/package.json 1.0.0 2.0.0",
        ]);

        var application = new PlanApplication(new WorkspaceFileSystem(workspace.Root), TestEcosystems.Catalog);
        var effects = application.Prepare(plan, discovered.Workspace, notes: null);
        var locked = effects.Single(e => e.File.Value == "package-lock.json");
        locked.Describe().ShouldContain("+    \"packages/core\": { \"version\": \"2.0.0\" }");
        locked.After.ShouldBe(Lock
            .Replace("\"packages/app\": { \"version\": \"1.0.0\", \"dependencies\": { \"core\": \"^1.0.0\"", "\"packages/app\": { \"version\": \"1.0.1\", \"dependencies\": { \"core\": \"^2.0.0\"", StringComparison.Ordinal)
            .Replace("\"packages/core\": { \"version\": \"1.0.0\" }", "\"packages/core\": { \"version\": \"2.0.0\" }", StringComparison.Ordinal));
        File.ReadAllText(Path.Combine(workspace.Root, "package-lock.json")).ShouldBe(Lock);

        foreach (var effect in effects)
        {
            workspace.Write(effect.File.Value, effect.After!);
        }

        application.Prepare(plan, discovered.Workspace, notes: null).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("packages/core", "package-lock.json", "package-lock.json")]
    [InlineData("packages/core", "pnpm-lock.yaml,package-lock.json", "package-lock.json")]
    [InlineData("packages/core", "bun.lock", "bun.lock")]
    [InlineData("packages/core", "packages/core/package-lock.json,package-lock.json", "packages/core/package-lock.json")]
    [InlineData("packages/core", "packages/package.lock,docs/package-lock.json", null)]
    public void TheNearestLockFileOfTheClientCounts(string folder, string files, string? expected)
    {
        using var tree = new Npm.NpmTree().WithNpmRoot("""["packages/*"]""").WithPackage(folder, "core");
        foreach (var file in files.Split(','))
        {
            tree.With(file, "{}");
        }

        var package = tree.Find("core");
        package.LockFile.ShouldBe(expected is null ? null : RelativePath.Parse(expected));
        package.RangeLockFile.ShouldBe(package.LockFile);
    }

    [Theory]
    [InlineData("# yarn lockfile v1\n", false)]
    [InlineData("__metadata:\n  version: 8\n", true)]
    public void YarnOneLocksNothingOfMembers(string text, bool locks)
    {
        using var tree = new Npm.NpmTree().WithNpmRoot("""["packages/*"]""").WithPackage("packages/core", "core").With("yarn.lock", text);
        var package = tree.Find("core");
        package.LockFile.ShouldBeNull();
        (package.RangeLockFile is not null).ShouldBe(locks);
    }

    [Fact]
    public void PnpmTellsVersionsOfWhatACatalogueHas()
    {
        using var tree = new Npm.NpmTree().WithPnpmRoot("packages: ['*']\ncatalog:\n  core: ^1.0.0\n").WithPackage("core", "core").WithPackage("app", "app").With("pnpm-lock.yaml", "lockfileVersion: '9.0'\n");
        tree.Find("core").LockFile.ShouldBe(RelativePath.Parse("pnpm-lock.yaml"));
        tree.Find("app").LockFile.ShouldBeNull();
        tree.Find("app").RangeLockFile.ShouldBe(RelativePath.Parse("pnpm-lock.yaml"));
    }
}
