using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Reconciling;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Promoting;
using ReleaseKit.Engine.Reconciling;
using ReleaseKit.Engine.Tests.Preparing;
using ReleaseKit.Engine.Tests.Releasing;
using ReleaseKit.Engine.Withdrawing;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Promoting;

/// <summary>What Reconcile and Rollback do with the releases of every loopback forge.</summary>
public sealed class ForgeReviewTests
{
    private static readonly ReleaseRecord Record = new("0123456789ab", new Ledger([]), AnnouncementBench.Plan(("core", "1.1.0"), ("app", "2.0.0-beta.1")), IsHere: true, null);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ForgeKind.GitHub)]
    [InlineData(ForgeKind.GitLab)]
    [InlineData(ForgeKind.Gitea)]
    public async Task WhatIsMissingIsFoundAndMadeAndWhatIsWithdrawnSaysSo(ForgeKind kind)
    {
        using var bench = await AnnouncementBench.StartAsync(kind);
        var forge = bench.Forge.Forge;
        Array.ForEach(["core-v1.1.0", "app-v2.0.0-beta.1", "core-v9.0.0", "theirs"], bench.Forge.Tag);
        await forge.PutReleaseAsync(new ForgeRelease { Id = "", Tag = "app-v2.0.0-beta.1", Name = "App", Body = "by hand", IsDraft = true }, Token);
        await forge.PutReleaseAsync(new ForgeRelease { Id = "", Tag = "core-v9.0.0", Name = "nine", Body = "" }, Token);
        await forge.PutReleaseAsync(new ForgeRelease { Id = "", Tag = "theirs", Name = "theirs", Body = "" }, Token);
        bench.Forge.Work.Git("push", "--quiet", "origin", "--delete", "core-v9.0.0", "theirs");
        var drafts = forge.Capabilities.DraftReleases;
        string[] found = [.. new[] { "forge-release-missing refs/tags/core-v1.1.0", drafts ? "forge-release-draft refs/tags/app-v2.0.0-beta.1" : "", "forge-release-without-tag refs/tags/core-v9.0.0" }.Where(f => f.Length > 0)];

        var (review, first) = await AskAsync(bench, forge, Facts("core", "1.1.0"), Facts("app", "2.0.0-beta.1"));
        Names(first).ShouldBe(found);
        foreach (var disagreement in first.Where(d => d.CanBeFixed))
        {
            (await review.MendAsync(disagreement, Token)).Status.ShouldBe("fixed");
        }

        Names((await AskAsync(bench, forge, Facts("core", "1.1.0"), Facts("app", "2.0.0-beta.1"))).Found).ShouldBe(found[^1..]);
        (await forge.FindReleaseAsync("core-v1.1.0", Token))!.Body.ShouldStartWith("### Features");
        (await forge.FindReleaseAsync("app-v2.0.0-beta.1", Token))!.Body.ShouldBe("by hand");

        // Taken back: the tag of one stays, that of the other goes.
        var withdrawal = new ForgeWithdrawal(forge);
        foreach (var page in await withdrawal.PlanAsync(ImmutableHashSet.Create("core-v1.1.0", "app-v2.0.0-beta.1"), ImmutableHashSet.Create("app-v2.0.0-beta.1"), Token))
        {
            await withdrawal.RunAsync(page, "it leaks", Token);
        }

        (await forge.FindReleaseAsync("app-v2.0.0-beta.1", Token)).ShouldBeNull();
        var marked = (await forge.FindReleaseAsync("core-v1.1.0", Token))!;
        (marked.Name, marked.IsPrerelease).ShouldBe(("core 1.1.0 (withdrawn)", forge.Capabilities.Prereleases));
        marked.Body.ShouldStartWith("> **Withdrawn.** it leaks\n\n### Features");
        (await withdrawal.PlanAsync(ImmutableHashSet.Create("core-v1.1.0", "app-v2.0.0-beta.1"), ImmutableHashSet.Create("app-v2.0.0-beta.1"), Token)).ShouldBeEmpty("nothing is done twice");
        Names((await AskAsync(bench, forge, Facts("core", "1.1.0"))).Found).ShouldBe(found[^1..], "what is marked is there");
    }

    [Fact]
    public async Task OnlyOurOwnReleasesAndThoseOfPackagesWithOthersAreMissed()
    {
        using var bench = await AnnouncementBench.StartAsync(ForgeKind.Bitbucket);
        using var scratch = new ScratchDirectory();
        var forge = new MemoryForge(scratch, bench.Forge.Bare.Path);
        bench.Forge.Tag("old-v0.1.0");
        Names((await AskAsync(bench, forge, Facts("old", "0.1.0"))).Found).ShouldBeEmpty("another tool has released it");
        Names((await AskAsync(bench, forge, Facts("core", "1.1.0") with { Registry = RegistryAnswer.Absent })).Found).ShouldBeEmpty("it is not live");
        Names((await AskAsync(bench, forge, Facts("core", "1.1.0") with { TagThere = null })).Found).ShouldBeEmpty("the remote has no tag of it");

        bench.Forge.Work.Git("tag", "--annotate", "--force", "--message=old\n\nReleaseKit-Plan: 00", "old-v0.1.0");
        Names((await AskAsync(bench, forge, Facts("old", "0.1.0"))).Found).ShouldBe(["forge-release-missing refs/tags/old-v0.1.0"], "-t:Tag made the tag");
        bench.Forge.Work.Git("tag", "--annotate", "--force", "--message=old", "old-v0.1.0");
        bench.Forge.Tag("old-v0.0.9");
        forge.Releases.Add(new ForgeRelease { Id = "1", Tag = "old-v0.0.9", Name = "old", Body = "" });
        Names((await AskAsync(bench, forge, Facts("old", "0.1.0"))).Found).ShouldBe(["forge-release-missing refs/tags/old-v0.1.0"], "an earlier version has one");
    }

    [Fact]
    public async Task OfThousandsOfReleasesTheNewestAreLookedAtAndTheRestIsNotGuessed()
    {
        using var bench = await AnnouncementBench.StartAsync(ForgeKind.Bitbucket);
        using var scratch = new ScratchDirectory();
        var forge = new MemoryForge(scratch, bench.Forge.Bare.Path);
        forge.Releases.AddRange(Enumerable.Range(0, SeenReleases.Most + 1).Select(i => new ForgeRelease { Id = $"{i}", Tag = $"theirs-{i}", Name = "", Body = "" }));
        var said = new List<string>();
        Names((await AskAsync(bench, forge, said.Add, Facts("core", "1.1.0"))).Found).ShouldBeEmpty();
        said.ShouldHaveSingleItem().ShouldContain("whether 1 tag has one is not known");
    }

    [Fact]
    public async Task AForgeThatFailsLeavesWhatItHas()
    {
        using var bench = await AnnouncementBench.StartAsync(ForgeKind.GitHub);
        var forge = bench.Forge.Forge;
        bench.Forge.Tag("core-v1.1.0");
        var (review, found) = await AskAsync(bench, forge, Facts("core", "1.1.0"));
        await bench.Forge.FaultAsync("""{"operation":"read","status":401}""");
        (await review.MendAsync(found[0], Token)).Status.ShouldBe("left");
        await Coded.ThrowsAsync(ForgeCodes.Unauthorized, () => AskAsync(bench, forge, Facts("core", "1.1.0")));
        var problem = await Coded.ThrowsAsync(RollbackCodes.Forge, () => new ForgeWithdrawal(forge).PlanAsync(ImmutableHashSet.Create("core-v1.1.0"), ImmutableHashSet<string>.Empty, Token));
        problem.Message.ShouldContain("RK-FORGE-UNAUTHORIZED");
    }

    private static VersionFacts Facts(string name, string version) => new()
    {
        Package = new PackageId("npm", name), Version = version, Tag = $"{name}-v{version}", Registry = RegistryAnswer.Live, TagHere = "a", TagThere = "a", Remote = "origin",
    };

    private static string[] Names(IEnumerable<Disagreement> found) => [.. found.Select(d => $"{d.KindName} {d.Subject}")];

    private static Task<(ForgeReview Review, ImmutableArray<Disagreement> Found)> AskAsync(AnnouncementBench bench, IForge forge, params VersionFacts[] facts) => AskAsync(bench, forge, _ => { }, facts);

    private static async Task<(ForgeReview Review, ImmutableArray<Disagreement> Found)> AskAsync(AnnouncementBench bench, IForge forge, Action<string> say, params VersionFacts[] facts)
    {
        var announcement = new LocalAnnouncement(forge, AnnouncementBench.Links, await bench.NotesAsync());
        var review = new ForgeReview(forge, await bench.GitAsync(), await bench.DiscoverAsync(), TestEcosystems.Catalog, announcement);
        return (review, await review.AskAsync([.. facts], [Record], "origin", say, Token));
    }
}
