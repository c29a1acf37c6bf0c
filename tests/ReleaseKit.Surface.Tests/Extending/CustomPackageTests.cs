using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Extending;

/// <summary>Packages that items declare, from discovery to tags, beside packages of other ecosystems.</summary>
public sealed class CustomPackageTests : IDisposable
{
    private const string Chart = """
        <ReleasePackage Include="charts/web" Ecosystem="custom" VersionFile="Chart.yaml" DependsOn="@acme/core" DependsOnBump="match" Rehearsable="true" TokenVariable="CHART_TOKEN" Tools="tar"
                            PackCommand="for f in Chart.yaml values.yaml; do test -f $f || exit 3; done; tar -cf &quot;$RELEASE_ARTIFACTS/$RELEASE_NAME-$RELEASE_VERSION.tar&quot; *.yaml; echo 100%25 of %24(pwd)"
                            PublishCommand="echo $RELEASE_PACKAGE $RELEASE_VERSION $RELEASE_TAG $RELEASE_DEPENDENCIES %3E%3E &quot;$SHELF/log&quot;; cp &quot;$RELEASE_ARTIFACTS&quot;/* &quot;$SHELF&quot;"
                            ExistsCommand="test -f &quot;$SHELF/web-$RELEASE_VERSION.tar&quot;" VerifyCommand="tar -tf &quot;$SHELF/web-$RELEASE_VERSION.tar&quot; | grep -q Chart.yaml" />
        """;

    private readonly ReleaseWorkspace _workspace = new();

    private string Shelf => Path.Combine(Path.GetDirectoryName(_workspace.Root)!, "shelf");

    [Fact]
    public void ACustomPackageIsReleasedBetweenItsDependencyAndItsDependents()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs sh");
        Tool.Require("npm");
        Prepare($"""
            <ItemDefinitionGroup>
                <ReleasePackage><InstallCommand>helm install web; echo 100%25</InstallCommand></ReleasePackage>
              </ItemDefinitionGroup>
              <ItemGroup>
                {Chart}
                <ReleasePackage Include="infra" Ecosystem="custom" Name="acme-infra" Version="2.0.0" DependsOn="custom:web; npm:@acme/core"
                                PackCommand="printf %25s &quot;$RELEASE_DEPENDENCIES&quot; %3E &quot;$RELEASE_ARTIFACTS/versions&quot;" />
            </ItemGroup>
            """);
        _workspace.Write("releasekit.toml", "[[edges]]\nfrom = \"npm:@acme/site\"\nto = \"custom:web\"\nkind = \"build\"\nbump = \"minor\"\n");
        _workspace.Initialize("@acme/core-v1.0.0", "@acme/site-v1.0.0", "web-v0.3.0", "acme-infra-v2.1.0");
        _workspace.Change("js/core/index.js", "// more\n", "feat: more");

        var discovered = TargetAnswer.Ask(_workspace, "Discover");
        discovered.Items.Keys.Where(k => k != "npm:root").ShouldBe(["custom:acme-infra", "custom:web", "npm:@acme/core", "npm:@acme/site"]);
        discovered.Metadata("custom:web", "Manifest", "Version", "Dependencies").ShouldBe(["charts/web/Chart.yaml", "0.3.0", "npm:@acme/core"]);
        discovered.Metadata("custom:acme-infra", "Manifest", "Version", "Dependencies").ShouldBe(["release.proj", "2.1.0", "custom:web;npm:@acme/core"]);
        discovered.Metadata("npm:@acme/site", "Dependencies").ShouldBe(["custom:web"]);

        var plan = TargetAnswer.Ask(_workspace, "Plan");
        plan.Metadata("custom:web", "To", "Order").ShouldBe(["0.4.0", "1"]);
        plan.Metadata("custom:acme-infra", "To", "Order").ShouldBe(["2.1.1", "2"]);
        plan.Metadata("npm:@acme/site", "To", "Order").ShouldBe(["1.1.0", "2"]);

        var release = Release();

        release.ExitCode.ShouldBe(0, release.Output);
        _workspace.Read("charts/web/Chart.yaml").ShouldBe("apiVersion: v2\nname: web\nversion: \"0.4.0\" # kept\n");
        File.ReadAllText(Path.Combine(Shelf, "log")).ShouldBe("custom:web 0.4.0 web-v0.4.0 npm:@acme/core 1.1.0\n");
        File.Exists(Path.Combine(Shelf, "web-0.4.0.tar")).ShouldBeTrue();
        _workspace.Git("tag", "--points-at", "HEAD").Split('\n').ShouldBe(["@acme/core-v1.1.0", "@acme/site-v1.1.0", "acme-infra-v2.1.1", "web-v0.4.0"]);
        File.ReadAllText(Path.Combine(_workspace.Output, "dist", "acme-infra.custom", "2.1.1", "versions")).ShouldBe("custom:web 0.4.0\nnpm:@acme/core 1.1.0");
        release.Output.ShouldContain("helm install web; echo 100%");
        File.ReadAllText(Path.Combine(_workspace.Output, "logs", "web.custom", "pack.log")).ShouldContain("100% of " + _workspace.File("charts/web"));
        _workspace.Git("status", "--porcelain").ShouldBeEmpty();

        var again = Release();

