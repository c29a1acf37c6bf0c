using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.DotNet;
using ReleaseKit.Engine.Ecosystems.DotNet.Clients;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.DotNet;

public sealed class DotNetClientPartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TheLockIsHeldByOneAtATime()
    {
        using var scratch = new ScratchDirectory();
        var path = scratch.File("shared", "pack.lock");
        var first = await PackLock.AcquireAsync(path, TimeProvider.System, Cancellation);
        var second = PackLock.AcquireAsync(path, TimeProvider.System, Cancellation);
        second.IsCompleted.ShouldBeFalse();
        first.Dispose();
        (await second).Dispose();
    }

    [Fact]
    public async Task WaitingForTheLockCanBeCancelled()
    {
        using var scratch = new ScratchDirectory();
        var path = scratch.File("pack.lock");
        using var held = await PackLock.AcquireAsync(path, TimeProvider.System, Cancellation);
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var waiting = PackLock.AcquireAsync(path, TimeProvider.System, cancelled.Token);
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task ALockThatCannotBeMadeIsTold()
    {
        using var scratch = new ScratchDirectory();
        var file = scratch.Write("file", "");
        await Coded.ThrowsAsync(FileCodes.Unwritable, () => PackLock.AcquireAsync(Path.Combine(file, "below", "pack.lock"), TimeProvider.System, Cancellation));
    }

    [Fact]
    public void AConfigurationHoldsNoSecretAndNoSourceOfTheUser()
    {
        using var scratch = new ScratchDirectory();
        var package = Context(new Uri("https://feed.test/v3/index.json"), new Secret("the-token", "MY_KEY"));
        var configuration = new NuGetConfiguration(package, package.Endpoint.Registry) { Other = new Uri("https://other.test/index.json"), FromRelease = ["Acme", "Acme.Core"] };

        var text = File.ReadAllText(configuration.Write(scratch.Path)).Replace("\r", "", StringComparison.Ordinal);

        text.ShouldNotContain("the-token");
        text.ShouldContain("""<add key="ClearTextPassword" value="%RELEASEKIT_NUGET_PASSWORD%" />""");
        configuration.Secrets["RELEASEKIT_NUGET_PASSWORD"].Reveal().ShouldBe("the-token");
        text.ShouldContain("""
              <packageSources>
                <clear />
                <add key="release" value="https://feed.test/v3/index.json" protocolVersion="3" />
                <add key="other" value="https://other.test/index.json" protocolVersion="3" />
              </packageSources>
            """.ReplaceLineEndings("\n"));
        text.ShouldContain("""<package pattern="Acme.Core" />""");
    }

    [Fact]
    public void TheKeyOfThePublicRegistryIsNotForReading()
    {
        var package = Context(new Uri("https://api.nuget.org/v3/index.json"), new Secret("the-token", "NUGET_API_KEY"));
        new NuGetConfiguration(package, package.Endpoint.Registry).Secrets.ShouldBeEmpty();
    }

    [Fact]
    public void PlainHttpIsAllowedOnThisMachineOnly()
    {
        using var scratch = new ScratchDirectory();
        var loopback = Context(new Uri("http://127.0.0.1:5000/index.json"), null);
        File.ReadAllText(new NuGetConfiguration(loopback, loopback.Endpoint.Registry).Write(scratch.Path)).ShouldContain("allowInsecureConnections");
        var remote = Context(new Uri("http://feed.test/index.json"), null);
        File.ReadAllText(new NuGetConfiguration(remote, remote.Endpoint.Registry).Write(scratch.Path)).ShouldNotContain("allowInsecureConnections");
    }

    [Fact]
    public void FailuresShowTheErrorsOrElseTheEnd()
    {
        DotNetCommand.Failure(new ProcessResult(1, "Restoring\n/w/A.cs(1,2): error CS1002: ; expected [/w/A.csproj]\n    0 Warning(s)\n", "")).ShouldBe("/w/A.cs(1,2): error CS1002: ; expected [/w/A.csproj]");
        DotNetCommand.Failure(new ProcessResult(1, "one\ntwo\n", "")).ShouldBe("one\ntwo");
        DotNetCommand.Failure(new ProcessResult(134, "", "")).ShouldContain("134");
    }

    [Theory]
    [InlineData("net10.0", "net8.0", true)]
    [InlineData("net8.0", "net10.0", false)]
    [InlineData("net10.0", "netstandard2.1", true)]
    [InlineData("net10.0", "netcoreapp3.1", true)]
    [InlineData("net10.0", "net8.0-windows10.0.19041.0", false)]
    [InlineData("net10.0-windows", "net8.0-windows", true)]
    [InlineData("net472", "netstandard2.0", true)]
    [InlineData("net472", "netstandard2.1", false)]
    [InlineData("net472", "net48", false)]
    [InlineData("netstandard2.0", "net10.0", false)]
    [InlineData("net10.0", "net472", null)]
    public void FrameworksRunWhatTheyCan(string framework, string other, bool? expected) =>
        TargetFrameworkName.TryParse(framework).ShouldNotBeNull().CanUse(TargetFrameworkName.TryParse(other).ShouldNotBeNull()).ShouldBe(expected);

    [Theory]
    [InlineData("net")]
    [InlineData("netfx")]
    [InlineData("portable-net45+win8")]
    [InlineData("")]
    public void OtherFrameworkNamesAreNotGuessed(string name) => TargetFrameworkName.TryParse(name).ShouldBeNull();

    private static PackageContext Context(Uri feed, Secret? token) => new()
    {
        Id = new PackageId("nuget", "Acme"),
        Version = "1.0.0",
        WorkspaceRoot = "/w",
        Directory = "/w",
        Manifest = "/w/a.csproj",
        ArtifactsDirectory = "/w/none",
        ScratchDirectory = "/w/none",
        LogDirectory = "/w/none",
        Endpoint = new RegistryEndpoint(feed, feed, token),
    };
}
