using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Npm;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Publishing;
using ReleaseKit.Engine.Rehearsals;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Publishing;

public sealed class PackagePublicationTests : IDisposable
{
    private static readonly PackageId Id = new("npm", "x");
    private readonly ScratchDirectory _scratch = new();
    private readonly ScriptedRegistry _registry = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task TheSameCommitIsBuiltOnce()
    {
        var first = await Publication().BuildAsync("c1", [], Token);
        var second = await Publication().BuildAsync("c1", [], Token);

        second.ShouldBe(first);
        _registry.Builds.ShouldBe(1);
    }

    [Fact]
    public async Task AnotherCommitIsBuiltAgainUnlessItsVersionIsOutAlready()
    {
        var first = await Publication().BuildAsync("c1", [], Token);
        await Publication().BuildAsync("c2", [], Token);
        _registry.Builds.ShouldBe(2);

        var second = await Publication().BuildAsync("c2", [], Token);
        await Publication().PublishAsync(second, Token);
        (await Publication().BuildAsync("c3", [], Token)).ShouldBe(second);
        first.ShouldNotBe(second);
    }

    [Fact]
    public async Task NothingIsUploadedTwice()
    {
        var artifacts = await Publication().BuildAsync("c1", [], Token);

        (await Publication().PublishAsync(artifacts, Token)).ShouldBeTrue();
        (await Publication().PublishAsync(artifacts, Token)).ShouldBeFalse();
        _registry.Uploads.ShouldBe(1);
    }

    [Fact]
    public async Task AnUploadIsAnnouncedBeforeItBegins()
    {
        var announced = new List<(int Uploads, string File)>();
        var publisher = new AnnouncedPublisher(_registry, (_, files, _) =>
        {
            announced.Add((_registry.Uploads, files.Single().FileName));
            return Task.CompletedTask;
        });
        await publisher.PublishAsync(Context(), await Publication().BuildAsync("c1", [], Token), Token);

        announced.ShouldBe([(0, "x-1.0.0.tgz")]);
        _registry.Uploads.ShouldBe(1);
    }

    [Fact]
    public async Task AnUploadThatCannotBeAnnouncedDoesNotBegin()
    {
        var publisher = new AnnouncedPublisher(_registry, (_, _, _) => throw new ReleaseException(LedgerCodes.LeaseLost.Create("taken over")));
        var artifacts = await Publication().BuildAsync("c1", [], Token);

        (await CodeOf(() => publisher.PublishAsync(Context(), artifacts, Token))).ShouldBe("RK-LEASE-LOST");
        _registry.Uploads.ShouldBe(0);
    }

    [Fact]
    public async Task WhatAnotherMachineUploadedIsTakenFromTheRegistryInsteadOfBeingBuilt()
    {
        _registry.Serve("built elsewhere"u8.ToArray());
        var artifacts = await Publication().BuildAsync("c1", [Digest("built elsewhere")], Token);

        _registry.Builds.ShouldBe(0);
        File.ReadAllText(artifacts.ShouldHaveSingleItem().Path).ShouldBe("built elsewhere");
        (await Publication().PublishAsync(artifacts, Token)).ShouldBeFalse();
        (await Publication().VerifyAsync(artifacts, true, Token)).ShouldBe("loaded");
        (await Publication().BuildAsync("c1", [Digest("built elsewhere")], Token)).ShouldBe(artifacts);
    }

    [Fact]
    public async Task WhatAnotherMachineUploadedWinsOverWhatThisOneBuilt()
    {
        await Publication().BuildAsync("c1", [], Token);
        _registry.Serve("built elsewhere"u8.ToArray());

        var artifacts = await Publication().BuildAsync("c1", [Digest("never arrived"), Digest("built elsewhere")], Token);

        File.ReadAllText(artifacts.ShouldHaveSingleItem().Path).ShouldBe("built elsewhere");
        _registry.Builds.ShouldBe(1);
    }

    [Fact]
    public async Task WhatNeverArrivedIsBuiltHere()
    {
        var artifacts = await Publication().BuildAsync("c1", [Digest("never arrived")], Token);

        _registry.Builds.ShouldBe(1);
        File.ReadAllText(artifacts.ShouldHaveSingleItem().Path).ShouldBe("build 1");
    }