        again.ExitCode.ShouldBe(0, again.Output);
        again.Output.ShouldContain("Nothing to release.");
        File.ReadAllLines(Path.Combine(Shelf, "log")).Length.ShouldBe(1);
    }

    [Fact]
    public void WhatWasPublishedBeforeAnInterruptionIsNotPublishedAgain()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs sh");
        Tool.Require("npm");
        Prepare($"<ItemGroup>{Chart}</ItemGroup>");
        _workspace.Initialize("@acme/core-v1.0.0", "@acme/site-v1.0.0", "web-v0.3.0");
        _workspace.Change("charts/web/values.yaml", "a: 1\n", "fix: values");

        // The upload arrives, and its answer is lost with the build.
        var broken = Release("-p:ReleaseAwaitTimeout=0", "-p:ReleasePackageStages=Pin%3bBuild%3bPublish%3bNowhere");
        broken.ExitCode.ShouldNotBe(0);
        File.ReadAllLines(Path.Combine(Shelf, "log")).Length.ShouldBe(1);

        var release = Release();

        release.ExitCode.ShouldBe(0, release.Output);
        File.ReadAllLines(Path.Combine(Shelf, "log")).Length.ShouldBe(1);
        _workspace.Git("tag", "--points-at", "HEAD").ShouldBe("web-v0.3.1");
    }

    [Fact]
    public void ARehearsalPacksAndRunsNoOtherCommand()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs sh");
        Prepare($"<ItemGroup>{Chart.Replace("Rehearsable=\"true\" ", "", StringComparison.Ordinal).Replace("@acme/core", "", StringComparison.Ordinal)}</ItemGroup>");
        _workspace.Initialize("@acme/core-v1.0.0", "@acme/site-v1.0.0", "web-v0.3.0");
        _workspace.Change("charts/web/values.yaml", "a: 1\n", "fix: values");

        var rehearsal = _workspace.MSBuild("Rehearse", "-p:ReleaseSkipChecks=licences%3bmetadata%3block-files%3bownership", "-mt", "-m:4");

        rehearsal.ExitCode.ShouldBe(0, rehearsal.Output);
        rehearsal.Output.ShouldContain("web 0.3.1 verified: packed; its commands are not rehearsed");
        Directory.GetFiles(Shelf).ShouldBeEmpty();
        _workspace.Git("tag", "--list", "web-*").ShouldBe("web-v0.3.0");
    }

    [Fact]
    public void ItemsThatAreNoPackagesAreRefusedAndOddOnesWarnedAbout()
    {
        Prepare("""
            <ItemGroup>
                <ReleasePackage Include="charts/web" Ecosystem="custom" PakCommand="true" />
                <ReleasePackage Include="js/../charts/web" Ecosystem="custom" Name="second" />
                <ReleasePackage Include="js/core" Ecosystem="custom" Name="core-image" />
            </ItemGroup>
            """);
        _workspace.Initialize();
        var warned = _workspace.MSBuild("Discover");
        warned.ExitCode.ShouldBe(0, warned.Output);
        warned.Output.ShouldContain("warning RK-CUSTOM-METADATA: ");
        warned.Output.ShouldContain("Did you mean 'PackCommand'?");
        warned.Output.ShouldContain("custom:web has it, because it comes first, and custom:second is left out");
        warned.Output.ShouldContain("custom:core-image has it, because custom is registered first, and npm:@acme/core is left out");
        TargetAnswer.Ask(_workspace, "Discover").Items.Keys.Where(k => k != "npm:root").ShouldBe(["custom:core-image", "custom:web", "npm:@acme/site"]);

        Refuses("<ReleasePackage Include=\"charts/web\" Ecosystem=\"custom\" PublishCommand=\"true\" />", "error RK-CUSTOM-INCOMPLETE: ");
        Refuses("<ReleasePackage Include=\"charts/nowhere\" Ecosystem=\"custom\" />", "error RK-CUSTOM-ITEM: ");
        Refuses("<ReleasePackage Include=\"../x\" Ecosystem=\"custom\" />", "error RK-CUSTOM-ITEM: ");
        Refuses("<ReleasePackage Include=\"charts/web\" Ecosystem=\"helm\" />", "error RK-CUSTOM-ITEM: ");
        Refuses("<ReleasePackage Include=\"charts/web\" Ecosystem=\"custom\" VersionFile=\"values.yaml\" />", "error RK-CUSTOM-VERSION: ");
        Refuses("<ReleasePackage Include=\"charts/web\" Ecosystem=\"custom\" DependsOn=\"@acme/cor\" />", "error RK-EDGE-UNKNOWN: ");
    }

    public void Dispose()
    {
        _workspace.Dispose();
    }

    private void Refuses(string item, string code)
    {
        _workspace.UseRepositorySdk(body: $"<ItemGroup>{item}</ItemGroup>");
        var answer = _workspace.MSBuild("Discover");
        answer.ExitCode.ShouldNotBe(0);
        answer.Output.ShouldContain(code);
    }

    private void Prepare(string body)
    {
        _workspace.UseRepositorySdk(body: body);
        _workspace.AddNpmRoot();
        _workspace.AddNpm("js/core", "@acme/core", "1.0.0");
        _workspace.AddNpm("js/site", "@acme/site", "1.0.0");
        _workspace.Write(".gitignore", "artifacts/\nnode_modules/\n");
        _workspace.Write("charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: \"0.3.0\" # kept\n");
        _workspace.Write("charts/web/values.yaml", "{}\n");
        _workspace.Write("infra/main.tf", "# nothing\n");
        Directory.CreateDirectory(Shelf);
        _workspace.Variables["SHELF"] = Shelf;
    }

    private CommandResult Release(params string[] arguments) => _workspace.MSBuild(
        "Release", ["-p:ReleaseRegistry=rehearsal", "-p:ReleaseChangelog=false", "-p:ReleaseSkipChecks=licences%3bmetadata%3block-files%3bownership", "-m:2", .. arguments]);
}
