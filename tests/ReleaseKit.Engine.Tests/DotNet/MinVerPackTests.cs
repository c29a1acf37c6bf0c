using System.IO.Compression;
using System.Text;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Tags;

namespace ReleaseKit.Engine.Tests.DotNet;

/// <summary>
/// The real client packs projects whose version a package computes while it builds, by the properties and hooks that MinVer documents. The
/// package itself is a stand-in, because tests have no network.
/// </summary>
public sealed class MinVerPackTests
{
    private const string Targets = """
        <Project>
          <PropertyGroup>
            <GenerateNuspecDependsOn>$(GenerateNuspecDependsOn);MinVer</GenerateNuspecDependsOn>
            <GetPackageVersionDependsOn>$(GetPackageVersionDependsOn);MinVer</GetPackageVersionDependsOn>
          </PropertyGroup>
          <Target Name="MinVer" BeforeTargets="BeforeCompile;GetAssemblyVersion;CoreCompile" Condition="'$(MinVerSkip)' != 'true'">
            <PropertyGroup>
              <MinVerVersion>$(MinVerVersionOverride)</MinVerVersion>
              <MinVerVersion Condition="'$(MinVerVersion)' == ''">0.9.0-computed</MinVerVersion>
              <Version>$(MinVerVersion)</Version>
              <PackageVersion>$(MinVerVersion)</PackageVersion>
            </PropertyGroup>
          </Target>
        </Project>
        """;

    [Theory]
    [InlineData("<TargetFramework>net10.0</TargetFramework>")]
    [InlineData("<TargetFrameworks>net10.0;</TargetFrameworks>")]
    public async Task TheBuildIsToldTheVersionOfThoseWithTheSameTags(string framework)
    {
        using var bench = await DotNetBench.CreateAsync(registry: false);
        var (feed, _) = bench.Make("MinVer", "", ("build/MinVer.targets", Encoding.UTF8.GetBytes(Targets)), ("buildMultiTargeting/MinVer.targets", Encoding.UTF8.GetBytes(Targets)));
        bench.With("nuget.config", $"""
                <configuration>
                  <config><add key="globalPackagesFolder" value="{bench.Scratch.File("cache")}" /></config>
                  <packageSources><clear /><add key="feed" value="{feed.ArtifactsDirectory}" /></packageSources>
                </configuration>
                """)
            .With("Directory.Build.props", $"""
                <Project>
                  <PropertyGroup>{framework}<MinVerTagPrefix>v</MinVerTagPrefix></PropertyGroup>
                  <ItemGroup><PackageReference Include="MinVer" Version="1.0.0" PrivateAssets="all" /></ItemGroup>
                </Project>
                """)
            .With("a/A.csproj", Shapes.Project("")).With("b/B.csproj", Shapes.Project("<MinVerTagPrefix>b-</MinVerTagPrefix>"))
            .With("c/C.csproj", Shapes.Project("", "<ProjectReference Include=\"../a/A.csproj\" /><ProjectReference Include=\"../b/B.csproj\" />"));
        var package = (await bench.DiscoverAsync()).Single(p => p.Name == "C");
        var context = bench.Context(package, "1.3.0") with { VersionTag = TagFormat.Parse(package.Tagging!.Format!).Format(package, "1.3.0") };
        var built = (await bench.Adapter.Packager.BuildAsync(context, DotNetBench.Cancellation)).ShouldHaveSingleItem();
        built.FileName.ShouldBe("C.1.3.0.nupkg");
        using var zip = ZipFile.OpenRead(built.Path);
        using var reader = new StreamReader(zip.GetEntry("C.nuspec")!.Open());
        var nuspec = await reader.ReadToEndAsync(DotNetBench.Cancellation);
        nuspec.ShouldContain("id=\"A\" version=\"1.3.0\"");
        nuspec.ShouldContain("id=\"B\" version=\"0.9.0-computed\"");
    }
}