    [Fact]
    public async Task OtherBytesThanTheLedgerHasAreToldWithBothDigests()
    {
        _registry.Serve("theirs"u8.ToArray());
        var expected = Digest("built elsewhere");

        var diagnostic = await Coded.ThrowsAsync(PublishCodes.Exists, () => Publication().BuildAsync("c1", [expected], Token));
        diagnostic.Message.ShouldContain(expected.Sha256);
        diagnostic.Message.ShouldContain(Digest("theirs").Sha256);
        _registry.Builds.ShouldBe(0);
    }

    [Fact]
    public async Task OtherBytesUnderTheSameVersionStopTheUpload()
    {
        var artifacts = await Publication().BuildAsync("c1", [], Token);
        _registry.Serve("theirs"u8.ToArray());

        (await CodeOf(() => Publication().PublishAsync(artifacts, Token))).ShouldBe("RK-REGISTRY-EXISTS");
        _registry.Uploads.ShouldBe(0);
    }

    [Fact]
    public async Task OtherBytesThanWereBuiltAreNotVerified()
    {
        var artifacts = await Publication().BuildAsync("c1", [], Token);
        await Publication().PublishAsync(artifacts, Token);
        _registry.Serve("tampered"u8.ToArray());

        (await CodeOf(() => Publication().VerifyAsync(artifacts, true, Token))).ShouldBe("RK-VERIFY-DIGEST");
    }

    [Fact]
    public async Task AVersionThatNeverAppearsIsAnErrorAfterTheTimeout() =>
        (await CodeOf(() => Publication().AwaitAsync(TimeSpan.Zero, Token))).ShouldBe("RK-AWAIT-TIMEOUT");

    [Fact]
    public void AManifestThatSaysAnotherVersionThanThePlanStopsThePublication()
    {
        var package = new Package { Id = Id, Directory = RelativePath.Parse("x"), Manifest = RelativePath.Parse("x/package.json"), Version = "1.0.0" };
        var plan = new ReleasePlan
        {
            Base = "c1",
            Date = "2026-01-01",
            Releases = [new PlannedRelease { Id = Id, To = "1.1.0", Bump = BumpLevel.Minor, Tag = "x-v1.1.0", Reasons = [] }],
            Order = [[Id]],
            Skipped = [],
        };

        var diagnostic = Should.Throw<ReleaseException>(() => PlanCheck.RequireApplied(plan, new Workspace([package]))).Diagnostics.ShouldHaveSingleItem();

        diagnostic.Code.ShouldBe("RK-PLAN-STALE");
        diagnostic.Location!.File.ShouldBe("x/package.json");
    }

    [Fact]
    public async Task AMissingRehearsalProgramIsNamed() =>
        (await CodeOf(() => RehearsalServer.StartAsync(_scratch.File("none.dll"), _scratch.Path, [], Token))).ShouldBe("RK-REHEARSAL-START");

    private static async Task<string> CodeOf(Func<Task> action) => (await Should.ThrowAsync<ReleaseException>(action)).Diagnostics.ShouldHaveSingleItem().Code;

    private LedgerDigest Digest(string content)
    {
        var artifact = Artifact.FromFile(_scratch.Write("elsewhere/x-1.0.0.tgz", content));
        return new LedgerDigest(artifact.FileName, artifact.Sha256, artifact.Sha512);
    }

    private PackageContext Context() => new()
    {
        Id = Id,
        Version = "1.0.0",
        WorkspaceRoot = _scratch.Path,
        Directory = _scratch.Path,
        Manifest = _scratch.File("package.json"),
        ArtifactsDirectory = _scratch.File("dist", "x", "1.0.0"),
        ScratchDirectory = _scratch.File("scratch"),
        LogDirectory = _scratch.File("logs"),
        Endpoint = _registry.Default,
    };

    private PackagePublication Publication() => new(
        new EcosystemAdapter
        {
            Id = "npm",
            Versions = new SemanticVersionScheme(),
            Workspace = new NpmWorkspace(),
            Packager = _registry,
            Publisher = _registry,
            Registry = _registry,
            Consumer = _registry,
        },
        Context(),
        TimeProvider.System);
}
