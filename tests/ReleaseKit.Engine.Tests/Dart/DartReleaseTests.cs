using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Dart;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Http;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Dart;

/// <summary>The real dart packs, uploads and uses packages of a loopback repository that asks for a token.</summary>
public sealed class DartReleaseTests : IDisposable
{
    private const string Good = "pub-0123456789-the-good-token";
    private readonly ScratchDirectory _scratch = new();
    private readonly PubspecTree _tree = new();
    private readonly HttpClient _http = RegistryHttp.Create(TimeProvider.System);
    private readonly EcosystemAdapter _adapter;

    public DartReleaseTests()
    {
        var environment = new SnapshotEnvironment(new Dictionary<string, string>(new ProcessEnvironment().All())
        {
            ["HOME"] = _scratch.File("home"), ["XDG_CONFIG_HOME"] = _scratch.File("home", "settings"), ["APPDATA"] = _scratch.File("home", "settings"), ["PUB_TOKEN"] = "pub-of-the-person",
        });
        _adapter = DartEcosystem.Create(new EcosystemServices(new ProcessRunner(environment), _http, environment, TimeProvider.System));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WithoutATokenAndALoginNobodyWaitsForABrowser()
    {
        Tool.Require("dart");
        _tree.WithPackage("a");
        using var nothing = new HttpClient(new Http.ScriptedTransport(Http.ScriptedTransport.Status(System.Net.HttpStatusCode.NotFound)));
        var environment = new SnapshotEnvironment(new Dictionary<string, string> { ["HOME"] = _scratch.File("home"), ["PATH"] = "/nowhere" });
        var adapter = DartEcosystem.Create(new EcosystemServices(new ProcessRunner(environment), nothing, environment, TimeProvider.System));
        foreach (var (address, variable) in new[] { ("https://pub.dev/", "PUB_TOKEN "), ("https://pub.example.test/", "PUB_TOKEN_PUB_EXAMPLE_TEST") })
        {
            var package = Context("a", new Uri(address), null);
            var artifact = Path.Combine(package.ArtifactsDirectory, "a-1.0.0.tar.gz");
            await File.WriteAllTextAsync(artifact, "", Cancellation);
            (await Coded.ThrowsAsync(RegistryCodes.Unauthorized, () => adapter.Publisher.PublishAsync(package, [Artifact.FromFile(artifact)], Cancellation))).Message.ShouldContain(variable);
            Directory.Exists(package.LogDirectory).ShouldBeFalse("no client was started");
        }
    }

    [Fact]
    public async Task ARehearsalStandsInForTheRepositoryThatAPubspecNames()
    {
        Tool.Require("dart");
        using var registry = await RehearsalProgram.StartAsync(_scratch.File("registry"), Good);
        var settings = Path.Combine(_scratch.File("home", "settings"), "dart", "pub-tokens.json");
        _scratch.Write("home/settings/dart/pub-tokens.json", "{\"version\":1,\"hosted\":[]}");
        _tree.WithPackage("a", "publish_to: https://pub.example.test/\n").With("a/LICENSE", "MIT").With("a/lib/other.dart", "const value = 1;\n");
        var package = Context("a", new Uri(registry.Address, "dart/"), new Secret(Good, "MY_TOKEN"));
        (await ReleaseAsync(package)).ShouldBe("ran a program that depends on a 1.0.0 and imports other.dart");
        (await File.ReadAllTextAsync(settings, Cancellation)).ShouldBe("{\"version\":1,\"hosted\":[]}", "the user's own settings are left alone");
        foreach (var transcript in Directory.EnumerateFiles(package.LogDirectory))
        {
            (await File.ReadAllTextAsync(transcript, Cancellation)).ShouldNotContain(Good);
        }
    }

    [Fact]
    public async Task WhatCannotBeRunHereIsSaidToBeSo()
    {
        Tool.Require("dart");
        using var registry = await RehearsalProgram.StartAsync(_scratch.File("registry"), Good);
        _tree.WithPackage("web").With("web/LICENSE", "MIT").With("web/lib/web.dart", "import 'dart:js_interop';\n\nvoid show(JSObject x) {}\n")
            .WithPackage("none").With("none/LICENSE", "MIT").With("none/bin/none.dart", "void main() {}\n")
            .WithPackage("wrong").With("wrong/LICENSE", "MIT").With("wrong/lib/wrong.dart", "int value = 'one';\n")
            .WithPackage("app", "dependencies:\n  flutter:\n    sdk: flutter\n").With("app/LICENSE", "MIT").With("app/lib/app.dart", "");
        var address = new Uri(registry.Address, "dart/");
        var token = new Secret(Good, "MY_TOKEN");
        (await ReleaseAsync(Context("web", address, token))).ShouldContain("which runs in browsers only");
        (await ReleaseAsync(Context("none", address, token))).ShouldContain("no library to import");
        (await ReleaseAsync(Context("app", address, token))).ShouldContain("needs Flutter");
        (await Coded.ThrowsAsync(VerifyCodes.Load, () => ReleaseAsync(Context("wrong", address, token)))).Message.ShouldContain("\n  | ");
    }

    public void Dispose()
    {
        _http.Dispose();
        _tree.Dispose();
        _scratch.Dispose();
    }

    private async Task<string> ReleaseAsync(PackageContext package)
    {
        var artifacts = await _adapter.Packager.BuildAsync(package, Cancellation);
        await _adapter.Publisher.PublishAsync(package, artifacts, Cancellation);
        return await _adapter.Consumer.InstallAndLoadAsync(package, artifacts, Cancellation);
    }

    private PackageContext Context(string name, Uri address, Secret? token) => new()
    {
        Id = new PackageId("dart", name),
        Version = "1.0.0",
        WorkspaceRoot = _tree.Path,
        Directory = Path.Combine(_tree.Path, name),
        Manifest = Path.Combine(_tree.Path, name, "pubspec.yaml"),
        ArtifactsDirectory = Directory.CreateDirectory(_scratch.File("dist", name)).FullName,
        ScratchDirectory = Directory.CreateDirectory(_scratch.File("scratch", name)).FullName,
        LogDirectory = _scratch.File("logs", name),
        Endpoint = new RegistryEndpoint(address, address, token),
    };
}
