using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Npm;

/// <summary>From discovery to an installed package, with the real npm and pnpm and a loopback registry.</summary>
public sealed class ReleaseTests
{
    private const string Public = "\"publishConfig\": { \"access\": \"public\" }";

    [Theory]
    [InlineData("npm")]
    [InlineData("pnpm")]
    public async Task WhatIsDiscoveredEndsUpImported(string client)
    {
        Tool.Require(client);
        using var bench = await NpmBench.StartAsync();
        (client == "pnpm" ? bench.Tree.WithPnpmRoot("packages: ['packages/*']\ncatalog: { '@acme/utils': ^1.0.0 }\nlinkWorkspacePackages: true\n") : bench.Tree.WithNpmRoot("[\"packages/*\"]"))
            .WithPackage("packages/utils", "@acme/utils", "1.1.0", "\"type\": \"module\", \"exports\": \"./index.js\"")
            .With("packages/utils/index.js", "export const slug = (text) => text.toLowerCase();\n")
            .WithPackage("packages/my api", "@acme/api", "0.9.0-rc.1", $$"""
                "type": "module", "main": "lib/api.js", "scripts": { "prepublishOnly": "node build.mjs" }, {{Public}},
                "dependencies": { "@acme/utils": "{{(client == "pnpm" ? "catalog:" : "file:../utils")}}" },
                "devDependencies": { "@acme/utils": "workspace:*" }
                """)
            .With("packages/my api/build.mjs", "import fs from 'node:fs'; fs.mkdirSync('lib', { recursive: true }); fs.writeFileSync('lib/api.js', 'import { slug } from \"@acme/utils\"; export const path = slug(\"A\");');\n");

        foreach (var (name, version) in new[] { ("@acme/utils", "1.1.0"), ("@acme/api", "0.9.0-rc.1") })
        {
            bench.Pin(name);
            var package = bench.Context(name, version);
            (await bench.Adapter.Packager.FindMissingToolsAsync(package, TestContext.Current.CancellationToken)).ShouldBeEmpty();
            var artifact = (await bench.BuildAsync(package)).ShouldHaveSingleItem();
            artifact.FileName.ShouldBe($"acme-{name[6..]}-{version}.tgz");
            (await bench.FindAsync(package)).ShouldBeNull();
            await bench.PublishAsync(package, [artifact]);

            var published = (await bench.FindAsync(package)).ShouldNotBeNull();
            published.Version.ShouldBe(version);
            var file = published.Files.ShouldHaveSingleItem();
            (file.FileName, file.Sha512).ShouldBe((artifact.FileName, artifact.Sha512));
            var download = Path.Combine(package.ScratchDirectory, "download.tgz");
            await bench.Adapter.Registry.DownloadAsync(package, file, download, TestContext.Current.CancellationToken);
            (await bench.Adapter.Registry.IsSameAsync(artifact, download, TestContext.Current.CancellationToken)).ShouldBeTrue();
            (await bench.InstallAsync(package, [artifact])).ShouldBe($"installed {name} {version} and loaded it with import");
            bench.Adapter.Consumer.InstallCommand(package).ShouldBe($"npm install {name}@{version} --registry {bench.Registry}");
        }

        (await bench.TagsAsync("@acme/api")).ShouldBe(["latest=0.9.0-rc.1", "rc=0.9.0-rc.1"]);
    }

