using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.DotNet;

/// <summary>The adapter from projects to loaded assemblies, with the real client against the rehearsal registry.</summary>
public sealed class DotNetReleaseTests
{
    private const string Good = "oy2-the-good-key-0123456789";
    private const string Bad = "oy2-the-bad-key-9876543210";
    private static readonly Secret GoodKey = new(Good, "MY_KEY");

    [Fact]
    public async Task AReleaseIsBuiltUploadedComparedRestoredAndLoaded()
    {
        using var bench = await DotNetBench.CreateAsync(Good);
        bench.With("Directory.Build.props", "<Project><PropertyGroup><TargetFramework>net10.0</TargetFramework><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup></Project>")
            .With(".editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.CS8019.severity = error\n")
            .With("core dir/Acme.Core.csproj", Shapes.Project("<Version>1.2.0</Version><IncludeSymbols>true</IncludeSymbols><SymbolPackageFormat>snupkg</SymbolPackageFormat>"))
            .With("core dir/Core.cs", "namespace Acme; public class Core;")
            .With("app/Acme.App.csproj", Shapes.Project("<Version>2.0.0-rc.1</Version>", "<ProjectReference Include=\"..\\core dir\\Acme.Core.csproj\" />"))
            .With("app/App.cs", "namespace Acme; public class App : Core;");
        var packages = await bench.DiscoverAsync();
        packages.Select(package => package.Name).ShouldBe(["Acme.App", "Acme.Core"]);
        var core = bench.Context(packages[1], "1.2.0", GoodKey);
        var app = bench.Context(packages[0], "2.0.0-rc.1", GoodKey);
        (await bench.Adapter.Packager.FindMissingToolsAsync(core, DotNetBench.Cancellation)).ShouldBeEmpty();

        // Both at once, as a release does: the lock keeps them out of each other's obj folders.
        var builds = await Task.WhenAll(new[] { core, app }.Select(context => bench.Adapter.Packager.BuildAsync(context, DotNetBench.Cancellation)));
        builds[0].Select(artifact => artifact.FileName).ShouldBe(["Acme.Core.1.2.0.nupkg", "Acme.Core.1.2.0.snupkg"]);
        builds[1].Select(artifact => artifact.FileName).ShouldBe(["Acme.App.2.0.0-rc.1.nupkg"]);

        await KeysAreCheckedAndNotWrittenAsync(bench, core, builds[0]);
        await UploadsAreCompletedAndNotRepeatedAsync(bench, core, builds[0]);
        (await bench.Adapter.Consumer.InstallAndLoadAsync(core, builds[0], DotNetBench.Cancellation)).ShouldBe("restored and loaded Acme.Core on net10.0");

        (await bench.Adapter.Registry.FindAsync(app, DotNetBench.Cancellation)).ShouldBeNull();
        await bench.Adapter.Publisher.PublishAsync(app, builds[1], DotNetBench.Cancellation);
        (await bench.Adapter.Consumer.InstallAndLoadAsync(app, builds[1], DotNetBench.Cancellation)).ShouldBe("restored and loaded Acme.App on net10.0");
        bench.Adapter.Consumer.InstallCommand(app).ShouldBe(
            $"dotnet new nugetconfig && dotnet nuget add source {app.Endpoint.Index} --name rehearsal --allow-insecure-connections --configfile nuget.config && dotnet add package Acme.App --version 2.0.0-rc.1");
        (bench.Logs("Acme.Core") + bench.Logs("Acme.App")).ShouldNotContain(Good);
    }

    [Fact]
    public async Task FailedBuildsAndOtherVersionsAreTold()
    {
        using var bench = await DotNetBench.CreateAsync(registry: false);
        bench.With("a/A.csproj", Shapes.Project("<TargetFramework>net10.0</TargetFramework><Version>1.0.0</Version>")).With("a/A.cs", "public class A;");
        var package = (await bench.DiscoverAsync()).ShouldHaveSingleItem();

        var other = await Coded.ThrowsAsync(BuildCodes.Version, () => bench.Adapter.Packager.BuildAsync(bench.Context(package, "1.0.1"), DotNetBench.Cancellation));
        other.Message.ShouldContain("A 1.0.0");
        other.Location!.File.ShouldBe("a/A.csproj");

        bench.With("a/A.cs", "public class A { this is wrong }");
        var failed = await Coded.ThrowsAsync(BuildCodes.Failed, () => bench.Adapter.Packager.BuildAsync(bench.Context(package, "1.0.0"), DotNetBench.Cancellation));
        failed.Message.ShouldContain("A.cs(1,");
        failed.Message.ShouldContain("error CS");
    }

    [Fact]
    public async Task WhatCannotBeInstalledOrLoadedIsTold()
    {
        using var bench = await DotNetBench.CreateAsync();
        var (lonely, lonelyFiles) = bench.Make("Acme.Lonely", "<dependencies><dependency id=\"Acme.Nowhere\" version=\"9.0.0\" /></dependencies>");
        await bench.Adapter.Publisher.PublishAsync(lonely, lonelyFiles, DotNetBench.Cancellation);
        var install = await Coded.ThrowsAsync(VerifyCodes.Install, () => bench.Adapter.Consumer.InstallAndLoadAsync(lonely, lonelyFiles, DotNetBench.Cancellation));
        install.Message.ShouldContain("Acme.Nowhere");

        // An assembly whose public types need another one, which the package does not say.
        var assembly = typeof(EcosystemAdapter).Assembly.Location;
        var (broken, brokenFiles) = bench.Make("Acme.Broken", "", ($"lib/net10.0/{Path.GetFileName(assembly)}", await File.ReadAllBytesAsync(assembly, DotNetBench.Cancellation)));
        await bench.Adapter.Publisher.PublishAsync(broken, brokenFiles, DotNetBench.Cancellation);
        var load = await Coded.ThrowsAsync(VerifyCodes.Load, () => bench.Adapter.Consumer.InstallAndLoadAsync(broken, brokenFiles, DotNetBench.Cancellation));
        load.Message.ShouldContain("ReleaseKit.Core");
    }

