using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Testing;

namespace ReleaseKit.Rehearsal.Tests.NuGet;

public sealed class NuGetClientTests
{
    private const string Key = "nuget-key-of-the-test";

    [Fact]
    public async Task DotnetPushesFindsAddsRestoresAndUnlists()
    {
        var dotnet = Tool.Require("dotnet");
        await using var bench = await Bench.StartAsync(options => options with { Token = RequiredToken.Of(Key) });
        var library = WriteProject(bench, "Acme.Core", "public static class Core { public static int Value => 42; }", "<Version>1.2.0</Version><IncludeSymbols>true</IncludeSymbols><SymbolPackageFormat>snupkg</SymbolPackageFormat>");
        (await RunAsync(bench, dotnet, library, "pack", "-o", "out", "-v", "q")).Succeeded();
        var package = Path.Combine(library, "out", "Acme.Core.1.2.0.nupkg");

        (await RunAsync(bench, dotnet, library, "nuget", "push", package, "--source", "rehearsal")).Succeeded();
        (await RunAsync(bench, dotnet, library, "nuget", "push", package, "--source", "rehearsal")).Failed().ShouldContain("409");
        (await RunAsync(bench, dotnet, library, "nuget", "push", package, "--source", "rehearsal", "--skip-duplicate")).Succeeded();
        (await bench.LogAsync()).Select(entry => ((string?)entry!["file"], (int)entry["status"]!)).Take(3)
            .ShouldBe([("acme.core.1.2.0.nupkg", 201), ("acme.core.1.2.0.snupkg", 201), ("acme.core.1.2.0.nupkg", 409)]);

        var consumer = WriteProject(bench, "Consumer", "System.Console.WriteLine(Core.Value);", "<OutputType>Exe</OutputType><UseAppHost>false</UseAppHost>");
        (await RunAsync(bench, dotnet, consumer, "add", "package", "Acme.Core")).Succeeded();
        (await RunAsync(bench, dotnet, consumer, "run", "-v", "q")).Succeeded().Trim().ShouldEndWith("42");
        (await RunAsync(bench, dotnet, consumer, "package", "search", "Core", "--source", "rehearsal")).Succeeded().ShouldContain("1.2.0");
        // Unlike push, delete does not look at NUGET_API_KEY.
        (await RunAsync(bench, dotnet, consumer, "nuget", "delete", "Acme.Core", "1.2.0", "--source", "rehearsal", "--non-interactive", "--api-key", Key)).Succeeded();
    }

    private static string WriteProject(Bench bench, string name, string code, string properties)
    {
        bench.Write($"{name}/NuGet.config", $"""
            <configuration>
              <packageSources>
                <clear />
                <add key="rehearsal" value="{bench.Url}/nuget/v3/index.json" allowInsecureConnections="true" />
              </packageSources>
            </configuration>
            """);
        bench.Write($"{name}/Code.cs", code);
        return Path.GetDirectoryName(bench.Write($"{name}/{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework>{properties}</PropertyGroup>
            </Project>
            """))!;
    }

    private static Task<ClientProcess> RunAsync(Bench bench, string dotnet, string directory, params string[] arguments) =>
        ClientProcess.RunAsync(dotnet, directory, new Dictionary<string, string>
        {
            ["HOME"] = bench.Home,
            ["USERPROFILE"] = bench.Home,
            ["DOTNET_CLI_HOME"] = bench.Home,
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            ["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false",
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
            ["NUGET_PACKAGES"] = Path.Combine(bench.Home, "packages"),
            ["NUGET_HTTP_CACHE_PATH"] = Path.Combine(bench.Home, "http-cache"),
            ["NUGET_API_KEY"] = Key,
        }, arguments);
}
