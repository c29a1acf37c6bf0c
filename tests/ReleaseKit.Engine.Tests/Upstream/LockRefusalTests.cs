using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Upstream;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Upstream;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Upstream;

/// <summary>What a client did to a lock file is looked at before it is taken.</summary>
public sealed class LockRefusalTests : IDisposable
{
    private const string Npm = """{"packages":{"":{"name":"app","dependencies":{"base":"^1.3.0"}},"node_modules/base":{"version":"1.3.0"},"node_modules/third":{"version":"1.0.0"}}}""";
    private const string Pnpm = "lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      base:\n        specifier: ^1.3.0\n        version: 1.3.0\n\npackages:\n\n  base@1.3.0:\n    resolution: {integrity: a}\n\n  third@1.0.0:\n    resolution: {integrity: b}\n\nsnapshots:\n\n  base@1.3.0: {}\n\n  third@1.0.0:\n    dependencies:\n      base: 1.3.0\n";
    private const string Yarn = "# yarn lockfile v1\n\n\nbase@^1.3.0:\n  version \"1.3.0\"\n  resolved \"a\"\n\nthird@^1.0.0:\n  version \"1.0.0\"\n  resolved \"b\"\n";
    private const string Cargo = "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"1.0.0\"\ndependencies = [\n \"base\",\n \"third\",\n]\n\n[[package]]\nname = \"base\"\nversion = \"1.3.0\"\nsource = \"r\"\nchecksum = \"a\"\n\n[[package]]\nname = \"third\"\nversion = \"1.0.0\"\nsource = \"r\"\nchecksum = \"b\"\n";
    private const string Poetry = "[[package]]\nname = \"base\"\nversion = \"1.3.0\"\n\n[[package]]\nname = \"third\"\nversion = \"1.0.0\"\n\n[metadata]\ncontent-hash = \"a\"\n";
    private const string NuGet = """{"version":1,"dependencies":{"net8.0":{"Base":{"type":"Direct","resolved":"1.3.0"},"Third":{"type":"Direct","resolved":"1.0.0"}}}}""";
    private const string Pub = "packages:\n  base:\n    source: hosted\n    version: \"1.3.0\"\n  third:\n    source: hosted\n    version: \"1.0.0\"\nsdks:\n  dart: \">=3.0.0\"\n";
    private const string Go = "example.com/base v1.3.0 h1:a=\nexample.com/base v1.3.0/go.mod h1:b=\nexample.com/third v1.0.0 h1:c=\n";
    private readonly ScratchDirectory _scratch = new();

