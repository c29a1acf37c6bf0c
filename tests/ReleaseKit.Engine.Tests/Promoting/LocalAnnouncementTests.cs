using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Engine.Promoting;
using ReleaseKit.Engine.Tests.Preparing;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Promoting;

/// <summary>The forge's releases of what was released from a machine of one's own, on every loopback forge.</summary>
public sealed class LocalAnnouncementTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ForgeKind.GitHub)]
    [InlineData(ForgeKind.GitLab)]
    [InlineData(ForgeKind.Gitea)]
    [InlineData(ForgeKind.Bitbucket)]
    public async Task WhatIsTaggedThereIsReleasedOnceAndWhatIsNotIsNot(ForgeKind kind)
    {
        using var bench = await AnnouncementBench.StartAsync(kind);
        var forge = bench.Forge.Forge;
        (await bench.FindAsync()).ShouldBeEmpty("no tag is on the remote");
        bench.Forge.Tag("core-v1.1.0");
        bench.Forge.Tag("old-v0.1.0");

        (await bench.AnnounceAsync()).Made.ShouldBe(forge.Capabilities.Releases ? ["core-v1.1.0"] : []);
        if (!forge.Capabilities.Releases)
        {
            return;
        }

        var core = (await forge.FindReleaseAsync("core-v1.1.0", Token))!;
        (core.Name, core.Body, core.IsDraft, core.IsPrerelease).ShouldBe(("core 1.1.0", "### Features\n\n- more by @\u200Boctocat, see `@code`", false, false));

        bench.Forge.Tag("app-v2.0.0-beta.1");
        (await bench.AnnounceAsync()).Made.ShouldBe(["app-v2.0.0-beta.1"]);
        var app = (await forge.FindReleaseAsync("app-v2.0.0-beta.1", Token))!;
        (app.Name, app.IsPrerelease).ShouldBe(("app 2.0.0-beta.1", forge.Capabilities.Prereleases));
        app.Body.ShouldContain("asked for", Case.Insensitive, "without a changelog the plan tells");

        bench.Forge.Recorder.Clear();
        (await bench.AnnounceAsync()).Made.ShouldBeEmpty();
        bench.Forge.Changes.ShouldBe(0);
        (await forge.FindReleaseAsync("old-v0.1.0", Token)).ShouldBeNull("no plan of this clone released it");
    }

    [Fact]
    public async Task WhatTheForgeRefusesOfOneDoesNotKeepTheOthersAndIsMadeTheNextTime()
    {
        using var bench = await AnnouncementBench.StartAsync(ForgeKind.GitHub);
        bench.Forge.Tag("core-v1.1.0");
        bench.Forge.Tag("app-v2.0.0-beta.1");
        using var scratch = new ScratchDirectory();
        var calls = 0;
        var forge = new MemoryForge(scratch, bench.Forge.Bare.Path)
        {
            Before = name => _ = name == "PutRelease" && calls++ == 0 ? throw new ReleaseException(ForgeCodes.Refused.Create("no")) : 0,
        };
        var first = await bench.AnnounceAsync(forge);
        first.Made.ShouldBe(["core-v1.1.0"]);
        first.Refused.ShouldBe([ForgeCodes.Refused.Code]);
        (await bench.AnnounceAsync(forge)).Made.ShouldBe(["app-v2.0.0-beta.1"]);

        await bench.Forge.FaultAsync("""{"operation":"read","status":401}""");
        await Coded.ThrowsAsync(ForgeCodes.Unauthorized, () => bench.AnnounceAsync());
    }

    [Fact]
    public async Task WhatSomebodyWroteIntoADraftIsMadePublicAsItIs()
    {
        using var bench = await AnnouncementBench.StartAsync(ForgeKind.GitHub);
        var forge = bench.Forge.Forge;
        await forge.PutReleaseAsync(new ForgeRelease { Id = "", Tag = "core-v1.1.0", Name = "Core, at last", Body = "<b>@octocat</b> fixes #1", IsDraft = true, IsPrerelease = true }, Token);
        bench.Forge.Tag("core-v1.1.0");
        (await bench.AnnounceAsync()).Made.ShouldBe(["core-v1.1.0"]);
        var made = (await forge.FindReleaseAsync("core-v1.1.0", Token))!;
        (made.Name, made.Body, made.IsDraft, made.IsPrerelease).ShouldBe(("Core, at last", "<b>@octocat</b> fixes #1", false, true));
    }

    [Fact]
    public async Task ATagThatSeveralPackagesShareHasOneReleaseThatTellsOfAll()
    {
        using var bench = await AnnouncementBench.StartAsync(ForgeKind.Bitbucket);
        bench.Forge.Tag("v2");
        using var scratch = new ScratchDirectory();
        var forge = new MemoryForge(scratch, bench.Forge.Bare.Path);
        var versions = (await bench.DiscoverAsync()).Workspace.Packages.Where(p => p.Name is "core" or "app").Select(p => new TaggedVersion(p, p.Version!, "v2")).ToArray();

        (await new LocalAnnouncement(forge, AnnouncementBench.Links, await bench.NotesAsync()).RunAsync(versions, Token)).Made.Length.ShouldBe(1);
        var release = forge.Releases.ShouldHaveSingleItem();
        release.Name.ShouldBe("v2");
        release.Body.ShouldStartWith("## app 2.0.0-beta.1\n");
        release.Body.ShouldContain("## core 1.1.0\n\n### Features");
    }

    [Fact]
    public void APlanThatCannotBeReadIsNobodysRelease()
    {
        using var scratch = new ScratchDirectory();
        LocalAnnouncement.Plans(scratch.Path).ShouldBeEmpty();
        scratch.Write("ledger/000000000000.plan.json", """{ "schema": "releasekit/plan/99" }""");
        LocalAnnouncement.Plans(scratch.Path).ShouldBeEmpty();
    }
}
