using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Tests.Custom;

/// <summary>What the commands of items are given, and what their exit codes mean.</summary>
public sealed class CustomCommandTests
{
    [Theory]
    [InlineData("exit 0", true)]
    [InlineData("exit 1", false)]
    public async Task ExistsCommandsAnswerWithTheirExitCode(string command, bool there)
    {
        using var bench = new CustomBench(("PublishCommand", "true"), ("ExistsCommand", command));
        var found = await bench.Adapter.Registry.FindAsync(bench.Package(), TestContext.Current.CancellationToken);
        (found is not null).ShouldBe(there);
        (found?.IsOpaque ?? true).ShouldBeTrue();
    }

    [Fact]
    public async Task AnyOtherExitCodeIsNoAnswer()
    {
        using var bench = new CustomBench(("PublishCommand", "true"), ("ExistsCommand", "echo no network >&2; exit 7"));
        var problem = await Coded.ThrowsAsync(RegistryCodes.Answer, () => bench.Adapter.Registry.FindAsync(bench.Package(), TestContext.Current.CancellationToken));
        problem.Message.ShouldContain("exit code 7");
        problem.Message.ShouldContain("no network");
    }

    [Fact]
    public async Task CommandsOfSeveralLinesGetWhatTheReleaseKnows()
    {
        using var bench = new CustomBench(("PackCommand", "cd ..\nprintf '%s|' \"$RELEASE_PACKAGE\" \"$RELEASE_NAME\" \"$RELEASE_VERSION\" \"$RELEASE_TAG\" \"$RELEASE_COMMIT\" \"$RELEASE_REHEARSAL\" > \"$RELEASE_ARTIFACTS/all\"; pwd >> \"$RELEASE_ARTIFACTS/all\""));
        var artifact = (await bench.Adapter.Packager.BuildAsync(bench.Package(), TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        File.ReadAllText(artifact.Path).ShouldBe($"custom:web|web|1.2.0|web-v1.2.0|0123456789|false|{bench.File("charts")}\n");
        Directory.GetFiles(bench.File("scratch/commands")).ShouldBeEmpty();
    }

    [Fact]
    public async Task APackageWithoutFilesHasANoteOfItself()
    {
        using var bench = new CustomBench();
        var artifact = (await bench.Adapter.Packager.BuildAsync(bench.Package(), TestContext.Current.CancellationToken)).ShouldHaveSingleItem();
        File.ReadAllText(artifact.Path).ShouldBe("custom:web 1.2.0\n0123456789\n");
    }

    [Fact]
    public async Task FailuresHaveTheCodesOfTheirStages()
    {
        using var bench = new CustomBench(("PackCommand", "echo broken; exit 3"), ("PublishCommand", "exit ${CODE}"), ("ExistsCommand", "exit 1"), ("VerifyCommand", "exit 2"));
        var (adapter, package, token) = (bench.Adapter, bench.Package(), TestContext.Current.CancellationToken);
        (await Coded.ThrowsAsync(BuildCodes.Failed, () => adapter.Packager.BuildAsync(package, token))).Message.ShouldContain("| broken");
        bench.Variables["CODE"] = "4";
        await Coded.ThrowsAsync(PublishCodes.Failed, () => bench.Adapter.Publisher.PublishAsync(package, [], token));
        bench.Variables["CODE"] = "75";
        await Coded.ThrowsAsync(PublishCodes.Transient, () => bench.Adapter.Publisher.PublishAsync(package, [], token));
        await Coded.ThrowsAsync(VerifyCodes.Install, () => adapter.Consumer.InstallAndLoadAsync(package, [], token));
    }

    [Fact]
    public async Task AnUploadWhoseAnswerWasLostIsAnUpload()
    {
        using var bench = new CustomBench(("PublishCommand", "touch there; exit 1"), ("ExistsCommand", "test -f there"));
        await bench.Adapter.Publisher.PublishAsync(bench.Package(), [], TestContext.Current.CancellationToken);
        (await bench.Adapter.Registry.FindAsync(bench.Package(), TestContext.Current.CancellationToken)).ShouldNotBeNull();
    }

    [Fact]
    public async Task TheCredentialIsMaskedAndRequired()
    {
        using var bench = new CustomBench(("PublishCommand", "echo \"$RELEASE_TOKEN and $CHART_TOKEN\"; test \"$RELEASE_TOKEN\" = s3cret-value"), ("ExistsCommand", "exit 1"), ("TokenVariable", "CHART_TOKEN"));
        var problem = await Coded.ThrowsAsync(RegistryCodes.Unauthorized, () => bench.Adapter.Publisher.PublishAsync(bench.Package(), [], TestContext.Current.CancellationToken));
        problem.Message.ShouldContain("CHART_TOKEN");
        bench.Variables["CHART_TOKEN"] = "s3cret-value\n";
        await bench.Adapter.Publisher.PublishAsync(bench.Package(), [], TestContext.Current.CancellationToken);
        bench.Log("publish").ShouldContain("*** and ***");
        bench.Log("publish").ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task ARehearsalPublishesToAFolderAndRunsNoOtherCommand()
    {
        using var bench = new CustomBench(("PackCommand", "echo x > \"$RELEASE_ARTIFACTS/x\""), ("PublishCommand", "exit 9"), ("ExistsCommand", "exit 9"), ("VerifyCommand", "exit 9"));
        var (adapter, package, token) = (bench.Adapter, bench.Package(rehearsed: true), TestContext.Current.CancellationToken);
        var built = await adapter.Packager.BuildAsync(package, token);
        (await adapter.Registry.FindAsync(package, token)).ShouldBeNull();
        await adapter.Publisher.PublishAsync(package, built, token);
        var file = (await adapter.Registry.FindAsync(package, token)).ShouldNotBeNull().Files.ShouldHaveSingleItem();
        (file.FileName, file.Sha256).ShouldBe(("x", built[0].Sha256));
        var copy = bench.File("copy");
        await adapter.Registry.DownloadAsync(package, file, copy, token);
        (await adapter.Registry.IsSameAsync(built[0], copy, token)).ShouldBeTrue();
        (await adapter.Consumer.InstallAndLoadAsync(package, built, token)).ShouldContain("not rehearsed");
    }

    [Fact]
    public async Task ARehearsalThatCommandsTakePartInHasNoCredential()
    {
        using var bench = new CustomBench(("PublishCommand", "echo $RELEASE_REHEARSAL-$RELEASE_TOKEN- > said"), ("ExistsCommand", "test -f said"), ("TokenVariable", "CHART_TOKEN"), ("Rehearsable", "true"));
        bench.Variables["CHART_TOKEN"] = "s3cret-value";
        await bench.Adapter.Publisher.PublishAsync(bench.Package(rehearsed: true), [], TestContext.Current.CancellationToken);
        File.ReadAllText(bench.File("charts/web/said")).ShouldBe("true--\n");
    }

    [Fact]
    public async Task ToolsOfTheItemAreLookedFor()
    {
        using var bench = new CustomBench(("Tools", "sh; no-such-tool"));
        (await bench.Adapter.Packager.FindMissingToolsAsync(bench.Package(), TestContext.Current.CancellationToken)).ShouldHaveSingleItem().Name.ShouldBe("no-such-tool");
    }
}
