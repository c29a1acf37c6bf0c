using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Go;
using ReleaseKit.Engine.Ecosystems.Go.Clients;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Http;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Go;

/// <summary>The real thing: the tag is pushed to a bare remote, and the go command fetches the module from there.</summary>
public sealed class GoTagPublicationTests : IDisposable
{
    private const string Module = "github.com/acme/mono/base";
    private readonly ReleaseWorkspace _workspace = new();
    private readonly ScratchDirectory _scratch = new();
    private readonly HttpClient _http = RegistryHttp.Create(TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ATagIsPushedFetchedComparedAndCompiled()
    {
        var adapter = Prepare();
        var package = Context(adapter, "1.0.0");
        var publication = new PackagePublication(adapter, package, TimeProvider.System);
        (await adapter.Registry.FindAsync(package, Token)).ShouldBeNull();
        var artifacts = await publication.BuildAsync(package.Commit, [], Token);
        (await publication.PublishAsync(artifacts, Token)).ShouldBeTrue();
        _workspace.Git("ls-remote", "--tags", "--refs", "origin").ShouldEndWith("refs/tags/base/v1.0.0");
        _workspace.Git("rev-parse", "base/v1.0.0^{commit}").ShouldBe(package.Commit);
        await publication.AwaitAsync(TimeSpan.Zero, Token);
        (await publication.VerifyAsync(artifacts, smokeTest: true, Token)).ShouldBe($"fetched {Module}@v1.0.0, compiled 1 and imported 1 of its packages");
        (await publication.PublishAsync(artifacts, Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task WhatIsPackedHasTheHashThatGoComputes()
    {
        var adapter = Prepare();
        var package = Context(adapter, "1.0.0");
        var built = (await adapter.Packager.BuildAsync(package, Token)).Single();
        await adapter.Publisher.PublishAsync(package, [built], Token);
        var downloaded = CommandLine.Run(_scratch.Path, "go", ["mod", "download", "-json", $"{Module}@v1.0.0"], Variables());
        downloaded.ExitCode.ShouldBe(0, downloaded.Output);
        var told = JsonDocument.Parse(downloaded.Output).RootElement;
        ModuleZip.Hash(built.Path).ShouldBe(told.GetProperty("Sum").GetString());
        ModuleZip.Hash(told.GetProperty("Zip").GetString()!).ShouldBe(told.GetProperty("Sum").GetString());
    }

    [Fact]
    public async Task AnotherCommitUnderTheTagIsToldApart()
    {
        var adapter = Prepare();
        var package = Context(adapter, "1.0.0");
        await adapter.Publisher.PublishAsync(package, await adapter.Packager.BuildAsync(package, Token), Token);
        _workspace.Change("base/base.go", "\n// Two is another number.\nconst Two = 2\n", "feat: two");
        var later = package with { Commit = _workspace.Git("rev-parse", "HEAD") };
        var publication = new PackagePublication(adapter, later, TimeProvider.System);
        var artifacts = await adapter.Packager.BuildAsync(later, Token);
        await Coded.ThrowsAsync(PublishCodes.Exists, () => publication.PublishAsync(artifacts, Token));
    }

    [Fact]
    public async Task WithoutARemoteThereIsNowhereToPublish()
    {
        var adapter = Prepare();
        _workspace.Git("remote", "remove", "origin");
        var package = Context(adapter, "1.0.0");
        (await Coded.ThrowsAsync(PublishCodes.Failed, () => adapter.Publisher.PublishAsync(package, [], Token))).Message.ShouldContain("no remote");
    }

    [Fact]
    public async Task WhoWantsNoPushGetsNone()
    {
        var adapter = Prepare();
        var package = Context(adapter, "1.0.0") with { Settings = new Dictionary<string, string> { ["Push"] = "false" } };
        (await Coded.ThrowsAsync(PublishCodes.Failed, () => adapter.Publisher.PublishAsync(package, [], Token))).Message.ShouldContain("ReleasePush=false");
        _workspace.Git("ls-remote", "--tags", "origin").ShouldBeEmpty();
    }

    [Fact]
    public async Task TheNamedRemoteGetsTheTag()
    {
        var adapter = Prepare();
        _workspace.Git("remote", "rename", "origin", "upstream");
        var package = Context(adapter, "1.0.0") with { Settings = new Dictionary<string, string> { ["Push"] = "true", ["Remote"] = "upstream" } };
        await adapter.Publisher.PublishAsync(package, [], Token);
        _workspace.Git("ls-remote", "--tags", "--refs", "upstream").ShouldEndWith("refs/tags/base/v1.0.0");
        (await adapter.Registry.FindAsync(package, Token)).ShouldNotBeNull();
    }

    [Fact]
    public async Task ModulesThatRequireEachOtherAreVerifiedWhenBothAreLive()
    {
        var adapter = Prepare();
        Directory.Delete(_workspace.File("base/vendor"), recursive: true);
        _workspace.Write("base/go.mod", "module github.com/acme/mono/base\n\ngo 1.21\n\nrequire github.com/acme/mono/other v1.0.0\n\nreplace github.com/acme/mono/other => ../other\n");
        _workspace.Write("base/use.go", "package base\n\nimport \"github.com/acme/mono/other\"\n\n// Three is another one's.\nconst Three = other.Three\n");
        _workspace.Write("other/go.mod", "module github.com/acme/mono/other\n\ngo 1.21\n\nrequire github.com/acme/mono/base v1.0.0\n\nreplace github.com/acme/mono/base => ../base\n");
        _workspace.Change("other/other.go", "// Package other gives another number.\npackage other\n\n// Three is the number.\nconst Three = 3\n", "feat: a circle");
        var one = Context(adapter, "1.0.0");
        var other = one with
        {
            Id = new PackageId(GoEcosystem.Id, "github.com/acme/mono/other"),
            Directory = _workspace.File("other"),
            Manifest = _workspace.File("other/go.mod"),
            Tag = "other/v1.0.0",
            ArtifactsDirectory = Directory.CreateDirectory(_scratch.File("artifacts2")).FullName,
            ScratchDirectory = Directory.CreateDirectory(_scratch.File("scratch2")).FullName,
        };
        var first = new PackagePublication(adapter, one, TimeProvider.System);
        var artifacts = await first.BuildAsync(one.Commit, [], Token);
        await first.PublishAsync(artifacts, Token);
        var verifying = first.VerifyAsync(artifacts, smokeTest: true, Token);
        var second = new PackagePublication(adapter, other, TimeProvider.System);
        var others = await second.BuildAsync(other.Commit, [], Token);
        verifying.IsCompleted.ShouldBeFalse();
        await second.PublishAsync(others, Token);
        (await verifying).ShouldContain("compiled 1");
        (await second.VerifyAsync(others, smokeTest: true, Token)).ShouldContain("compiled 1");
    }

    [Fact]
    public void ARetractionIsProposedAsTheLineToRelease()
    {
        var adapter = Prepare();
        adapter.Withdrawal.Capability(Context(adapter, "1.0.0")).Manual.ShouldBe("Add the line 'retract v1.0.0 // why' to base/go.mod and release a patch");
    }

    [Fact]
    public async Task ARetractedVersionIsSeenAsSuch()
    {
        var adapter = Prepare();
        var package = Context(adapter, "1.0.0");
        await adapter.Publisher.PublishAsync(package, await adapter.Packager.BuildAsync(package, Token), Token);
        (await adapter.Withdrawal.IsWithdrawnAsync(package, Token)).ShouldBeFalse();
        _workspace.Change("base/go.mod", "\nretract v1.0.0 // it says too little\n", "fix: retract");
        var patch = package with { Version = "1.0.1", Tag = "base/v1.0.1", Commit = _workspace.Git("rev-parse", "HEAD") };
        await adapter.Publisher.PublishAsync(patch, await adapter.Packager.BuildAsync(patch, Token), Token);
        (await adapter.Withdrawal.IsWithdrawnAsync(package, Token)).ShouldBeTrue();
        (await adapter.Withdrawal.IsWithdrawnAsync(patch, Token)).ShouldBeFalse();
    }

    public void Dispose()
    {
        _workspace.Dispose();
        _scratch.Dispose();
        _http.Dispose();
    }

    private EcosystemAdapter Prepare()
    {
        Tool.Require("go");
        Tool.Require("git");
        _workspace.Write("LICENSE", "Do what you like.\n");
        _workspace.Write("base/go.mod", "module github.com/acme/mono/base\n\ngo 1.21\n");
        _workspace.Write("base/base.go", "// Package base gives a number.\npackage base\n\n// One is the number.\nconst One = 1\n");
        _workspace.Write("base/vendor/modules.txt", "");
        _workspace.Write("base/vendor/other/other.go", "package other\n");
        _workspace.Write("base/nested/go.mod", "module github.com/acme/mono/base/nested\n");
        _workspace.Write("base/nested/nested.go", "package nested\n");
        _workspace.Write("base/docs/Ünïcode.md", "# Text\n");
        _workspace.Write("base/windows.txt", "one\r\ntwo\r\n");
        _workspace.Initialize();
        var environment = new SnapshotEnvironment(Variables().Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!));
        return GoEcosystem.Create(new EcosystemServices(new ProcessRunner(environment), _http, environment, TimeProvider.System));
    }

    private Dictionary<string, string?> Variables() => new(new ProcessEnvironment().All().ToDictionary(pair => pair.Key, pair => (string?)pair.Value))
    {
        ["GIT_CONFIG_GLOBAL"] = OperatingSystem.IsWindows() ? "NUL" : "/dev/null",
        ["GIT_CONFIG_NOSYSTEM"] = "1",
        ["GIT_CONFIG_COUNT"] = "1",
        ["GIT_CONFIG_KEY_0"] = $"url.file://{_workspace.Remote}.insteadOf",
        ["GIT_CONFIG_VALUE_0"] = "https://github.com/acme/mono",
        ["GIT_ALLOW_PROTOCOL"] = "file",
        ["GOPRIVATE"] = "github.com/acme",
        ["GOCACHE"] = Path.Combine(Path.GetTempPath(), "releasekit-tests-go-build"),
        ["GOPATH"] = _scratch.File("go"),
        ["GOFLAGS"] = "-modcacherw",
        ["GOTOOLCHAIN"] = "local",
        ["GOENV"] = "off",
        ["GOPROXY"] = "off",
    };

    private PackageContext Context(EcosystemAdapter adapter, string version) => new()
    {
        Id = new PackageId(GoEcosystem.Id, Module),
        Version = version,
        WorkspaceRoot = _workspace.Root,
        Directory = _workspace.File("base"),
        Manifest = _workspace.File("base/go.mod"),
        ArtifactsDirectory = Directory.CreateDirectory(_scratch.File("artifacts")).FullName,
        ScratchDirectory = Directory.CreateDirectory(_scratch.File("scratch")).FullName,
        LogDirectory = _scratch.File("log"),
        Endpoint = adapter.Registry.Default,
        Tag = $"base/v{version}",
        Commit = _workspace.Git("rev-parse", "HEAD"),
    };
}