    [Theory]
    [InlineData("npm", "package-lock.json", "base", Npm, "")]
    [InlineData("npm", "pnpm-lock.yaml", "base", Pnpm, "")]
    [InlineData("npm", "yarn.lock", "base", Yarn, "")]
    [InlineData("cargo", "Cargo.lock", "base", Cargo, "")]
    [InlineData("python", "poetry.lock", "base", Poetry, "content-hash = \"a\"=>content-hash = \"z\"")]
    [InlineData("nuget", "packages.lock.json", "Base", NuGet, "")]
    [InlineData("dart", "pubspec.lock", "base", Pub, "sdks:=>  need:\n    source: hosted\n    version: \"1.0.0\"\nsdks:")]
    [InlineData("go", "go.sum", "example.com/base", Go, "example.com/third=>example.com/need v1.0.0 h1:d=\nexample.com/third")]
    public async Task WhatAClientMovesBesideItIsRefused(string ecosystem, string file, string name, string text, string along)
    {
        var moved = along.Length == 0 ? text : text.Replace(along.Split("=>", 2)[0], along.Split("=>", 2)[1], StringComparison.Ordinal);
        moved = moved.Replace("1.3.0", "1.4.0", StringComparison.Ordinal);
        (await RefreshAsync(ecosystem, file, name, text, moved)).ShouldBeEmpty();
        (await RefreshAsync(ecosystem, file, name, text, text)).ShouldHaveSingleItem().Code.ShouldBe(UpstreamCodes.Lock.Code);
        var other = file == "go.sum" ? moved.Replace("h1:c=", "h1:x=", StringComparison.Ordinal) : moved.Replace("1.0.0\"", "1.1.0\"", StringComparison.Ordinal).Replace("third@1.0.0", "third@1.1.0", StringComparison.Ordinal);
        var problems = await RefreshAsync(ecosystem, file, name, text, other);
        problems.ShouldNotBeEmpty();
        problems.ShouldAllBe(p => p.Code == LockCodes.Moved.Code && p.Message.Contains("hird", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatThePackageNeedsMayMoveAlong()
    {
        const string Before = """{"packages":{"node_modules/base":{"version":"1.3.0","dependencies":{"need":"^1.0.0"}},"node_modules/need":{"version":"1.0.0"},"node_modules/needle":{"version":"1.0.0"}}}""";
        const string After = """{"packages":{"node_modules/base":{"version":"1.4.0","dependencies":{"need":"^2.0.0"}},"node_modules/need":{"version":"2.0.0"},"node_modules/needle":{"version":"1.0.0"}}}""";
        (await RefreshAsync("npm", "package-lock.json", "base", Before, After)).ShouldBeEmpty();
        (await RefreshAsync("npm", "package-lock.json", "base", Before, After.Replace("needle\":{\"version\":\"1.0.0", "needle\":{\"version\":\"2.0.0", StringComparison.Ordinal)))
            .ShouldHaveSingleItem().Message.ShouldContain("needle");
    }

    [Fact]
    public void APlanThatTakesOverIsAppliedByPrepareOnly()
    {
        var plan = new ReleasePlan { Base = "", Date = "", Releases = [], Order = [], Skipped = [], Upstream = [new UpstreamRelease(PackageId.Parse("npm:base"), "1.4.0")] };
        Should.Throw<ReleaseException>(() => PlanCheck.RequireOwn(plan)).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(UpstreamCodes.Apply.Code);
        PlanCheck.RequireOwn(plan with { Upstream = [] });
    }

    public void Dispose() => _scratch.Dispose();

    private async Task<ImmutableArray<Diagnostic>> RefreshAsync(string ecosystem, string file, string name, string before, string after)
    {
        _scratch.Write(file, before);
        _scratch.Write("go.mod", "module example.com/app\n");
        var adapter = AllEcosystems.Of(null!)[ecosystem];
        var catalog = new EcosystemCatalog([adapter with { Upstream = new Client(adapter.Upstream, () => _scratch.Write(file, after)) }]);
        var edge = new Dependency(new PackageId(ecosystem, name), "", DependencyKind.Runtime, DependencySource.Registry, RelativePath.Parse("manifest"));
        var update = new UpstreamUpdate(new PackageId(ecosystem, "app"), edge, "1.3.0", "1.4.0") { LockFiles = [RelativePath.Parse(file)] };
        try
        {
            await new LockRefreshing(new WorkspaceFileSystem(_scratch.Path), catalog, new Core.Packages.Workspace([]), _scratch.File("logs")).RunAsync([update], TestContext.Current.CancellationToken);
            return [];
        }
        catch (ReleaseException e)
        {
            return [.. e.Diagnostics];
        }
    }

    /// <summary>A client that does what a test says, in files that are read as ever.</summary>
    private sealed class Client(IUpstream real, Action run) : IUpstream
    {
        public ImmutableArray<string> LockFiles => real.LockFiles;

        public bool LocksShowNeeds => real.LocksShowNeeds;

        public string? NameOf(string text) => real.NameOf(text);

        public IEnumerable<string> LockedVersions(SourceText file, string name) => real.LockedVersions(file, name);

        public string? LockedName(string key) => real.LockedName(key);

        public Task RefreshAsync(LockRefresh refresh, CancellationToken cancellationToken)
        {
            run();
            return Task.CompletedTask;
        }
    }
}
