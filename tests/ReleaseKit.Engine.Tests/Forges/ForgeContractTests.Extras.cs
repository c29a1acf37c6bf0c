using System.Text.Json.Nodes;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;

namespace ReleaseKit.Engine.Tests.Forges;

/// <summary>The rest of what every forge does: labels, comments, releases, statuses, dispatches, and what befalls requests.</summary>
public abstract partial class ForgeContractTests
{
    [Fact]
    public async Task LabelsAreAddedAndRemovedOnce()
    {
        using var bench = await StartAsync();
        bench.Branch("topic");
        var opened = await bench.Forge.OpenAsync("topic", "main", "a", "b", draft: false, Cancellation);
        (await bench.Forge.LabelAsync(opened.Number, ["autorelease: pending", "two"], [], Cancellation)).ShouldBe(bench.Forge.Capabilities.Labels);
        if (!bench.Forge.Capabilities.Labels)
        {
            return;
        }

        await bench.Forge.LabelAsync(opened.Number, ["autorelease: tagged"], ["autorelease: pending", "never there"], Cancellation);
        (await bench.Forge.FindAsync(opened.Number, Cancellation))!.Labels.ShouldBe(["autorelease: tagged", "two"]);
        bench.Recorder.Clear();
        await bench.Forge.LabelAsync(opened.Number, ["autorelease: tagged"], ["autorelease: pending"], Cancellation);
        bench.Changes.ShouldBe(0);
    }

    [Fact]
    public async Task HundredLabelsAreKept()
    {
        using var bench = await StartAsync();
        if (!bench.Forge.Capabilities.Labels)
        {
            return;
        }

        bench.Branch("topic");
        var opened = await bench.Forge.OpenAsync("topic", "main", "a", "b", draft: false, Cancellation);
        var labels = Enumerable.Range(0, 100).Select(i => $"label {i:000}").ToArray();
        await bench.Forge.LabelAsync(opened.Number, labels[..60], [], Cancellation);
        await bench.Forge.LabelAsync(opened.Number, labels, [], Cancellation);
        (await bench.Forge.FindAsync(opened.Number, Cancellation))!.Labels.ShouldBe(labels);
    }

    [Fact]
    public async Task SameCommentIsNotMadeTwiceInARow()
    {
        using var bench = await StartAsync();
        bench.Branch("topic");
        var opened = await bench.Forge.OpenAsync("topic", "main", "a", "b", draft: false, Cancellation);
        await bench.Forge.CommentAsync(opened.Number, "one", Cancellation);
        await bench.Forge.CommentAsync(opened.Number, "one\r\n", Cancellation);
        await bench.Forge.CommentAsync(opened.Number, "two", Cancellation);
        await bench.Forge.CommentAsync(opened.Number, "one", Cancellation);
        ((await bench.StateAsync())["comments"]!.AsArray().Count).ShouldBe(3);
    }

    [Fact]
    public async Task ReleaseGoesFromDraftToPublished()
    {
        using var bench = await StartAsync();
        var forge = bench.Forge;
        var wanted = new ForgeRelease { Id = "", Tag = "npm/@acme/core@1.0.0-rc.1", Name = "core 1.0.0-rc.1", Body = "notes\r\nmore", IsDraft = true, IsPrerelease = true };
        bench.Tag(wanted.Tag);
        var made = await forge.PutReleaseAsync(wanted, Cancellation);
        if (!forge.Capabilities.Releases)
        {
            made.ShouldBeNull();
            (await forge.FindReleaseAsync(wanted.Tag, Cancellation)).ShouldBeNull();
            (await forge.ListReleasesAsync(Cancellation).CountAsync(Cancellation)).ShouldBe(0);
            return;
        }

        (made!.Tag, made.Name, made.Body).ShouldBe((wanted.Tag, wanted.Name, "notes\nmore"));
        (made.IsDraft, made.IsPrerelease).ShouldBe((forge.Capabilities.DraftReleases, forge.Capabilities.Prereleases));
        bench.Recorder.Clear();
        (await forge.PutReleaseAsync(wanted, Cancellation))!.Id.ShouldBe(made.Id);
        bench.Changes.ShouldBe(0);

        var published = await forge.PutReleaseAsync(wanted with { IsDraft = false, IsPrerelease = false, Body = "final" }, Cancellation);
        (published!.Id, published.Tag, published.IsDraft, published.IsPrerelease, published.Body).ShouldBe((made.Id, wanted.Tag, false, false, "final"));
        (await forge.FindReleaseAsync(wanted.Tag, Cancellation))!.Id.ShouldBe(made.Id);
        (await forge.ListReleasesAsync(Cancellation).Select(r => r.Tag).ToListAsync(Cancellation)).ShouldBe([wanted.Tag]);

        (await forge.DeleteReleaseAsync(published, Cancellation)).ShouldBeTrue();
        (await forge.DeleteReleaseAsync(published, Cancellation)).ShouldBeTrue();
        (await forge.FindReleaseAsync(wanted.Tag, Cancellation)).ShouldBeNull();
        bench.Bare.Git("rev-parse", $"refs/tags/{wanted.Tag}").Trim().Length.ShouldBe(40);
    }

