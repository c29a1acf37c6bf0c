using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Tests.Preparing;

/// <summary>The end of a release whose packages are published by jobs that each have a share of its plan.</summary>
public sealed class SharePromotionTests : IDisposable
{
    private static readonly PackageId Core = PackageId.Parse("npm:core");
    private static readonly PackageId App = PackageId.Parse("npm:app");
    private static readonly PackageId Snake = PackageId.Parse("python:snake");
    private readonly FlowBench _bench = new();

    public static TheoryData<string> Orders => ["core app snake", "snake core app", "app snake core"];

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task TheJobThatIsLastEndsTheReleaseOnceWhicheverItIs(string order)
    {
        var plan = await TaggedAsync();
        PackageId[] shares = [.. order.Split(' ').Select(name => name == "snake" ? Snake : new PackageId("npm", name))];

        foreach (var share in shares[..2])
        {
            await _bench.PromoteShareAsync(plan, share);
        }

        _bench.Forge.Releases.Where(r => !r.IsDraft).Select(r => r.Tag[..r.Tag.IndexOf('-', StringComparison.Ordinal)]).ShouldBe(shares[..2].Select(s => s.Name));
        _bench.Forge.Dispatches.ShouldBeEmpty();
        _bench.Forge.Only.Labels.ShouldBe(["autorelease: tagged"]);
        _bench.Refs("refs/releasekit").ShouldHaveSingleItem();
        _bench.Said.ShouldContain(s => s.Contains("2 of 3 packages", StringComparison.Ordinal));

        await _bench.PromoteShareAsync(plan, shares[2]);
        await _bench.PromoteShareAsync(plan, shares[0]);

        _bench.Forge.Releases.Count.ShouldBe(4); // With that of the whole release.
        _bench.Forge.Releases.ShouldAllBe(r => !r.IsDraft);
        _bench.Forge.Dispatches.ShouldHaveSingleItem();
        _bench.Forge.Only.Labels.ShouldBe(["autorelease: published"]);
        _bench.Refs("refs/releasekit").ShouldBeEmpty();
    }

    [Fact]
    public async Task OfJobsThatEndInOneMomentOneIsTheLast()
    {
        var plan = await TaggedAsync();

        var last = await Task.WhenAll(_bench.NoteAsync(plan, Core), _bench.NoteAsync(plan, App), _bench.NoteAsync(plan, Snake));

        last.Count(l => l == true).ShouldBe(1);
        (await _bench.FindAsync(Tagged(), "core-v1.1.0")).ShouldNotBeNull().Live.ShouldBe([App, Core, Snake], ignoreOrder: true);
    }

    [Fact]
    public async Task AShareThatFailedIsWaitedForAndAnyJobThatIsRunAgainEndsWhatTheLastOneCouldNot()
    {
        var plan = await TaggedAsync();
        await _bench.PromoteShareAsync(plan, Core);
        await _bench.PromoteShareAsync(plan); // The job of app: nothing of it is live.
        await _bench.PromoteShareAsync(plan, Snake);
        _bench.Forge.Dispatches.ShouldBeEmpty();
        (await _bench.NoteAsync(plan, new PackageId("npm", "stranger"))).ShouldBe(false);

        _bench.Forge.Before = name =>
        {
            if (name == "Dispatch")
            {
                _bench.Forge.Before = _ => { };
                throw new InvalidOperationException("killed");
            }
        };
        await Should.ThrowAsync<InvalidOperationException>(() => _bench.PromoteShareAsync(plan, App));
        _bench.Refs("refs/releasekit").ShouldHaveSingleItem();
        await _bench.PromoteShareAsync(plan, Core);

        _bench.Forge.Dispatches.ShouldHaveSingleItem();
        _bench.Refs("refs/releasekit").ShouldBeEmpty();
        (await _bench.NoteAsync(plan, App)).ShouldBeNull();
    }

    [Fact]
    public async Task ANoteThatTheRemoteRefusesFailsTheJobThatIsRunAgain()
    {
        var plan = await TaggedAsync();
        _bench.Remote.Write("hooks/pre-receive", "#!/bin/sh\necho 'closed for today'\nexit 1\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(_bench.Remote.Path, "hooks", "pre-receive"), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        (await Coded.ThrowsAsync(GitCodes.PushRejected, () => _bench.PromoteShareAsync(plan, Core))).Message.ShouldContain("Run this job again");
    }

    private async Task<string> TaggedAsync()
    {
        _bench.Push("feat: more", "packages/core/index.js", "py/snake.py");
        await _bench.PrepareAsync();
        _bench.Forge.Merge(MergeMethod.Squash);
        return (await _bench.TagAsync())[0].Plan;
    }

    private ReleaseKit.Testing.GitRepositoryBuilder Tagged()
    {
        var clone = _bench.Clone();
        clone.Git("checkout", "--quiet", "core-v1.1.0");
        return clone;
    }
}
