using System.Text.Json;
using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Recovery;

/// <summary>The target Rollback, on packages that a release of the shipped targets has published to a loopback registry.</summary>
public sealed class RollbackTests : IDisposable
{
    private readonly ReleaseWorkspace _workspace = new();
    private readonly RegistryProcess _registry;

    public RollbackTests()
    {
        Tool.Require("npm");
        _workspace.UseRepositorySdk();
        _workspace.AddNpmRoot();
        _workspace.AddNpm("js/core", "core", "1.0.0");
        _workspace.AddNpm("js/api", "api", "1.0.0", ("core", "1.0.0"));
        _workspace.Write("releasekit.toml", "smoke_test = false\ntag_format = \"{name}-v{version}\"\n");
        _workspace.Initialize("core-v1.0.0", "api-v1.0.0");
        _registry = RegistryProcess.Start(_workspace.Root);
        var release = Run("Release", "-p:ReleaseBump=minor");
        release.ExitCode.ShouldBe(0, release.Output);
    }

    [Fact]
    public void NothingHappensUntilSomebodySaysYes()
    {
        var dry = TargetAnswer.Ask(_workspace, "Rollback", Address, "-p:ReleaseTag=core-v1.1.0%3Bapi-v1.1.0", "-p:ReleaseDryRun=true", "-p:ReleaseRepositoryUrl=https://git.example.test/acme/widgets");
        dry.Metadata("npm:core", "Version", "Tag", "Kind", "Status").ShouldBe(["1.1.0", "core-v1.1.0", "deprecate", "planned"]);

        // The registry that would be changed is asked, also when it has to be started: it has no such version.
        var elsewhere = TargetAnswer.Ask(_workspace, "Rollback", "-p:ReleaseRegistry=rehearsal", "-p:ReleaseTag=core-v1.1.0", "-p:ReleaseDryRun=true");
        elsewhere.Metadata("npm:core", "Status").ShouldBe(["absent"]);

        var refused = Run("Rollback", "-p:ReleaseTag=core-v1.1.0", "-p:ReleaseRepositoryUrl=https://github.com/acme/widgets", "-p:ReleaseForgeUrl=https://x.test/?q=1");
        refused.Output.ShouldContain("Releases on the forge stay as they are. forge_url 'https://x.test/?q=1' is no address");
        refused.ExitCode.ShouldNotBe(0);
        refused.Output.ShouldContain("npm:core  1.1.0    deprecate");
        refused.Output.ShouldContain("error RK-ROLLBACK-UNCONFIRMED");

        var unknown = Run("Rollback", "-p:ReleaseTag=cor-v1.1.0", "-p:ReleaseYes=true");
        unknown.ExitCode.ShouldNotBe(0);
        unknown.Output.ShouldContain("error RK-ROLLBACK-UNKNOWN");
        Packument("core").GetProperty("versions").GetProperty("1.1.0").TryGetProperty("deprecated", out _).ShouldBeFalse();
    }

    [Fact]
    public void VersionsAreTakenBackWithTheReasonAndTagsStay()
    {
        var plan = Path.GetFileName(Directory.GetFiles(Path.Combine(_workspace.Output, "ledger"), "*.plan.json").ShouldHaveSingleItem()).Split('.')[0];
        var rollback = Run("Rollback", $"-p:ReleaseTag={plan}", "-p:ReleaseYes=true", "-p:ReleaseReason=it leaks%0Aeverywhere");
        rollback.ExitCode.ShouldBe(0, rollback.Output);
        rollback.Output.IndexOf("npm:api 1.1.0: withdrawn", StringComparison.Ordinal).ShouldBeLessThan(rollback.Output.IndexOf("npm:core 1.1.0: withdrawn", StringComparison.Ordinal));
        rollback.Output.ShouldContain("keep the tag core-v1.1.0");
        rollback.Output.ShouldContain("-t:Release \"-p:ReleaseAs=npm:api=1.1.1%3Bnpm:core=1.1.1\"");
        Packument("core").GetProperty("versions").GetProperty("1.1.0").GetProperty("deprecated").GetString().ShouldBe("it leaks everywhere");
        _workspace.Git("tag", "--list").Split('\n').ShouldBe(["api-v1.0.0", "api-v1.1.0", "core-v1.0.0", "core-v1.1.0"]);

        var again = TargetAnswer.Ask(_workspace, "Rollback", Address, $"-p:ReleaseTag={plan}");
        again.Metadata("npm:api", "Status", "Message").ShouldBe(["withdrawn", "was withdrawn already"]);

        var tags = Run("Rollback", $"-p:ReleaseTag={plan}", "-p:ReleaseYes=true", "-p:ReleaseDeleteTags=true");
        tags.ExitCode.ShouldBe(0, tags.Output);
        tags.Output.ShouldContain("Deleted the tag core-v1.1.0.");
        _workspace.Git("tag", "--list").Split('\n').ShouldBe(["api-v1.0.0", "core-v1.0.0"]);
        _workspace.Git("ls-remote", "--tags", "origin").ShouldNotContain("v1.1.0");
    }

    public void Dispose()
    {
        _registry.Dispose();
        _workspace.Dispose();
    }

    private string Address => $"-p:ReleaseRehearsalAddress={_registry.Address}/";

    private CommandResult Run(string target, params string[] arguments) => _workspace.MSBuild(target, [Address, .. arguments]);

    private JsonElement Packument(string name)
    {
        using var http = new HttpClient();
        return JsonDocument.Parse(http.GetStringAsync(new Uri($"{_registry.Address}/npm/{name}"), TestContext.Current.CancellationToken).GetAwaiter().GetResult()).RootElement;
    }
}
