using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Tags;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Preparing;
using ReleaseKit.Engine.Promoting;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Tagging;

namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>Every step from a push to a published release is killed before each thing that it does to a remote, a forge or a clone, and repeated: it ends as one that nobody disturbed.</summary>
public sealed class StepKillTests
{
    private const string Branch = "releasekit/release/main";

    private static UmbrellaTag? Umbrella => UmbrellaTag.TryParse("release-{date}", out var tag) ? tag : null;

    [Fact]
    public async Task APreparationKilledAnywhereEndsAlike()
    {
        using var bench = await KillBench.StartAsync((flow, _) =>
        {
            flow.Push("feat: more", "packages/core/index.js");
            return Task.CompletedTask;
        });

        await bench.EndsAlikeAsync(PrepareAsync, isBesideAnother: true);
    }

    [Fact]
    public async Task APreparationOverPeoplesEditsKilledAnywhereEndsAlike()
    {
        using var bench = await KillBench.StartAsync(async (flow, forge) =>
        {
            flow.Push("feat: more", "packages/core/index.js");
            await PrepareAsync(await flow.ServicesAsync(flow.Clone()), forge, "");
            var body = (await forge.FindAsync(1, FlowBench.Token))!.Body;
            await forge.ChangeAsync(1, new PullRequestChange { Body = body.Replace("**1.1.0** | feat: more", "1.7.0 | feat: more", StringComparison.Ordinal) }, FlowBench.Token);
            flow.Machine.Git("fetch", "--quiet", "origin");
            flow.Machine.Git("checkout", "--quiet", "-B", "edit", "origin/" + Branch);
            flow.Machine.Change("docs: notes", "NOTES.md");
            flow.Machine.Git("push", "--quiet", "origin", "HEAD:" + Branch);
            flow.Machine.Git("checkout", "--quiet", "main");
            flow.Push("fix: less", "py/snake.py");
        });

        await bench.EndsAlikeAsync(PrepareAsync);

        bench.Show(Branch, "packages/core/package.json").ShouldContain("\"version\": \"1.7.0\"");
        bench.Show(Branch, "NOTES.md").ShouldContain("docs: notes");
    }

    [Fact]
    public async Task APreparationWithNothingLeftKilledAnywhereEndsAlike()
    {
        using var bench = await KillBench.StartAsync(async (flow, forge) =>
        {
            flow.Push("feat: more", "packages/core/index.js");
            await PrepareAsync(await flow.ServicesAsync(flow.Clone()), forge, "");
            flow.Machine.Git("reset", "--quiet", "--hard", "HEAD~1");
            flow.Machine.Git("push", "--quiet", "--force", "origin", "main");
        });

        await bench.EndsAlikeAsync(PrepareAsync);

        bench.Refs.ShouldBe(["refs/heads/main", "refs/tags/app-v1.0.0", "refs/tags/core-v1.0.0", "refs/tags/snake-v1.0.0"]);
    }

    [Fact]
    public async Task TagsKilledAnywhereEndAlike()
    {
        using var bench = await KillBench.StartAsync(MergedAsync);

        await bench.EndsAlikeAsync(TagAsync, isBesideAnother: true);

        bench.Refs.Count(name => name.StartsWith("refs/tags/", StringComparison.Ordinal)).ShouldBe(6);
    }

    [Fact]
    public async Task APromotionKilledAnywhereEndsAlikeAndTellsARepositoryTwiceOnlyWhereItDiedAtOnceAfterIt()
    {
        using var bench = await KillBench.StartAsync(async (flow, forge) =>
        {
            await MergedAsync(flow, forge);
            await TagAsync(await flow.ServicesAsync(flow.Clone()), forge, "");
        });

        var told = await bench.EndsAlikeAsync(async (services, forge, repository) =>
        {
            var options = new PromotionOptions { Remote = "origin", Umbrella = Umbrella, Dispatch = [repository, repository.Replace("/w", "/below", StringComparison.Ordinal)] };
            var prepared = await new PreparedReleases(services.Git, "origin").ListAsync(FlowBench.Token);
            await new ReleasePromotion(services, forge, options).RunAsync(prepared[0].Hash, prepared[0].Plan.Published.Select(r => r.Id).ToHashSet(), FlowBench.Token);
        });

        bench.Refs.ShouldNotContain(name => name.StartsWith("refs/releasekit/", StringComparison.Ordinal));
        told.Where(t => t.Told != 2).ShouldBe([("git push", 3), ("git push", 3)]);
    }

    private static async Task MergedAsync(FlowBench flow, IForge forge)
    {
        flow.Push("feat: more", "packages/core/index.js");
        await PrepareAsync(await flow.ServicesAsync(flow.Clone()), forge, "");
        await forge.MergeAsync(1, flow.Remote.Git("rev-parse", Branch).Trim(), MergeMethod.Squash, FlowBench.Token);
    }

    private static Task PrepareAsync(PreparationServices services, IForge forge, string repository) => new ReleasePreparation(
        services, forge, RepositoryLinks.Of("https://github.test/acme/widgets", ForgeKind.GitHub), new PrepareOptions { Plan = new PlanOptions("", [], ""), Branch = "main" }).RunAsync(FlowBench.Token);

    private static Task TagAsync(PreparationServices services, IForge forge, string repository) =>
        new ReleaseTagging(services, forge, new TagOptions { Branch = "main", Umbrella = Umbrella }).RunAsync(FlowBench.Token);
}