    [Fact]
    public async Task PackagesWithoutAnythingToLoadAreRestoredOrInstalled()
    {
        using var bench = await DotNetBench.CreateAsync();
        const string settings = "<DotNetCliTool Version=\"1\"><Commands><Command Name=\"acme\" EntryPoint=\"Acme.dll\" Runner=\"dotnet\" /></Commands></DotNetCliTool>";
        var tool = bench.Make(
            "Acme.Tool", "<packageTypes><packageType name=\"DotnetTool\" /></packageTypes>",
            ("tools/net10.0/any/DotnetToolSettings.xml", Encoding.UTF8.GetBytes(settings)), ("tools/net10.0/any/Acme.dll", await File.ReadAllBytesAsync(typeof(ScratchDirectory).Assembly.Location, DotNetBench.Cancellation)));
        (await PublishAndInstallAsync(bench, tool)).ShouldBe("installed the tool acme; it was not run");
        bench.Adapter.Consumer.InstallCommand(tool.Context).ShouldBe($"dotnet tool install Acme.Tool --version 1.0.0 --add-source {tool.Context.Endpoint.Index}");

        var template = bench.Make("Acme.Template", "<packageTypes><packageType name=\"Template\" /></packageTypes>", ("content/a/.template.config/template.json", [(byte)'{', (byte)'}']));
        (await PublishAndInstallAsync(bench, template)).ShouldBe("restored; a package of type Template has nothing to load");

        var framework = bench.Make("Acme.Old", "", ("lib/net48/Acme.Old.dll", [0]));
        (await PublishAndInstallAsync(bench, framework)).ShouldBe("restored; it is for net48, which does not run on net10.0, so nothing was loaded");
    }

    private static async Task<string> PublishAndInstallAsync(DotNetBench bench, (PackageContext Context, ImmutableArray<Artifact> Artifacts) package)
    {
        await bench.Adapter.Publisher.PublishAsync(package.Context, package.Artifacts, DotNetBench.Cancellation);
        return await bench.Adapter.Consumer.InstallAndLoadAsync(package.Context, package.Artifacts, DotNetBench.Cancellation);
    }

    private static async Task KeysAreCheckedAndNotWrittenAsync(DotNetBench bench, PackageContext package, ImmutableArray<Artifact> artifacts)
    {
        var bad = package with { Endpoint = package.Endpoint with { Token = new Secret(Bad, "MY_KEY") } };
        var refused = await Coded.ThrowsAsync(RegistryCodes.Unauthorized, () => bench.Adapter.Publisher.PublishAsync(bad, artifacts, DotNetBench.Cancellation));
        refused.Message.ShouldContain("MY_KEY");
        refused.Message.ShouldNotContain(Bad);

        var none = package with { Endpoint = package.Endpoint with { Token = null } };
        await Coded.ThrowsAsync(RegistryCodes.Unauthorized, () => bench.Adapter.Publisher.PublishAsync(none, artifacts, DotNetBench.Cancellation));
        (await bench.Adapter.Registry.FindAsync(package, DotNetBench.Cancellation)).ShouldBeNull();
        bench.Logs(package.Id.Name).ShouldNotContain(Bad);
    }

    private static async Task UploadsAreCompletedAndNotRepeatedAsync(DotNetBench bench, PackageContext package, ImmutableArray<Artifact> artifacts)
    {
        // A release that died between the package and its symbols leaves the symbols to the next one.
        await bench.Adapter.Publisher.PublishAsync(package, [artifacts[0]], DotNetBench.Cancellation);
        Directory.EnumerateFiles(bench.Scratch.File("registry"), "*.snupkg", SearchOption.AllDirectories).ShouldBeEmpty();
        File.Delete(Path.Combine(package.LogDirectory, "push.nupkg.log"));
        await bench.Adapter.Publisher.PublishAsync(package, artifacts, DotNetBench.Cancellation);
        File.Exists(Path.Combine(package.LogDirectory, "push.nupkg.log")).ShouldBeFalse();
        Directory.EnumerateFiles(bench.Scratch.File("registry"), "*.snupkg", SearchOption.AllDirectories).Count().ShouldBe(1);

        var published = (await bench.Adapter.Registry.FindAsync(package, DotNetBench.Cancellation)).ShouldNotBeNull();
        var copy = bench.Scratch.File("downloaded.nupkg");
        await bench.Adapter.Registry.DownloadAsync(package, published.Files.ShouldHaveSingleItem(), copy, DotNetBench.Cancellation);
        (await bench.Adapter.Registry.IsSameAsync(artifacts[0], copy, DotNetBench.Cancellation)).ShouldBeTrue();
        (await bench.Adapter.Registry.IsSameAsync(artifacts[1], copy, DotNetBench.Cancellation)).ShouldBeFalse();

        var other = bench.Scratch.File("other", artifacts[0].FileName);
        Directory.CreateDirectory(Path.GetDirectoryName(other)!);
        File.Copy(artifacts[0].Path, other);
        using (var zip = ZipFile.Open(other, ZipArchiveMode.Update))
        {
            zip.CreateEntry("more.txt");
        }

        var exists = await Coded.ThrowsAsync(PublishCodes.Exists, () => bench.Adapter.Publisher.PublishAsync(package, [Artifact.FromFile(other)], DotNetBench.Cancellation));
        exists.Message.ShouldContain("Acme.Core 1.2.0");
    }
}
