using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Npm;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Tests.Npm;

public sealed class OldClientTests
{
    [Theory]
    [InlineData("10.5.1", false)]
    [InlineData("9.8.0", false)]
    [InlineData("no version", false)]
    [InlineData("10.5.2", true)]
    [InlineData("11.19.0", true)]
    public async Task AClientThatUploadsWhereTheManifestSaysIsNotStarted(string version, bool starts)
    {
        using var bench = await NpmBench.StartAsync();
        bench.Tree.WithPackage("a", "a", more: "\"publishConfig\": { \"registry\": \"https://elsewhere.test/\" }");
        var package = bench.Context("a");
        var artifacts = await bench.BuildAsync(package);
        var npm = new VersionedNpm(version);
        using var http = Engine.Http.RegistryHttp.Create(TimeProvider.System);
        var environment = new ProcessEnvironment();
        var publisher = NpmEcosystem.Create(new EcosystemServices(npm, http, environment, TimeProvider.System)).Publisher;

        var publish = () => publisher.PublishAsync(package, artifacts, TestContext.Current.CancellationToken);
        if (starts)
        {
            await publish();
        }
        else
        {
            (await Coded.ThrowsAsync(PublishCodes.Failed, publish)).Message.ShouldContain("10.5.2");
        }

        npm.Uploads.ShouldBe(starts ? 1 : 0);
    }

    [Fact]
    public void OnlyPublicRegistriesAreGivenTime()
    {
        InstallRetries.Pauses(new Uri("http://127.0.0.1:4873/")).ShouldBe([null]);
        InstallRetries.Pauses(new Uri("https://registry.npmjs.org/")).ShouldSatisfyAllConditions(
            p => p.Length.ShouldBe(9), p => p[^1].ShouldBeNull(), p => p[..^1].ShouldAllBe(pause => pause > TimeSpan.Zero));
        InstallRetries.MayPass("ETARGET").ShouldBeTrue();
        InstallRetries.MayPass("E401").ShouldBeFalse();
    }

    /// <summary>An npm of some version, whose uploads are only counted.</summary>
    private sealed class VersionedNpm(string version) : IProcessRunner
    {
        public int Uploads { get; private set; }

        public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
        {
            Uploads += request.Arguments.Contains("publish") ? 1 : 0;
            return Task.FromResult(new ProcessResult(0, request.Arguments[0] == "--version" ? version + "\n" : "", ""));
        }

        public Task<ProcessResult> StreamAsync(ProcessRequest request, Func<Stream, bool> read, CancellationToken cancellationToken) => throw new InvalidOperationException();

        public string? Find(string name) => "/usr/bin/" + name;
    }
}
