using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Checking;

namespace ReleaseKit.Engine.Tests.Checking;

/// <summary>Checks run at the same time, are reported in order, and do not stop each other.</summary>
public sealed class CheckCatalogTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ChecksRunAtTheSameTimeAndAreReportedInTheirOrder()
    {
        // Each ends only once the other one runs.
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        var catalog = new CheckCatalog(
            new ScriptedCheck("first", async () =>
            {
                first.SetResult();
                await second.Task;
                return CheckFindings.Of(CheckCodes.Dirty.Create("a"));
            }),
            new ScriptedCheck("second", async () =>
            {
                second.SetResult();
                await first.Task;
                return new CheckFindings([], "seen");
            }));
        var results = await catalog.RunAsync(null!, [], Token);
        results.Select(r => (r.Name, r.Status, r.Message)).ShouldBe([("first", "failed", "a"), ("second", "passed", "seen")]);
    }

    [Fact]
    public async Task WhatACheckCouldNotFindOutFailsItAndNoOther()
    {
        var catalog = new CheckCatalog(
            new ScriptedCheck("broken", () => throw new ReleaseException(RegistryCodes.Unreachable.Create("no answer"))),
            new ScriptedCheck("warns", () => Task.FromResult(CheckFindings.Of(CheckCodes.Untracked.Create("b")))));
        var results = await catalog.RunAsync(null!, [], Token);
        results.Select(r => (r.Name, r.Status)).ShouldBe([("broken", "failed"), ("warns", "warned")]);
        results[0].Findings!.Problems.ShouldHaveSingleItem().Code.ShouldBe("RK-REGISTRY-UNREACHABLE");
    }

    [Fact]
    public async Task SkippedChecksDoNotRun()
    {
        var catalog = new CheckCatalog(new ScriptedCheck("left-out", () => throw new InvalidOperationException()));
        (await catalog.RunAsync(null!, ["left-out"], Token)).ShouldHaveSingleItem().Status.ShouldBe("skipped");
    }

    [Fact]
    public async Task AMistypedNameIsToldWithTheOneThatWasMeant()
    {
        var problem = (await Should.ThrowAsync<ReleaseException>(() => CheckCatalog.Standard.RunAsync(null!, ["clean-tre"], Token))).Diagnostics.ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-CHECK-UNKNOWN");
        problem.Message.ShouldContain("'clean-tree'");
    }

    private sealed class ScriptedCheck(string name, Func<Task<CheckFindings>> run) : ICheck
    {
        public string Name => name;

        public string Purpose => "It is scripted.";

        public ImmutableArray<DiagnosticDescriptor> Codes => [CheckCodes.Dirty];

        public Task<CheckFindings> RunAsync(CheckContext context, CancellationToken cancellationToken) => run();
    }
}
