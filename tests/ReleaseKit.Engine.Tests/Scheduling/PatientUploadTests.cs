using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Scheduling;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Npm;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Scheduling;
using ReleaseKit.Engine.Tests.Publishing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Scheduling;

public sealed class PatientUploadTests : IDisposable
{
    private static readonly ReleaseException Transient = Failure(PublishCodes.Transient, "npm could not upload x.\n503 Service Unavailable");
    private readonly ScratchDirectory _scratch = new();
    private readonly ManualTime _time = new();
    private readonly ScriptedRegistry _registry = new();
    private readonly List<string> _said = [];
    private readonly CancellationTokenSource _stopping = new();
    private int _attempts;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _stopping.Dispose();
        _scratch.Dispose();
    }

    [Fact]
    public async Task WhatPassesIsTriedAgainWithGrowingPauses()
    {
        (await RunAsync(Transient, Transient, Failure(RegistryCodes.Unreachable, "gone"), true)).ShouldBeTrue();
        _attempts.ShouldBe(4);
        // Half of 2, 4 and 8 seconds: chance is a half here.
        _time.Steps.ShouldBe([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)]);
        _said[0].ShouldBe("npm:x 1.0.0: attempt 1 of 5 to upload failed (npm could not upload x); trying again in 1 s.");
    }

    [Fact]
    public async Task AnUploadThatArrivedThoughItsAnswerWasLostIsAnUpload() => (await RunAsync(Transient, false)).ShouldBeTrue();

    [Fact]
    public async Task WhatWasThereBeforeIsNoUpload() => (await RunAsync(false)).ShouldBeFalse();

    [Fact]
    public async Task AfterTheLastAttemptTheFailureSaysHowOftenItWasTried()
    {
        var failure = await Should.ThrowAsync<ReleaseException>(() => RunAsync([.. Enumerable.Repeat<object>(Transient, 9)]));
        failure.Diagnostics[0].Code.ShouldBe("RK-PUBLISH-TRANSIENT");
        failure.Diagnostics[0].Message.ShouldStartWith("5 attempts failed. The last: npm could not upload x.");
        _attempts.ShouldBe(5);
    }

    [Theory]
    [InlineData("RK-REGISTRY-UNAUTHORIZED")]
    [InlineData("RK-REGISTRY-EXISTS")]
    [InlineData("RK-PUBLISH-FAILED")]
    [InlineData("RK-TOOL-MISSING")]
    public async Task WhatWasDecidedOnPurposeIsNeverTriedAgain(string code)
    {
        var descriptor = DiagnosticCatalog.All.Single(d => d.Code == code);
        await Coded.ThrowsAsync(descriptor, () => RunAsync(Failure(descriptor, "no"), true));
        _attempts.ShouldBe(1);
    }

    [Theory]
    [InlineData("RK-STAGE-TIMEOUT")]
    [InlineData("RK-TOOL-TIMEOUT")]
    public async Task AStalledUploadIsTriedAgain(string code) =>
        (await RunAsync(Failure(DiagnosticCatalog.All.Single(d => d.Code == code), "hung"), true)).ShouldBeTrue();

    [Fact]
    public async Task WhatTheRegistrySaysAboutWhenToComeBackHoldsForEverybody()
    {
        var start = _time.GetUtcNow();
        (await RunAsync(Failure(PublishCodes.Transient, "429 Too Many Requests. Please try again after Thu, 29 Feb 2024 12:03:00 GMT."), true)).ShouldBeTrue();
        Gate().Opens(_registry.Default.Registry).ShouldBe(start.AddMinutes(3));
        _said.ShouldHaveSingleItem().ShouldEndWith("; trying again.");
    }

    [Fact]
    public async Task AVersionThatIsTakenAndNotShownIsComparedWhenItShows()
    {
        _time.CreateTimer(_ => _registry.Serve([1]), null, TimeSpan.FromSeconds(20), Timeout.InfiniteTimeSpan);
        (await RunAsync(Failure(PublishCodes.Pending, "409"), false)).ShouldBeFalse();
        _attempts.ShouldBe(2);
    }

    [Fact]
    public async Task AVersionThatIsTakenAndNeverShowsIsARefusalAfterAMinute()
    {
        var start = _time.GetUtcNow();
        (await Should.ThrowAsync<ReleaseException>(() => RunAsync(Failure(PublishCodes.Pending, "409"), false))).Diagnostics[0].Code.ShouldBe("RK-REGISTRY-PENDING");
        (_time.GetUtcNow() - start).ShouldBeInRange(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(80));
        _attempts.ShouldBe(1);
    }

    [Fact]
    public async Task AStoppedRunBeginsNoUploadAndFinishesTheOneThatBegan()
    {
        var adapter = Adapter() with { Publisher = Gated() };
        var package = Context();
        File.WriteAllText(_scratch.File("x"), "x");
        ImmutableArray<Artifact> artifacts = [Artifact.FromFile(_scratch.File("x"))];
        await adapter.Publisher.PublishAsync(package, artifacts, Token);
        _registry.Uploads.ShouldBe(1);
        await _stopping.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => adapter.Publisher.PublishAsync(package, artifacts, Token));
        _registry.Uploads.ShouldBe(1);
    }

    [Fact]
    public async Task AStageThatTakesTooLongIsEndedAndTheClientNamed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs sh");
        var clients = new RunningClients(new ProcessRunner(new ProcessEnvironment()));
        var limit = new StageLimit("build", "ReleaseBuildTimeout", TimeSpan.FromMilliseconds(300), clients, TimeProvider.System);
        var marker = _scratch.File("children");
        var request = new ProcessRequest
        {
            FileName = "sh",
            Arguments = ["-c", $"sleep 600 & echo $! > '{marker}'; wait"],
            WorkingDirectory = _scratch.Path,
            TranscriptPath = _scratch.File("log", "build.log"),
        };
        var problem = await Coded.ThrowsAsync(ReleaseCodes.StageTimeout, () => limit.RunAsync(new PackageId("npm", "x"), "1.0.0", token => clients.RunAsync(request, token), Token));
        problem.Message.ShouldStartWith("build of npm:x 1.0.0 was still waiting for `sh -c");
        problem.Message.ShouldContain("build.log");
        problem.Message.ShouldContain("raise ReleaseBuildTimeout");
        var child = int.Parse(await File.ReadAllTextAsync(marker, Token), System.Globalization.CultureInfo.InvariantCulture);
        await Eventually.HoldsAsync(() => !IsRunning(child), Token);
    }

    [Fact]
    public async Task ACancelledStageIsNotALateOne()
    {
        var limit = new StageLimit("build", "ReleaseBuildTimeout", TimeSpan.FromHours(1), new RunningClients(new ProcessRunner(new ProcessEnvironment())), TimeProvider.System);
        using var cancel = new CancellationTokenSource();
        var work = limit.RunAsync(new PackageId("npm", "x"), "1.0.0", async token => { await Task.Delay(Timeout.Infinite, token); return 0; }, cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => work);
    }

    [Fact]
    public void DurationsAreRememberedAndAGuessFillsTheGaps()
    {
        var id = new PackageId("npm", "@a/b");
        var store = new DurationStore(_scratch.Path);
        store.Find(id).ShouldBeNull();
        store.Record(id, "build", TimeSpan.FromSeconds(7));
        store.Record(id, "publish", TimeSpan.FromSeconds(2));
        new DurationStore(_scratch.Path).Find(id).ShouldBe(StageDurations.Assumed with { Build = TimeSpan.FromSeconds(7), Publish = TimeSpan.FromSeconds(2) });
        File.WriteAllText(Directory.GetFiles(_scratch.File("durations")).ShouldHaveSingleItem(), "nonsense");
        store.Find(id).ShouldBeNull();
    }

    /// <summary>Zombies, which a container's first process may not collect, do not run.</summary>
    private static bool IsRunning(int process) =>
        File.Exists($"/proc/{process}/stat") && File.ReadAllText($"/proc/{process}/stat").Split(')')[^1].TrimStart()[0] != 'Z';

    private static ReleaseException Failure(DiagnosticDescriptor code, string message) => new(code.Create(message));

    private RegistryGate Gate() => new(_scratch.Path, _time, TimeSpan.FromHours(1));

    private GatedPublisher Gated() => new(
        Adapter(), Gate(), RegistryBudget.Unlimited,
        new StageLimit("publish", "ReleasePublishTimeout", Timeout.InfiniteTimeSpan, new RunningClients(new ProcessRunner(new ProcessEnvironment())), _time),
        _said.Add, _ => { }, _stopping.Token);

    private Task<bool> RunAsync(params object[] script) => _time.RunAsync(() => new PatientUpload(_registry, Gate(), new UploadPatience(5, TimeSpan.FromMinutes(10)), _time, () => 0.5, _said.Add).RunAsync(
        Context(),
        _ => script[_attempts++] switch
        {
            ReleaseException failure => Task.FromException<bool>(failure),
            var answer => Task.FromResult((bool)answer),
        },
        _stopping.Token, Token));

    private EcosystemAdapter Adapter() => new()
    {
        Id = "npm",
        Versions = new SemanticVersionScheme(),
        Workspace = new NpmWorkspace(),
        Packager = _registry,
        Publisher = _registry,
        Registry = _registry,
        Consumer = _registry,
    };

    private PackageContext Context() => new()
    {
        Id = new PackageId("npm", "x"),
        Version = "1.0.0",
        WorkspaceRoot = _scratch.Path,
        Directory = _scratch.Path,
        Manifest = _scratch.File("package.json"),
        ArtifactsDirectory = _scratch.File("dist", "x", "1.0.0"),
        ScratchDirectory = _scratch.File("scratch"),
        LogDirectory = _scratch.File("logs"),
        Endpoint = _registry.Default,
    };
}
