using System.Text.Json;
using ReleaseKit.Surface.Tests.Harness;
using ReleaseKit.Testing;

namespace ReleaseKit.Surface.Tests.Pipelines;

/// <summary>One plan, published by several jobs at the same time, each in a clone of its own.</summary>
public sealed class ShareTests : IDisposable
{
    private readonly ReleaseWorkspace _workspace = new();

    public ShareTests()
    {
        Tool.Require("npm");
        _workspace.UseRepositorySdk();
        _workspace.AddNpmRoot();
        _workspace.AddNpm("js/base", "base", "1.0.0");
        _workspace.AddNpm("js/top", "top", "1.0.0", ("base", "^1.0.0"));
        _workspace.Initialize("base-v1.0.0", "top-v1.0.0");
        _workspace.Change("js/base/index.js", "export const more = 1;\n", "feat(base): more");
    }

    [Fact]
    public async Task JobsPublishTheirSharesOfOnePlanBesideEachOther()
    {
        using var registry = RegistryProcess.Start(_workspace.Root);
        string[] shares = [.. Shares()];
        shares.ShouldBe(["npm:base", "npm:top"]);
        Apply();

        // The one that waits begins first.
        var top = Task.Run(() => Publish(registry, "npm:top"), TestContext.Current.CancellationToken);
        var both = await Task.WhenAll(top, Task.Run(() => Publish(registry, "npm:base"), TestContext.Current.CancellationToken));

        both.ShouldAllBe(o => o.ExitCode == 0, string.Join("\n----\n", both.Select(o => o.Output)));
        registry.Stored().Select(u => string.Join(' ', u.Split(' ')[..2])).ShouldBe(["base 1.1.0", "top 1.0.1"]);
        _workspace.Git("ls-remote", "origin", "refs/releasekit/*").ShouldBeEmpty();

        // Once more everything is live already, also for a release of the whole.
        Publish(registry, "npm:top").Output.ShouldContain("was live already");
        Publish(registry, "").ExitCode.ShouldBe(0);
        registry.Stored().Count.ShouldBe(2);
    }

    [Fact]
    public void AShareWhoseDependencyDoesNotComeFailsAndBlocksNothingElse()
    {
        using var registry = RegistryProcess.Start(_workspace.Root);
        Apply();

        var top = Publish(registry, "npm:top", "-p:ReleaseAwaitTimeout=2");

        top.ExitCode.ShouldNotBe(0);
        top.Output.ShouldContain("error RK-AWAIT-TIMEOUT");
        top.Output.ShouldContain("npm:top is not released: blocked by npm:base (failed in await).");
        registry.Stored().ShouldBeEmpty();
        Publish(registry, "npm:base").ExitCode.ShouldBe(0);
        Publish(registry, "npm:top").ExitCode.ShouldBe(0);
        _workspace.Git("ls-remote", "origin", "refs/releasekit/*").ShouldBeEmpty();
    }

    [Fact]
    public void WhatThePlanDoesNotUploadAndWhatReleaseDoesIsNoShare()
    {
        Apply();
        using var registry = RegistryProcess.Start(_workspace.Root);

        Publish(registry, "npm:topp").Output.ShouldContain("error RK-PIPELINE-SHARE");
        _workspace.MSBuild("Release", "-p:ReleaseShare=npm:top").Output.ShouldContain("error RK-PIPELINE-SHARE");
    }

    public void Dispose() => _workspace.Dispose();

    private IEnumerable<string> Shares()
    {
        var plan = _workspace.MSBuild("Plan", "-p:ReleaseFormat=github-matrix");
        plan.ExitCode.ShouldBe(0, plan.Output);
        return JsonDocument.Parse(_workspace.Read("artifacts/releasekit/jobs.github.json")).RootElement.GetProperty("waves").EnumerateArray()
            .SelectMany(w => w.GetProperty("include").EnumerateArray()).Select(j => j.GetProperty("share").GetString()!);
    }

    private void Apply()
    {
        _workspace.MSBuild("Plan").ExitCode.ShouldBe(0);
        var apply = _workspace.MSBuild("Apply");
        apply.ExitCode.ShouldBe(0, apply.Output);
        _workspace.Commit("chore: release");
        _workspace.Git("push", "--quiet", "origin", "HEAD");
    }

    private CommandResult Publish(RegistryProcess registry, string share, params string[] arguments)
    {
        using var clone = new ReleaseWorkspace();
        clone.CloneFrom(_workspace);
        clone.Variables["ReleaseShare"] = share;
        Directory.CreateDirectory(clone.Output);
        File.Copy(Path.Combine(_workspace.Output, "plan.json"), Path.Combine(clone.Output, "plan.json"));
        return clone.MSBuild("Publish", ["-p:ReleaseRegistry=rehearsal", $"-p:ReleaseRehearsalAddress={registry.Address}", .. arguments]);
    }
}