    [Fact]
    public async Task ReleaseOfATagThatIsNotThereIsRefused()
    {
        using var bench = await StartAsync();
        if (bench.Forge.Capabilities.Releases)
        {
            await Coded.ThrowsAsync(ForgeCodes.Refused, () => bench.Forge.PutReleaseAsync(new ForgeRelease { Id = "", Tag = "v9.9.9", Name = "x", Body = "y" }, Cancellation));
            bench.Bare.Git("tag", "--list").ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task FileIsAttachedOnceAndReplacedWhenItDiffers()
    {
        using var bench = await StartAsync();
        bench.Tag("v1.0.0");
        var release = await bench.Forge.PutReleaseAsync(new ForgeRelease { Id = "", Tag = "v1.0.0", Name = "x", Body = "y" }, Cancellation)
            ?? new ForgeRelease { Id = "v1.0.0", Tag = "v1.0.0", Name = "x", Body = "y" };
        var file = bench.WriteFile("plan.json", "{}");
        (await bench.Forge.AttachAsync(release, "plan.json", file, Cancellation)).ShouldBe(bench.Forge.Capabilities.Assets);
        bench.Recorder.Clear();
        await bench.Forge.AttachAsync(release, "plan.json", file, Cancellation);
        bench.Changes.ShouldBe(0);

        await bench.Forge.AttachAsync(release, "plan.json", bench.WriteFile("plan.json", "{ \"other\": 1 }"), Cancellation);
        bench.Changes.ShouldBeGreaterThan(0);
        if (bench.Forge.Capabilities.Releases)
        {
            (await bench.Forge.FindReleaseAsync("v1.0.0", Cancellation))!.Assets.ShouldBe(["plan.json"]);
        }

        bench.Recorder.Clear();
        await bench.Forge.AttachAsync(release, "plan.json", file, Cancellation);
        bench.Changes.ShouldBe(0);
    }

    [Fact]
    public async Task OtherRepositoryIsTold()
    {
        using var bench = await StartAsync();
        (await bench.Forge.DispatchAsync("acme/downstream", "releasekit", """{"packages":[{"id":"npm:a","version":"1.0.0"}]}""", Cancellation)).ShouldBe(bench.Forge.Capabilities.Dispatch);
        var told = (await bench.StateAsync("acme/downstream"))["dispatches"]!.AsArray().ShouldHaveSingleItem()!;
        told["payload"]!.GetValue<string>().ShouldContain("npm:a");
        await Coded.ThrowsAsync(ForgeCodes.NotFound, () => bench.Forge.DispatchAsync("acme/nowhere", "releasekit", "{}", Cancellation));
        await Coded.ThrowsAsync(ForgeCodes.Unknown, () => bench.Forge.DispatchAsync("../acme", "releasekit", "{}", Cancellation));
    }

    [Fact]
    public async Task StatusIsReplacedAndNotRepeated()
    {
        using var bench = await StartAsync();
        var commit = bench.Work.Head();
        (await bench.Forge.SetStatusAsync(commit, "releasekit", CommitState.Pending, "checking", Cancellation)).ShouldBe(bench.Forge.Capabilities.Statuses);
        await bench.Forge.SetStatusAsync(commit, "releasekit", CommitState.Failure, new string('d', 400), Cancellation);
        bench.Recorder.Clear();
        await bench.Forge.SetStatusAsync(commit, "releasekit", CommitState.Failure, new string('d', 400), Cancellation);
        bench.Changes.ShouldBe(0);
        await bench.Forge.SetStatusAsync(commit, "releasekit", CommitState.Success, "fine", Cancellation);
        (await bench.StateAsync())["statuses"]!.AsArray().Count.ShouldBe(3);
    }

    [Fact]
    public async Task ExpiredTokenIsToldWithTheVariable()
    {
        using var bench = await StartAsync();
        var refusal = await Coded.ThrowsAsync(ForgeCodes.Unauthorized, () => bench.Open(token: "expired-token").DefaultBranchAsync(Cancellation));
        refusal.Message.ShouldContain("_TOKEN");
        refusal.Message.ShouldNotContain("expired-token");
    }

    [Fact]
    public async Task RepositoryThatIsNotThereIsNotFound()
    {
        using var bench = await StartAsync();
        await Coded.ThrowsAsync(ForgeCodes.NotFound, () => bench.Open("acme/nowhere").DefaultBranchAsync(Cancellation));
    }

    [Theory]
    [InlineData("""{"status":403,"retryAfter":1,"times":1}""")]
    [InlineData("""{"status":403,"rateLimitReset":0,"times":1}""")]
    [InlineData("""{"status":429,"retryAfter":0,"times":2}""")]
    [InlineData("""{"status":502,"times":2,"operation":"read"}""")]
    [InlineData("""{"reset":true,"times":2,"operation":"read"}""")]
    [InlineData("""{"truncate":20,"times":2,"operation":"read"}""")]
    public async Task RequestIsRepeatedAfterALimitOrAPassingFault(string rule)
    {
        using var bench = await StartAsync();
        bench.Branch("topic");
        await bench.FaultAsync(rule);
        (await bench.Forge.OpenAsync("topic", "main", "a", "b", draft: false, Cancellation)).Number.ShouldBe(1);
        (await bench.Forge.ListAsync(null, null, null, Cancellation).CountAsync(Cancellation)).ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"status":403,"retryAfter":3600}""", "RK-FORGE-RATE-LIMITED")]
    [InlineData("""{"status":429,"rateLimitReset":3600}""", "RK-FORGE-RATE-LIMITED")]
    [InlineData("""{"status":403}""", "RK-FORGE-FORBIDDEN")]
    [InlineData("""{"status":401}""", "RK-FORGE-UNAUTHORIZED")]
    [InlineData("""{"status":503}""", "RK-FORGE-UNREACHABLE")]
    [InlineData("""{"status":502,"message":"<html><body>Bad Gateway</body></html>"}""", "RK-FORGE-UNREACHABLE")]
    public async Task LastingFaultIsTold(string rule, string code)
    {
        using var bench = await StartAsync();
        await bench.FaultAsync(rule);
        (await Should.ThrowAsync<ReleaseException>(() => bench.Forge.DefaultBranchAsync(Cancellation))).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public async Task ForgeThatWasKilledGoesOn()
    {
        using var bench = await StartAsync();
        bench.Branch("topic");
        var opened = await bench.Forge.OpenAsync("topic", "main", "a", "b", draft: false, Cancellation);
        await bench.RestartAsync();
        (await bench.Forge.FindAsync(opened.Number, Cancellation))!.Title.ShouldBe("a");
        (await bench.Forge.OpenAsync("topic", "main", "a", "b", draft: false, Cancellation)).Number.ShouldBe(1);
    }
}

/// <inheritdoc/>
public sealed class GitHubContractTests() : ForgeContractTests(ForgeKind.GitHub);

/// <inheritdoc/>
public sealed class GitLabContractTests() : ForgeContractTests(ForgeKind.GitLab);

/// <inheritdoc/>
public sealed class BitbucketContractTests() : ForgeContractTests(ForgeKind.Bitbucket);

/// <inheritdoc/>
public sealed class GiteaContractTests() : ForgeContractTests(ForgeKind.Gitea);
