using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Tests.Npm;

namespace ReleaseKit.Engine.Tests.Withdrawing;

/// <summary>The real npm takes versions back from a loopback registry.</summary>
public sealed class NpmWithdrawalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ADeprecatedVersionIsNotLatestAnyMoreWhereAnotherStableOneIs()
    {
        using var bench = await NpmBench.StartAsync(guarded: true);
        var package = await ReleaseAsync(bench, "@acme/a", "1.0.0", "1.1.0-rc.1", "1.2.0");
        var withdrawal = bench.Adapter.Withdrawal;
        withdrawal.Capability(package).Kind.ShouldBe(WithdrawalKind.Deprecate);
        (await withdrawal.IsWithdrawnAsync(package, Token)).ShouldBeFalse();

        (await withdrawal.WithdrawAsync(package, "--it leaks; use 1.2.1", Token)).ShouldBe("deprecated; latest is 1.0.0 again");
        (await withdrawal.IsWithdrawnAsync(package, Token)).ShouldBeTrue();
        (await bench.TagsAsync("@acme/a")).ShouldBe(["latest=1.0.0", "rc=1.1.0-rc.1"]);
        (await bench.Adapter.Registry.FindAsync(package, Token)).ShouldNotBeNull("a deprecated version stays");

        (await withdrawal.WithdrawAsync(package, "again", Token)).ShouldBe("deprecated", "nothing is left to do");
        (await withdrawal.IsWithdrawnAsync(package with { Version = "1.0.0" }, Token)).ShouldBeFalse("no other version is touched");
    }

    [Fact]
    public async Task TheOnlyStableVersionStaysLatest()
    {
        using var bench = await NpmBench.StartAsync();
        var package = await ReleaseAsync(bench, "a", "1.0.0");
        (await bench.Adapter.Withdrawal.WithdrawAsync(package, "wrong", Token)).ShouldBe("deprecated; latest stays, because there is no other stable version");
        (await bench.Adapter.Withdrawal.IsWithdrawnAsync(package, Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task WhatAKillLeftBetweenTheTwoStepsIsDoneByTheNextRun()
    {
        using var bench = await NpmBench.StartAsync();
        var package = await ReleaseAsync(bench, "a", "1.0.0", "1.1.0");
        await bench.PlayAsync("""{ "operation": "change", "times": 2, "status": 503, "after": true }""");
        (await Should.ThrowAsync<ReleaseException>(() => bench.Adapter.Withdrawal.WithdrawAsync(package, "wrong", Token))).Diagnostics[0].Code.ShouldBe(RollbackCodes.Failed.Code);
        (await bench.Adapter.Withdrawal.IsWithdrawnAsync(package, Token)).ShouldBeFalse();

        await bench.PlayAsync("");
        (await bench.Adapter.Withdrawal.WithdrawAsync(package, "wrong", Token)).ShouldBe("deprecated; latest is 1.0.0 again");
        (await bench.Adapter.Withdrawal.IsWithdrawnAsync(package, Token)).ShouldBeTrue();
    }

    [Fact]
    public async Task AWrongTokenIsToldAndNotShown()
    {
        using var bench = await NpmBench.StartAsync(guarded: true);
        var package = await ReleaseAsync(bench, "a", "1.0.0");
        var wrong = bench.Context("a", "1.0.0", "npm_wrong_wrong_wrong_wrong");
        var refusal = await Coded.ThrowsAsync(RegistryCodes.Unauthorized, () => bench.Adapter.Withdrawal.WithdrawAsync(wrong, "wrong", Token));
        refusal.Message.ShouldContain("NPM_TOKEN");
        refusal.Message.ShouldNotContain("npm_wrong");
        (await bench.Adapter.Withdrawal.IsWithdrawnAsync(package, Token)).ShouldBeFalse();
    }

    /// <summary>Publishes the versions in order and gives the last.</summary>
    private static async Task<PackageContext> ReleaseAsync(NpmBench bench, string name, params string[] versions)
    {
        PackageContext? package = null;
        foreach (var version in versions)
        {
            bench.Tree.WithPackage("a", name, version, "\"publishConfig\": { \"access\": \"public\" }").With("a/index.js", $"// {version}");
            package = bench.Context(name, version, NpmBench.Token);
            await bench.ReleaseAsync(package);
        }

        return package!;
    }
}
