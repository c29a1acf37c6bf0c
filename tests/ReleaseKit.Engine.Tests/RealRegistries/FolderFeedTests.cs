using System.Text.Json;
using ReleaseKit.Engine.Tests.Contracts;
using ReleaseKit.Engine.Tests.Contracts.NuGet;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.RealRegistries;

/// <summary>NuGet's own feed, a folder: what the adapter packs is pushed to it and restored from it as from the registry of rehearsals.</summary>
public sealed class FolderFeedTests(ContractBench<NuGetFixture> bench) : IClassFixture<ContractBench<NuGetFixture>>
{
    private const string Consumer = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>
            <RestorePackagesPath>$(MSBuildProjectDirectory)/packages</RestorePackagesPath>
            <RestoreNoHttpCache>true</RestoreNoHttpCache>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="contract-top" Version="VERSION" />
          </ItemGroup>
        </Project>
        """;

    [Fact]
    public async Task BothFeedsGiveTheSamePackages()
    {
        using var tree = bench.Tree();
        var feed = Directory.CreateDirectory(Path.Combine(tree.Path, "feed")).FullName;
        foreach (var name in new[] { bench.Fixture.Base, bench.Fixture.Top })
        {
            var artifacts = await bench.ReleaseAsync(bench.Context(tree, name));
            foreach (var artifact in artifacts)
            {
                bench.Client(tree)("", "dotnet", "nuget", "push", artifact.Path, "--source", feed);
                bench.Client(tree)("", "dotnet", "nuget", "push", artifact.Path, "--source", feed, "--skip-duplicate");
                File.ReadAllBytes(Path.Combine(feed, artifact.FileName)).ShouldBe(await File.ReadAllBytesAsync(artifact.Path, TestContext.Current.CancellationToken));
            }
        }

        Restored(tree, "folder", feed).ShouldBe(Restored(tree, "rehearsal", new Uri(bench.Open, bench.Adapter.RehearsalIndex).AbsoluteUri));
    }

    /// <summary>What the client locked: packages, versions and digests of their content.</summary>
    private IReadOnlyList<string> Restored(ContractTree tree, string name, string feed)
    {
        tree.Write($"{name}/consumer.csproj", Consumer.Replace("VERSION", tree.Version, StringComparison.Ordinal));
        tree.Write($"{name}/nuget.config", $"<configuration><packageSources><clear /><add key=\"only\" value=\"{feed}\" allowInsecureConnections=\"true\" /></packageSources></configuration>");
        bench.Client(tree)(name, "dotnet", "restore");
        using var locked = JsonDocument.Parse(tree.Read($"{name}/packages.lock.json"));
        IReadOnlyList<string> packages =
        [
            .. locked.RootElement.GetProperty("dependencies").GetProperty("net10.0").EnumerateObject()
                .Select(p => $"{p.Name} {p.Value.GetProperty("resolved")} {p.Value.GetProperty("contentHash")}"),
        ];
        packages.Count.ShouldBe(2);
        return packages;
    }
}
