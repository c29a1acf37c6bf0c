using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Npm;

public sealed class PackagerTests
{
    [Fact]
    public async Task AFailingScriptIsToldWithTheEndOfItsOutput()
    {
        using var bench = await NpmBench.StartAsync();
        bench.Tree.WithPackage("a", "a", more: """ "scripts": { "prepublishOnly": "node -e \"console.log('::error::boom'); process.exit(3)\"" }""");
        var problem = await Coded.ThrowsAsync(BuildCodes.Failed, () => bench.BuildAsync(bench.Context("a")));
        problem.Location!.File.ShouldBe("a/package.json");
        problem.Message.ShouldContain("| ::error::boom");
        problem.Message.ShouldContain("npm run prepublishOnly");
    }

    [Fact]
    public async Task AFailingPackIsToldToo()
    {
        using var bench = await NpmBench.StartAsync();
        bench.Tree.WithPackage("a", "a", more: """ "scripts": { "prepack": "exit 4" }""");
        (await Coded.ThrowsAsync(BuildCodes.Failed, () => bench.BuildAsync(bench.Context("a")))).Message.ShouldContain("npm pack");
    }

    [Fact]
    public async Task AnArtifactOfAnotherVersionIsRefused()
    {
        using var bench = await NpmBench.StartAsync();
        bench.Tree.WithPackage("a", "a", more: """ "scripts": { "prepack": "npm version 7.0.0 --no-git-tag-version" }""");
        (await Coded.ThrowsAsync(BuildCodes.Version, () => bench.BuildAsync(bench.Context("a")))).Message.ShouldContain("7.0.0");
    }

    [Fact]
    public async Task WhatOnlyTheWorkspaceUnderstandsIsNotPublished()
    {
        using var bench = await NpmBench.StartAsync();
        bench.Tree.WithPackage("a", "a", more: """
            "dependencies": { "b": "workspace:*", "c": "^1.0.0", "d": "file:../d" }, "peerDependencies": { "e": "catalog:" },
            "devDependencies": { "f": "workspace:*" }, "bundleDependencies": ["d"]
            """);
        var exception = await Should.ThrowAsync<ReleaseException>(() => bench.BuildAsync(bench.Context("a")));
        exception.Diagnostics.Select(d => d.Code).ShouldBe(["RK-BUILD-UNPUBLISHABLE", "RK-BUILD-UNPUBLISHABLE"]);
        exception.Diagnostics[0].Message.ShouldContain("'workspace:*' in dependencies");
        exception.Diagnostics[1].Message.ShouldContain("'catalog:' in peerDependencies");
    }

    [Theory]
    [InlineData("npm")]
    [InlineData("pnpm")]
    public async Task ThePublishedFolderIsPacked(string client)
    {
        Tool.Require(client);
        using var bench = await NpmBench.StartAsync();
        (client == "pnpm" ? bench.Tree.WithPnpmRoot("packages: ['*']\n") : bench.Tree.WithNpmRoot("[\"*\"]"))
            .WithPackage("a", "a", more: """ "publishConfig": { "directory": "dist" }, "scripts": { "prepack": "node build.js" }""")
            .With("a/build.js", "const fs = require('fs'); fs.mkdirSync('dist', { recursive: true }); fs.writeFileSync('dist/package.json', JSON.stringify({ name: 'a', version: '1.0.0', main: 'm.js' })); fs.writeFileSync('dist/m.js', '');");
        var package = bench.Context("a");
        (await bench.InstallAsync(package, await bench.ReleaseAsync(package))).ShouldBe("installed a 1.0.0 and loaded it with import");
    }

    [Fact]
    public async Task ThePublishedFolderIsBelowThePackage()
    {
        using var bench = await NpmBench.StartAsync();
        bench.Tree.WithPackage("a", "a", more: """ "publishConfig": { "directory": "../b" }""");
        (await Coded.ThrowsAsync(ManifestCodes.Invalid, () => bench.BuildAsync(bench.Context("a")))).Location!.Line.ShouldBe(4);
    }
}
