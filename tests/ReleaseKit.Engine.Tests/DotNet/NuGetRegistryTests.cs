using System.IO.Compression;
using System.Net;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.DotNet;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Http;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Tests.Http;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.DotNet;

public sealed class NuGetRegistryTests
{
    private const string Services = """
        {"version":"3.0.0","resources":[
          {"@id":"https://feed.test/push","@type":"PackagePublish/2.0.0"},
          {"@id":"https://feed.test/flat","@type":"PackageBaseAddress/3.0.0"}]}
        """;

    [Fact]
    public async Task AVersionIsFoundInNormalFormAndLowerCase()
    {
        var transport = Scripted(Services, """{"versions":["1.1.0","1.2.0-rc.1"]}""");
        var found = (await RegistryOver(transport).FindAsync(Context("Acme.Core", "1.2-RC.1+build"), Cancellation)).ShouldNotBeNull();
        found.Files.ShouldHaveSingleItem().Address.ShouldBe(new Uri("https://feed.test/flat/acme.core/1.2.0-rc.1/acme.core.1.2.0-rc.1.nupkg"));
        found.Files[0].FileName.ShouldBe("acme.core.1.2.0-rc.1.nupkg");
        transport.Requests.Select(request => request.Address.AbsolutePath).ShouldBe(["/v3/index.json", "/flat/acme.core/index.json"]);
    }

    [Fact]
    public async Task AnUnknownPackageOrVersionIsNull()
    {
        (await RegistryOver(Scripted(Services, null)).FindAsync(Context("Acme", "1.0.0"), Cancellation)).ShouldBeNull();
        (await RegistryOver(Scripted(Services, """{"versions":["0.9.0"]}""")).FindAsync(Context("Acme", "1.0.0"), Cancellation)).ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("<html>")]
    [InlineData("{}")]
    [InlineData("""{"resources":[{"@id":"https://feed.test/push","@type":"PackagePublish/2.0.0"}]}""")]
    public async Task WhatIsNoFeedIsAnAnswerNotAbsence(string? index) =>
        await Coded.ThrowsAsync(RegistryCodes.Answer, () => RegistryOver(Scripted(index)).FindAsync(Context("Acme", "1.0.0"), Cancellation));

    [Fact]
    public async Task AFeedThatRefusesIsAskedAgainWithTheKeyOfItsOwnOriginOnly()
    {
        var token = new Secret("the-token", "MY_KEY");
        var transport = new ScriptedTransport(
            ScriptedTransport.Status(HttpStatusCode.Unauthorized), Answer(Services), ScriptedTransport.Status(HttpStatusCode.Unauthorized), Answer("""{"versions":["1.0.0"]}"""));
        (await RegistryOver(transport).FindAsync(Context("Acme", "1.0.0", token), Cancellation)).ShouldNotBeNull();
        transport.Requests[1].Headers["Authorization"].ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("token:the-token")));

        var elsewhere = Context("Acme", "1.0.0", token);
        elsewhere = elsewhere with { Endpoint = elsewhere.Endpoint with { Registry = new Uri("https://other.test/v3/index.json") } };
        var refusing = new ScriptedTransport(ScriptedTransport.Status(HttpStatusCode.Unauthorized));
        await Coded.ThrowsAsync(RegistryCodes.Unauthorized, () => RegistryOver(refusing).FindAsync(elsewhere, Cancellation));
        refusing.Requests.ShouldAllBe(request => !request.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task ASignatureOfTheRepositoryDoesNotMakeAnotherPackage()
    {
        using var scratch = new ScratchDirectory();
        var registry = RegistryOver(Scripted(Services));
        var built = Artifact.FromFile(Zip(scratch, "built.nupkg", ("a.nuspec", "x"), ("lib/net10.0/A.dll", "code")));

        (await registry.IsSameAsync(built, Zip(scratch, "signed.nupkg", ("a.nuspec", "x"), ("lib/net10.0/A.dll", "code"), (".signature.p7s", "s")), Cancellation)).ShouldBeTrue();
        (await registry.IsSameAsync(built, Zip(scratch, "changed.nupkg", ("a.nuspec", "x"), ("lib/net10.0/A.dll", "evil"), (".signature.p7s", "s")), Cancellation)).ShouldBeFalse();
        (await registry.IsSameAsync(built, Zip(scratch, "longer.nupkg", ("a.nuspec", "x"), ("lib/net10.0/A.dll", "code"), ("more", "m"), (".signature.p7s", "s")), Cancellation)).ShouldBeFalse();
        (await registry.IsSameAsync(built, Zip(scratch, "unsigned.nupkg", ("lib/net10.0/A.dll", "code"), ("a.nuspec", "x")), Cancellation)).ShouldBeFalse();
        (await registry.IsSameAsync(built, scratch.Write("broken.nupkg", "no archive"), Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public void ThePublicRegistryIsTheDefault()
    {
        var adapter = AdapterOver(Scripted(Services));
        adapter.Registry.Default.Index.ShouldBe(new Uri("https://api.nuget.org/v3/index.json"));
        adapter.Registry.TokenVariables.ShouldBe(["NUGET_API_KEY", "NUGET_TOKEN"]);
        adapter.Aliases.ShouldBe(["dotnet", "csharp"]);
        var context = Context("Acme", "1.0.0") with { Endpoint = adapter.Registry.Default };
        adapter.Consumer.InstallCommand(context).ShouldBe("dotnet add package Acme --version 1.0.0");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static PackageContext Context(string name, string version, Secret? token = null) => new()
    {
        Id = new PackageId("nuget", name),
        Version = version,
        WorkspaceRoot = "/w",
        Directory = "/w",
        Manifest = "/w/a.csproj",
        ArtifactsDirectory = "/w/none",
        ScratchDirectory = "/w/none",
        LogDirectory = "/w/none",
        Endpoint = new RegistryEndpoint(new Uri("https://feed.test/v3/index.json"), new Uri("https://feed.test/v3/index.json"), token),
    };

    private static EcosystemAdapter AdapterOver(ScriptedTransport transport)
    {
        var environment = new SnapshotEnvironment(new Dictionary<string, string>());
        return DotNetEcosystem.Create(new EcosystemServices(
            new ProcessRunner(environment), RegistryHttp.Create(TimeProvider.System, transport, () => 0), environment, TimeProvider.System));
    }

    private static IRegistry RegistryOver(ScriptedTransport transport) => AdapterOver(transport).Registry;

    private static ScriptedTransport Scripted(params string?[] bodies) => new([.. bodies.Select(Answer)]);

    private static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Answer(string? body) => body is null
        ? ScriptedTransport.Status(HttpStatusCode.NotFound)
        : ScriptedTransport.Status(HttpStatusCode.OK, response => response.Content = new StringContent(body));

    private static string Zip(ScratchDirectory scratch, string name, params (string Entry, string Text)[] files)
    {
        var path = scratch.File(name);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (entry, text) in files)
        {
            using var writer = new StreamWriter(zip.CreateEntry(entry).Open());
            writer.Write(text);
        }

        return path;
    }
}