    [Fact]
    public async Task UploadingTheSameBytesAgainDoesNothingAndOtherBytesAreRefused()
    {
        using var bench = await NpmBench.StartAsync();
        bench.Tree.WithPackage("a", "a").With("a/index.js", "");
        var package = bench.Context("a");
        await bench.PublishAsync(package, await bench.ReleaseAsync(package));

        bench.Tree.With("a/index.js", "// changed");
        var other = await bench.BuildAsync(package);
        (await Coded.ThrowsAsync(PublishCodes.Exists, () => bench.PublishAsync(package, other))).Message.ShouldContain("1.0.0");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("npm_wrong_wrong_wrong_wrong")]
    public async Task AWrongTokenIsToldApartAndNeverShown(string? token)
    {
        using var bench = await NpmBench.StartAsync(guarded: true);
        bench.Tree.WithPackage("a", "@acme/a", more: Public).With("a/index.js", "");
        var package = bench.Context("@acme/a", token: token);
        var artifacts = await bench.BuildAsync(package);
        var refusal = await Coded.ThrowsAsync(RegistryCodes.Unauthorized, () => bench.PublishAsync(package, artifacts));
        refusal.Message.ShouldContain("NPM_TOKEN");
        refusal.Message.ShouldNotContain("npm_wrong");
        (await bench.FindAsync(package)).ShouldBeNull();

        var accepted = bench.Context("@acme/a", token: NpmBench.Token);
        await bench.PublishAsync(accepted, artifacts);
        (await bench.FindAsync(accepted)).ShouldNotBeNull();
        (await bench.InstallAsync(accepted, artifacts)).ShouldContain("loaded");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(bench.Tree.Path, "artifacts"), "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".tgz", StringComparison.Ordinal)))
        {
            (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ShouldSatisfyAllConditions(
                text => text.ShouldNotContain(NpmBench.Token), text => text.ShouldNotContain("npm_wrong"));
        }
    }

    [Fact]
    public async Task TheUsersOwnCredentialsAreUsedWhenThereIsNoToken()
    {
        using var bench = await NpmBench.StartAsync(guarded: true);
        bench.WithUserConfiguration($"//{bench.Registry.Authority}/npm/:_authToken={NpmBench.Token}\n").Tree.WithPackage("a", "a").With("a/index.js", "");
        var package = bench.Context("a");
        (await bench.InstallAsync(package, await bench.ReleaseAsync(package))).ShouldContain("loaded");
    }

    [Fact]
    public async Task NoConfigurationSendsAPackageElsewhere()
    {
        using var bench = await NpmBench.StartAsync(guarded: true);
        const string Elsewhere = "http://127.0.0.1:9/";
        bench.WithUserConfiguration($"registry={Elsewhere}\n@acme:registry={Elsewhere}\n//{bench.Registry.Authority}/npm/:_authToken=stale\n//elsewhere.test/:_authToken=foreign\nproxy=http://me:secret@127.0.0.1:9\nnoproxy=127.0.0.1\nmin-release-age=7\n")
            .Tree.WithNpmRoot("[\"a\"]").With(".npmrc", $"registry={Elsewhere}\n@acme:registry={Elsewhere}\n//{bench.Registry.Authority}/npm/:_authToken=${{NOT_SET}}\n")
            .WithPackage("a", "@acme/a", more: $"\"publishConfig\": {{ \"registry\": \"{Elsewhere}\", \"@acme:registry\": \"{Elsewhere}\" }}").With("a/index.js", "");
        var package = bench.Context("@acme/a", token: NpmBench.Token);
        var artifacts = await bench.ReleaseAsync(package);
        (await bench.FindAsync(package)).ShouldNotBeNull();
        (await bench.InstallAsync(package, artifacts)).ShouldContain("loaded");
    }

    [Fact]
    public async Task ASnapshotHasTheDistTagThatIsAskedFor()
    {
        using var bench = await NpmBench.StartAsync();
        foreach (var version in new[] { "1.0.0", "1.1.0-beta.1-dev.7" })
        {
            bench.Tree.WithPackage("a", "a", version);
            await bench.ReleaseAsync(bench.Context("a", version) with { Settings = version == "1.0.0" ? new Dictionary<string, string>() : new Dictionary<string, string> { ["DistTag"] = "dev" } });
        }

        (await bench.TagsAsync("a")).ShouldBe(["dev=1.1.0-beta.1-dev.7", "latest=1.0.0"]);
    }

    [Fact]
    public async Task LatestNeverGoesBackAndNeverBecomesAPrerelease()
    {
        using var bench = await NpmBench.StartAsync();
        foreach (var version in new[] { "2.0.0", "3.0.0-beta.1", "3.0.0-0", "1.5.0", "2.1.0", "3.0.0-latest.1" })
        {
            bench.Tree.WithPackage("a", "a", version);
            await bench.ReleaseAsync(bench.Context("a", version));
        }

        (await bench.TagsAsync("a")).ShouldBe(["beta=3.0.0-beta.1", "latest=2.1.0", "next=3.0.0-latest.1", "release-1.x=1.5.0"]);
    }

    [Fact]
    public async Task TheManifestsOwnTagIsUsed()
    {
        using var bench = await NpmBench.StartAsync();
        bench.Tree.WithPackage("a", "a");
        await bench.ReleaseAsync(bench.Context("a"));
        bench.Tree.WithPackage("a", "a", "1.1.0", "\"publishConfig\": { \"tag\": \"canary\" }");
        await bench.ReleaseAsync(bench.Context("a", "1.1.0"));
        (await bench.TagsAsync("a")).ShouldBe(["canary=1.1.0", "latest=1.0.0"]);
    }

    [Theory]
    [InlineData("\"status\": 500", "RK-PUBLISH-TRANSIENT")]
    [InlineData("\"status\": 403", "RK-REGISTRY-UNAUTHORIZED")]
    [InlineData("\"status\": 409", "RK-REGISTRY-PENDING")]
    public async Task ARefusalIsToldByWhatItMeans(string fault, string code)
    {
        using var bench = await NpmBench.StartAsync();
        await bench.PlayAsync($"{{ \"operation\": \"upload\", {fault} }}");
        bench.Tree.WithPackage("a", "a");
        var package = bench.Context("a");
        var artifacts = await bench.BuildAsync(package);
        (await Should.ThrowAsync<ReleaseException>(() => bench.PublishAsync(package, artifacts))).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public async Task AnUploadWhoseAnswerIsLostIsAnUpload()
    {
        using var bench = await NpmBench.StartAsync();
        await bench.PlayAsync("""{ "operation": "upload", "reset": true, "after": true }""");
        bench.Tree.WithPackage("a", "a");
        var package = bench.Context("a");
        var artifacts = await bench.ReleaseAsync(package);
        (await bench.FindAsync(package))!.Files[0].Sha512.ShouldBe(artifacts[0].Sha512);
    }

    [Fact]
    public async Task AWrongDownloadIsNotTheArtifact()
    {
        using var bench = await NpmBench.StartAsync();
        bench.Tree.WithPackage("a", "a");
        var package = bench.Context("a");
        var artifacts = await bench.ReleaseAsync(package);
        await bench.PlayAsync("""{ "operation": "download", "wrongDigest": true }""");
        var file = (await bench.FindAsync(package))!.Files[0];
        var download = Path.Combine(package.ScratchDirectory, "download.tgz");
        await bench.Adapter.Registry.DownloadAsync(package, file, download, TestContext.Current.CancellationToken);
        (await bench.Adapter.Registry.IsSameAsync(artifacts[0], download, TestContext.Current.CancellationToken)).ShouldBeFalse();
        await Coded.ThrowsAsync(VerifyCodes.Install, () => bench.InstallAsync(package, artifacts));
    }

    [Fact]
    public async Task ARegistryThatIsNotThereIsToldAsSuch()
    {
        using var bench = await NpmBench.StartAsync();
        bench.Tree.WithPackage("a", "a");
        var artifacts = await bench.BuildAsync(bench.Context("a"));
        var nowhere = bench.Context("a", registry: "http://127.0.0.1:9/");
        await Coded.ThrowsAsync(VerifyCodes.Install, () => bench.InstallAsync(nowhere, artifacts));
    }
}
