using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Releasing;

namespace ReleaseKit.Engine.Tests.Releasing;

public sealed class PlanPolicyTests : IDisposable
{
    private readonly GitWorkspace _workspace = new();

    [Fact]
    public async Task AFixedGroupMayShareATagThatANewMemberJoins()
    {
        _workspace.Npm("a", "a", "1.2.0").Npm("c", "c").Initialize("core-v1.2.0", "c-v1.0.0").Python("b", "b", "0.1.0")
            .Write("releasekit.toml", "[groups.core]\nversioning = \"fixed\"\npackages = [\"npm:a\", \"b\"]\ntag_format = \"core-v{version}\"\n").Commit("feat: new package", "c/x");
        var plan = (await _workspace.PlanAsync()).Plan;
        plan.Releases.Select(r => $"{r.Id} {r.To} {r.Tag}").ShouldBe(["npm:a 1.3.0 core-v1.3.0", "npm:c 1.1.0 c-v1.1.0", "python:b 1.3.0 core-v1.3.0"], customMessage: string.Join('\n', plan.Skipped));
    }

    [Fact]
    public async Task APackagesOwnFileNamesItsGroup()
    {
        _workspace.Npm("a", "a").Write("a/releasekit.toml", "group = \"ui\"\n").Npm("libs/b", "b", "1.4.0").Initialize("a-v1.0.0", "b-v1.4.0")
            .Write("releasekit.toml", "[groups.ui]\nversioning = \"linked\"\npackages = [\"libs/*\"]\n").Commit("fix: x", "a/x");
        (await _workspace.PlanAsync()).Summary().ShouldBe(["npm:a 1.0.0 → 1.4.1"]);
    }

    [Theory]
    [InlineData("[groups.ui]\n", "No package is in the group ui")]
    [InlineData("[groups.ui]\npackages = [\"@acme/cor\"]\n", "Did you mean '@acme/core'?")]
    public async Task AGroupWithoutMembersIsRefused(string text, string message)
    {
        _workspace.Npm("a", "@acme/core").Initialize().Write("releasekit.toml", text);
        var problem = await Coded.ThrowsAsync(PlanCodes.GroupEmpty, () => _workspace.DiscoverAsync());
        problem.Message.ShouldContain(message);
        problem.Location!.ToString().ShouldBe("releasekit.toml(1,9)");
    }

    [Fact]
    public async Task PropagationIsConfiguredForAllAndForOne()
    {
        const string Needs = "\"dependencies\": { \"core\": \"workspace:^\" }";
        _workspace.Npm("core", "core").Npm("a", "a", more: Needs).Npm("b", "b", more: Needs).Write("package.json", "{ \"private\": true, \"workspaces\": [\"*\"] }")
            .Write("releasekit.toml", "rewrite = \"minor\"\n[propagation]\nruntime = \"out-of-range patch\"\n").Write("b/releasekit.toml", "[propagation]\nruntime = \"always match\"\n")
            .Initialize("core-v1.0.0", "a-v1.0.0", "b-v1.0.0").Commit("feat: x", "core/x");
        (await _workspace.PlanAsync()).Summary().ShouldBe(["npm:b 1.0.0 → 1.1.0", "npm:core 1.0.0 → 1.1.0"]);
    }

    [Fact]
    public async Task MajorOnZeroMayBeAPackagesOwn()
    {
        _workspace.Npm("a", "a", "0.1.0").Write("a/releasekit.toml", "major_on_zero = true\n").Npm("b", "b", "0.1.0").Initialize("a-v0.1.0", "b-v0.1.0").Commit("feat!: x", "a/x", "b/x");
        (await _workspace.PlanAsync()).Summary().ShouldBe(["npm:a 0.1.0 → 1.0.0", "npm:b 0.1.0 → 0.2.0"]);
    }

    [Fact]
    public async Task SemanticsSetDefaultsThatKeysOverride()
    {
        _workspace.Npm("a", "a", "0.1.0").Initialize("a-v0.1.0", "a@0.1.0").Commit("feat!: x", "a/x");
        _workspace.Properties["semantics"] = "changesets-3";
        _workspace.Properties["tag_format"] = "{name}-v{version}";
        (await _workspace.PlanAsync()).Summary().ShouldBe(["npm:a 0.1.0 → 1.0.0"]);
        _workspace.Properties["major_on_zero"] = "false";
        (await _workspace.PlanAsync()).Summary().ShouldBe(["npm:a 0.1.0 → 0.2.0"]);
        _workspace.Properties["intents"] = "change-files";
        (await _workspace.PlanAsync()).Plan.IsEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("minor", "", "", "npm:a 1.0.0 → 1.1.0;npm:b 1.0.0 → 1.1.0")]
    [InlineData("Major", "", "a", "npm:a 1.0.0 → 2.0.0")]
    [InlineData("", "3.0.0", "b", "npm:b 1.0.0 → 3.0.0")]
    [InlineData("", "a=1.5.0; npm:b=2.0.0", "", "npm:a 1.0.0 → 1.5.0;npm:b 1.0.0 → 2.0.0")]
    [InlineData("patch", "a=1.5.0", "", "npm:a 1.0.0 → 1.5.0;npm:b 1.0.0 → 1.0.1")]
    public async Task PropertiesAskForBumpsAndVersions(string bump, string asked, string packages, string expected)
    {
        _workspace.Npm("a", "a").Npm("b", "b").Initialize("a-v1.0.0", "b-v1.0.0");
        (await PlanAsync(bump, asked, packages)).Summary().ShouldBe(expected.Split(';'));
    }

    [Theory]
    [InlineData("large", "", "RK-PLAN-EXPLICIT")]
    [InlineData("", "2.0.0", "RK-PLAN-EXPLICIT")]
    [InlineData("", "2.0.0;3.0.0", "RK-PLAN-EXPLICIT")]
    [InlineData("minor", "2.0.0", "RK-PLAN-EXPLICIT")]
    [InlineData("", "a=2.0.0;npm:a=3.0.0", "RK-PLAN-EXPLICIT")]
    [InlineData("", "c=2.0.0", "RK-PLAN-PACKAGE")]
    [InlineData("", "a=two", "RK-VERSION-ASKED")]
    [InlineData("", "a=0.9.0", "RK-VERSION-ASKED")]
    public async Task WhatCannotBeDoneIsRefused(string bump, string asked, string code)
    {
        _workspace.Npm("a", "a").Npm("b", "b").Initialize("a-v1.0.0", "b-v1.0.0");
        (await Should.ThrowAsync<ReleaseException>(() => PlanAsync(bump, asked, ""))).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    public void Dispose() => _workspace.Dispose();

    private Task<ComputedPlan> PlanAsync(string bump, string asked, string packages) =>
        _workspace.PlanAsync(_workspace.Root, new PlanOptions("", packages.Length == 0 ? [] : packages.Split(';'), "") { Bump = bump, As = asked });
}
