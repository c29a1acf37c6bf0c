using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.DotNet;

public sealed class DotNetWorkspaceTests
{
    [Fact]
    public async Task AFolderWithoutProjectsHasNoPackages()
    {
        using var tree = new DotNetTree().File("package.json", "{}");
        (await tree.DiscoverAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task AProjectIsAPackageWithItsVersionsPlace()
    {
        using var tree = new DotNetTree().File("src/Acme.Core/Acme.Core.csproj", """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Version>1.2.3</Version>
              </PropertyGroup>
            </Project>
            """);

        var package = await tree.DiscoverOneAsync();

        package.Id.ShouldBe(new PackageId("nuget", "Acme.Core"));
        package.Directory.Value.ShouldBe("src/Acme.Core");
        package.Manifest.Value.ShouldBe("src/Acme.Core/Acme.Core.csproj");
        package.Version.ShouldBe("1.2.3");
        package.VersionFile.ShouldBe(package.Manifest);
        package.VersionLocation.ShouldBe(new SourceLocation("src/Acme.Core/Acme.Core.csproj", 4, 14, 4, 19));
        package.Publishable.ShouldBeTrue();
    }

    [Fact]
    public async Task AnSdkThatOnlyGivesVersionsToPackagesNeedsNoMSBuild()
    {
        using var tree = new DotNetTree().Project("Acme.Core/Acme.Core.csproj", "<Version>1.2.3</Version>")
            .File("Directory.Build.targets", "<Project><Sdk Name=\"Microsoft.Build.CentralPackageVersions\" Version=\"2.1.3\" /></Project>");
        (await tree.DiscoverOneAsync()).Version.ShouldBe("1.2.3");
    }

    [Fact]
    public async Task WhatIsNeverPackedNeedsNoMSBuildWhateverItsSdk()
    {
        using var tree = new DotNetTree().File("samples/Host/Host.csproj", "<Project Sdk=\"Aspire.AppHost.Sdk/9.0.0\"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>")
            .File("samples/Directory.Build.props", "<Project><PropertyGroup><IsPackable>false</IsPackable></PropertyGroup></Project>");
        (await tree.DiscoverOneAsync()).Publishable.ShouldBeFalse();
    }

    [Fact]
    public async Task PackagesShareTheVersionOfADirectoryBuildProps()
    {
        using var tree = new DotNetTree()
            .File("Directory.Build.props", "<Project><PropertyGroup><VersionPrefix>2.0.0</VersionPrefix></PropertyGroup></Project>")
            .Project("a/A.csproj").Project("b/B.fsproj").Project("c/C.vbproj", "<Version>3.0.0</Version>");

        var packages = await tree.DiscoverAsync();

        packages.Select(p => (p.Name, p.Version, p.VersionFile.Value)).ShouldBe(
            [("A", "2.0.0", "Directory.Build.props"), ("B", "2.0.0", "Directory.Build.props"), ("C", "3.0.0", "c/C.vbproj")]);
        packages[0].VersionLocation.ShouldNotBeNull();
        packages[0].VersionLocation.ShouldBe(packages[1].VersionLocation);
    }

    [Fact]
    public async Task AnUndeclaredVersionIsNone()
    {
        using var tree = new DotNetTree().Project("a/A.csproj");
        var package = await tree.DiscoverOneAsync();
        package.Version.ShouldBeNull();
        package.VersionFile.Value.ShouldBe("a/A.csproj");
        package.VersionLocation.ShouldBeNull();
        package.Publishable.ShouldBeTrue();
    }

    [Theory]
    [InlineData("<IsPackable>false</IsPackable>", "", "IsPackable is false")]
    [InlineData("<IsTestProject>true</IsTestProject>", "", "it is a test project")]
    [InlineData("", "<PackageReference Include='Microsoft.NET.Test.Sdk' Version='17.0.0' />", "it is a test project")]
    [InlineData("", "<PackageReference Include='xunit.v3' Version='3.0.0' />", "it is a test project")]
    [InlineData("<NuspecFile>a.nuspec</NuspecFile>", "", "nuspec")]
    [InlineData("<MinVerTagPrefix>{v}</MinVerTagPrefix>", "<PackageReference Include='MinVer' Version='6.0.0' PrivateAssets='all' />", "MinVer")]
    [InlineData("", "<PackageReference Include='nerdbank.gitversioning' Version='3.6.0' />", "Nerdbank.GitVersioning")]
    [InlineData("<Major>1</Major><Version>$(Major).2.3</Version>", "", "computed")]
    [InlineData("<VersionSuffix>beta</VersionSuffix>", "", "computed")]
    [InlineData("<Core>1.0.0</Core><Other>1.0.0</Other><Version>$(Core)</Version>", "", "cannot be told from others")]
    public async Task WhatCannotBeReleasedSaysWhy(string properties, string items, string reason)
    {
        using var tree = new DotNetTree().Project("a/A.csproj", properties, items);
        var package = await tree.DiscoverOneAsync();
        package.Publishable.ShouldBeFalse();
        package.NotPublishableReason.ShouldNotBeNull().ShouldContain(reason);
    }

    [Theory]
    [InlineData("", "{version}", "0.1.0", null)]
    [InlineData("<MinVerTagPrefix>v</MinVerTagPrefix>", "v{version}", "0.1.0", null)]
    [InlineData("<MinVerTagPrefix>$(MSBuildProjectName)-</MinVerTagPrefix><MinVerMinimumMajorMinor>2.1</MinVerMinimumMajorMinor>", "A-{version}", "2.1.0", "[2.1.0-0, )")]
    public async Task MinVerTakesVersionsFromTags(string properties, string format, string first, string? floor)
    {
        using var tree = new DotNetTree().Project("a/A.csproj", properties, "<PackageReference Include='MinVer' Version='6.0.0' PrivateAssets='all' />");
        var package = await tree.DiscoverOneAsync();
        (package.Publishable, package.Version, package.Tagging!.Format, package.Tagging.Floor).ShouldBe((true, first, format, floor));
    }

    [Fact]
    public async Task ProjectsWithOnePrefixOfMinVerHaveOneVersion()
    {
        using var tree = new DotNetTree()
            .File("Directory.Build.props", "<Project><ItemGroup><PackageReference Include=\"MinVer\" Version=\"6.0.0\" PrivateAssets=\"all\" /></ItemGroup></Project>")
            .Project("a/A.csproj").Project("b/B.csproj").Project("c/C.csproj", "<MinVerTagPrefix>c-</MinVerTagPrefix>").Project("d/D.csproj", "<MinVerSkip>true</MinVerSkip><Version>4.0.0</Version>");
        (await tree.DiscoverAsync()).Select(p => $"{p.Name} {p.Tagging?.Format} {p.VersionFile} {p.Version}").ShouldBe(
            ["A {version} a/A.csproj 0.1.0", "B {version} a/A.csproj 0.1.0", "C c-{version} c/C.csproj 0.1.0", "D  d/D.csproj 4.0.0"]);
    }

    [Fact]
    public async Task AToolThatComputesVersionsLeavesNone()
    {
        using var tree = new DotNetTree()
            .File("Directory.Packages.props", "<Project><ItemGroup><GlobalPackageReference Include=\"Nerdbank.GitVersioning\" Version=\"3.7.0\" /></ItemGroup></Project>")
            .Project("a/A.csproj", "<Version>1.0.0</Version>");
        (await tree.DiscoverOneAsync()).Version.ShouldBeNull();
    }

    [Fact]
    public async Task AnExplicitIsPackableOverridesATestPackage()
    {
        using var tree = new DotNetTree()
            .Project("a/A.csproj", "<IsPackable>true</IsPackable>", "<PackageReference Include='Microsoft.NET.Test.Sdk' Version='17.0.0' />");
        (await tree.DiscoverOneAsync()).Publishable.ShouldBeTrue();
    }

    [Fact]
    public async Task OldStyleProjectsAreSeenAndNotReleased()
    {
        using var tree = new DotNetTree()
            .File("old/Acme.Old.csproj", """
                <Project ToolsVersion="15.0" xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
                  <Import Project="$(MSBuildExtensionsPath)\$(MSBuildToolsVersion)\Microsoft.Common.props" />
                  <PropertyGroup><AssemblyName>Acme.Older</AssemblyName></PropertyGroup>
                  <ItemGroup><ProjectReference Include="..\a\A.csproj"><Name>A</Name></ProjectReference></ItemGroup>
                  <Import Project="$(MSBuildToolsPath)\Microsoft.CSharp.targets" />
                </Project>
                """)
            .File("old/packages.config", "<packages />")
            .Project("a/A.csproj");

        var package = (await tree.DiscoverAsync())[1];

        package.Name.ShouldBe("Acme.Older");
        package.Publishable.ShouldBeFalse();
        package.NotPublishableReason.ShouldNotBeNull().ShouldContain("old-style");
        package.Dependencies.ShouldHaveSingleItem().Id.Name.ShouldBe("A");
    }

    [Fact]
    public async Task ProjectReferencesAreInternalAndPackageReferencesExternal()
    {
        using var tree = new DotNetTree()
            .File("Directory.Packages.props", "<Project><ItemGroup><PackageVersion Include=\"acme.d\" Version=\"[1.0,2.0)\" /></ItemGroup></Project>")
            .Project("a/A.csproj", "<PackageId>Acme.A</PackageId>", """
                <ProjectReference Include="..\b\B.csproj" />
                <ProjectReference Include="../c/C.csproj" PrivateAssets="All" />
                <ProjectReference Include="../e/E.csproj" ReferenceOutputAssembly="false" OutputItemType="Analyzer" />
                <ProjectReference Include="../nowhere/N.csproj" />
                <PackageReference Include="Acme.D" />
                <PackageReference Include="Acme.E" Version="1.5.0" />
                <PackageReference Include="Elsewhere" Version="1.0.0" />
                """)
            .Project("b/B.csproj").Project("c/C.csproj")
            .Project("d/D.csproj", "<PackageId>Acme.D</PackageId>").Project("e/E.csproj", "<PackageId>Acme.E</PackageId>");

        var edges = (await tree.DiscoverAsync())[0].Dependencies;

        edges.Select(e => (e.Id.Name, e.Kind, e.Source, e.Range, e.DeclaredIn.Value)).ShouldBe(
        [
            ("Acme.D", DependencyKind.Runtime, DependencySource.Registry, "[1.0,2.0)", "Directory.Packages.props"),
            ("Acme.E", DependencyKind.Runtime, DependencySource.Registry, "1.5.0", "a/A.csproj"),
            ("Acme.E", DependencyKind.Dev, DependencySource.Workspace, "", "a/A.csproj"),
            ("B", DependencyKind.Runtime, DependencySource.Workspace, "", "a/A.csproj"),
            ("C", DependencyKind.Dev, DependencySource.Workspace, "", "a/A.csproj"),
        ]);
        edges.ShouldAllBe(edge => edge.Location != null);
    }

    [Fact]
    public async Task ReferencesOfEveryTargetFrameworkCount()
    {
        using var tree = new DotNetTree()
            .Project("a/A.csproj", "<TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks>", """
                <ProjectReference Include="../b/B.csproj" Condition="'$(TargetFramework)' == 'netstandard2.0'" />
                <ProjectReference Include="../c/C.csproj" Condition="'$(TargetFrameworkIdentifier)' == '.NETCoreApp'" />
                """)
            .Project("b/B.csproj").Project("c/C.csproj");
        (await tree.DiscoverAsync())[0].Dependencies.Select(e => e.Id.Name).ShouldBe(["B", "C"]);
    }

    [Fact]
    public async Task UnpackedProjectsOfOneNameGoByTheirPath()
    {
        using var tree = new DotNetTree()
            .Project("lib/App.csproj")
            .Project("samples/one/App.csproj", "<IsPackable>false</IsPackable>")
            .Project("samples/two/App.csproj", "<IsPackable>false</IsPackable>", "<ProjectReference Include=\"../one/App.csproj\" />");

        var packages = await tree.DiscoverAsync();

        packages.Select(p => p.Name).ShouldBe(["App", "samples/one/App", "samples/two/App"]);
        packages[2].Dependencies.ShouldHaveSingleItem().Id.ShouldBe(packages[1].Id);
    }

    [Fact]
    public async Task TwoProjectsMayNotPackOneId()
    {
        using var tree = new DotNetTree().Project("a/A.csproj", "<PackageId>Acme</PackageId>").Project("b/B.csproj", "<PackageId>acme</PackageId>");
        var problem = await Coded.ThrowsAsync(ManifestCodes.Invalid, () => tree.DiscoverAsync());
        problem.Message.ShouldContain("a/A.csproj and b/B.csproj");
    }

    [Theory]
    [InlineData("-rf")]
    [InlineData("a/../b")]
    [InlineData("a&#10;b")]
    [InlineData("..")]
    public async Task HostileIdsAreRefused(string id)
    {
        using var tree = new DotNetTree().Project("a/A.csproj", $"<PackageId>{id}</PackageId>");
        (await Coded.ThrowsAsync(ManifestCodes.Invalid, () => tree.DiscoverAsync())).Location!.File.ShouldBe("a/A.csproj");
    }

    [Fact]
    public async Task AnIdThatNuGetRefusesIsNotReleased()
    {
        using var tree = new DotNetTree().Project("a/My App.csproj");
        (await tree.DiscoverOneAsync()).NotPublishableReason.ShouldNotBeNull().ShouldContain("My App");
    }

    [Fact]
    public async Task AVersionThatIsNoneIsRefusedAtItsPlace()
    {
        using var tree = new DotNetTree().Project("a/A.csproj", "<Version>one</Version>");
        (await Coded.ThrowsAsync(ManifestCodes.Invalid, () => tree.DiscoverAsync())).Location!.Line.ShouldBe(2);
    }

    [Fact]
    public async Task EveryBrokenFileIsNamedOnce()
    {
        using var tree = new DotNetTree()
            .File("Directory.Build.props", "<Project>").Project("a/A.csproj").Project("b/B.csproj").File("c/C.csproj", "<Project");
        var thrown = await Should.ThrowAsync<ReleaseException>(() => tree.DiscoverAsync());
        thrown.Diagnostics.Select(d => (d.Code, d.Location!.File)).ShouldBe(
            [(ManifestCodes.Syntax.Code, "Directory.Build.props"), (ManifestCodes.Syntax.Code, "c/C.csproj")]);
    }

    [Fact]
    public async Task RootAndExclusionsLimitTheSearch()
    {
        using var tree = new DotNetTree().Project("net/a/A.csproj").Project("net/b/B.csproj").Project("other/C.csproj");
        var packages = await tree.DiscoverAsync("net", directory => directory.Value == "net/b");
        packages.Select(p => p.Name).ShouldBe(["A"]);
    }

    [Fact]
    public async Task WhatOnlyMSBuildKnowsIsRefusedWithoutIt()
    {
        using var tree = new DotNetTree().Project("a/A.csproj", "<Version>$(NETCoreSdkVersion)</Version>");
        var problem = await Coded.ThrowsAsync(ManifestCodes.Evaluation, () => tree.DiscoverAsync());
        problem.Location!.File.ShouldBe("a/A.csproj");
        problem.Message.ShouldContain("NETCoreSdkVersion");
    }

    [Fact]
    public async Task WhatOnlyMSBuildKnowsIsAskedOfIt()
    {
        Tool.Require("dotnet");
        using var tree = new DotNetTree { Processes = new ProcessRunner(new ProcessEnvironment()) }
            .Project("a/A.csproj", "<TargetFramework>net10.0</TargetFramework><Version Condition=\"$([System.Version]::Parse('2.0').Major) == 2\">1.2.3</Version>", "<ProjectReference Include=\"../b/B.csproj\" />")
            .Project("b/B.csproj", "<TargetFramework>net10.0</TargetFramework><IsPackable>$([System.Version]::Parse('2.0').Major.Equals(3))</IsPackable>");

        var packages = await tree.DiscoverAsync();

        packages[0].Version.ShouldBe("1.2.3");
        packages[0].VersionLocation!.Line.ShouldBe(2);
        packages[0].Publishable.ShouldBeTrue();
        packages[0].Dependencies.ShouldHaveSingleItem().Id.ShouldBe(packages[1].Id);
        packages[1].Publishable.ShouldBeFalse();
    }
}
