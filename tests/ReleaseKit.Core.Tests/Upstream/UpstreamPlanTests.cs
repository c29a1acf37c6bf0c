using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Explaining;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Tests.Documents;
using ReleaseKit.Core.Tests.Planning;
using ReleaseKit.Core.Upstream;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Upstream;

/// <summary>What a release of another repository does to the packages that depend on it.</summary>
public sealed class UpstreamPlanTests
{
    private static readonly PackageId Base = PackageId.Parse("npm:@acme/base");
    private static readonly RelativePath Lock = RelativePath.Parse("package-lock.json");

    [Theory]
    [InlineData("^1.3.0", null, "1.4.0", null, null)] // Accepts it, and nothing holds an older one.
    [InlineData("^1.3.0", "1.3.0", "1.4.0", "^1.4.0", "1.3.0")]
    [InlineData("^1.3.0", "1.4.0", "1.4.0", null, null)]
    [InlineData("^1.3.0", "1.3.0", "2.0.0", "^2.0.0", "1.3.0")]
    [InlineData("~1.3.0", null, "1.4.0", "~1.4.0", "1.3.0")]
    [InlineData("1.3.0", null, "1.4.0", "1.4.0", "1.3.0")]
    [InlineData(">=1.0.0 <2.0.0", null, "2.1.0", ">=2.1.0 <3.0.0", "1.0.0")]
    [InlineData("1.x", "1.3.0", "1.4.0", "1.x", "1.3.0")] // The lock file alone moves.
    [InlineData("*", "1.3.0", "1.4.0", "*", "1.3.0")]
    [InlineData("^2.0.0", null, "1.4.0", null, null)] // Never lowered.
    [InlineData("1.5.0", null, "1.4.0", null, null)]
    [InlineData("^1.3.0", null, "2.0.0-beta.1", null, null)] // No prereleases for who asks for none.
    [InlineData("^2.0.0-beta.0", "2.0.0-beta.0", "2.0.0-beta.1", "^2.0.0-beta.1", "2.0.0-beta.0")]
    [InlineData("github:acme/base", null, "1.4.0", null, null)]
    public void ARangeMovesOnlyUpAndOnlyWhenItHasTo(string range, string? locked, string announced, string? moved, string? from)
    {
        var plan = Plan(range, locked, announced);
        if (moved is null)
        {
            plan.IsEmpty.ShouldBeTrue();
            plan.Upstream.ShouldBeEmpty();
            return;
        }

        var release = plan.Releases.ShouldHaveSingleItem();
        release.Edits.OfType<RangeChange>().Select(e => e.To).ShouldBe(moved == range ? [] : [moved]);
        (release.From, release.To, release.Bump).ShouldBe(("1.0.0", "1.0.1", BumpLevel.Patch));
        var reason = release.Reasons.ShouldHaveSingleItem();
        (reason.Kind, reason.Package, reason.From, reason.To).ShouldBe((ReasonKind.Upstream, Base, from, announced));
        plan.Upstream.ShouldBe([new UpstreamRelease(Base, announced)]);
    }

    [Fact]
    public void VersionsThatOthersHoldInALockFileAreNoneOfOurs()
    {
        var request = Request("^1.3.0", DependencyKind.Runtime, new LockedVersion(Lock, "0.9.0"), new LockedVersion(Lock, "1.4.0"));
        ReleasePlanner.Plan(request).IsEmpty.ShouldBeTrue();
        UpstreamUpdates.Notes(request).ShouldHaveSingleItem().Code.ShouldBe(UpstreamCodes.Unused.Code);
    }

    [Fact]
    public void ADevelopmentDependencyIsBroughtUpToDateAndReleasesNothing()
    {
        var request = Request("~1.3.0", DependencyKind.Dev);
        ReleasePlanner.Plan(request).IsEmpty.ShouldBeTrue();
        UpstreamUpdates.Of(request, _ => false).ShouldHaveSingleItem().Change.ShouldNotBeNull().To.ShouldBe("~1.4.0");

        var beside = ReleasePlanner.Plan(Request("~1.3.0", DependencyKind.Dev, builder => builder.Package("other").Commit("fix: x", "other")));
        beside.Releases.ShouldHaveSingleItem().Id.Name.ShouldBe("other");
        beside.OtherEdits.OfType<RangeChange>().ShouldHaveSingleItem().To.ShouldBe("~1.4.0");
    }

    [Fact]
    public void ItReachesDependentsLikeAnyOtherRelease()
    {
        var plan = ReleasePlanner.Plan(Request("~1.3.0", DependencyKind.Runtime, builder => builder.Package("top").Edge("top", "app")));
        plan.Releases.Select(r => $"{r.Id.Name} {r.To} {r.Reasons[0].Kind}").ShouldBe(["app 1.0.1 Upstream", "top 1.0.1 Dependency"]);
    }

    [Fact]
    public void ThePropagationPolicyHoldsForIt()
    {
        PlanRequest With(PropagationRule rule, string range) => Request(range, DependencyKind.Runtime, b => b.Policy = b.Policy with { Propagation = PropagationPolicy.ReleaseKit.With(DependencyKind.Runtime, rule) }, new LockedVersion(Lock, "1.3.0"));
        ReleasePlanner.Plan(With(new PropagationRule(PropagationTrigger.Never), "~1.3.0")).IsEmpty.ShouldBeTrue();
        ReleasePlanner.Plan(With(new PropagationRule(PropagationTrigger.OutOfRange), "^1.3.0")).IsEmpty.ShouldBeTrue();
        ReleasePlanner.Plan(With(new PropagationRule(PropagationTrigger.OutOfRange), "~1.3.0")).Releases.Single().Bump.ShouldBe(BumpLevel.Patch);
        ReleasePlanner.Plan(With(new PropagationRule(PropagationTrigger.Always, null), "^1.3.0")).Releases.Single().Bump.ShouldBe(BumpLevel.Minor);
    }

    [Fact]
    public void WhatCannotFollowIsTold()
    {
        var kept = UpstreamUpdates.Notes(Request("^2.0.0", DependencyKind.Runtime)).ShouldHaveSingleItem();
        (kept.Code, kept.Location!.Line).ShouldBe((UpstreamCodes.Kept.Code, 20));

        var unused = Request("^1.3.0", DependencyKind.Runtime) with { Upstream = [new UpstreamRelease(PackageId.Parse("npm:nobody"), "1.0.0"), new UpstreamRelease(PackageId.Parse("npm:app"), "3.0.0")] };
        UpstreamUpdates.Notes(unused).Select(n => n.Code).ShouldBe([UpstreamCodes.Unused.Code, UpstreamCodes.Unused.Code]);
        ReleasePlanner.Plan(unused).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void EverybodyIsToldOfIt()
    {
        var plan = Plan("~1.3.0", null, "1.4.0");
        var entry = new PlannedChangelog(plan).Of(plan.Releases[0]);
        entry.Dependencies.ShouldBe([new ChangelogDependency("@acme/base", "1.3.0", "1.4.0", [])]);
        PlanReport.Render(plan, ReportFormat.Markdown).ShouldContain("chore(deps): @acme/base 1.3.0 → 1.4.0");
        ReleaseMessage.Of(plan).ShouldBe("chore(release): app 1.0.1\n\nchore(deps): bump @acme/base to 1.4.0\n");
        var workspace = Request("~1.3.0", DependencyKind.Runtime).Workspace;
        ExplanationReport.Render(plan, workspace, PlanBuilder.Id("app"), ReportFormat.Text).ShouldContain("chore(deps): @acme/base 1.3.0 → 1.4.0 (patch)");

        var text = PlanDocument.Write(plan);
        SchemaCheck.Violations("plan", text).ShouldBeEmpty();
        PlanDocument.Write(PlanDocument.Read(text, "plan.json")).ShouldBe(text);
        PlanDocument.Read(text, "plan.json").Upstream.ShouldBe(plan.Upstream);
        PlanDocument.Write(plan with { Upstream = [] }).ShouldNotContain("\"upstream\": [");
    }

    [Fact]
    public void OfOnePackageTheHighestVersionStays()
    {
        UpstreamRelease Of(string name, string version) => new(PackageId.Parse(name), version);
        int Compare(string ecosystem, string one, string other) => PlanBuilder.Scheme(ecosystem).Compare(one, other);
        UpstreamRelease.Merge([Of("npm:b", "1.9.0"), Of("npm:a", "1.0.0")], [Of("npm:b", "1.10.0"), Of("npm:a", "0.9.0")], Compare).ShouldBe([Of("npm:a", "1.0.0"), Of("npm:b", "1.10.0")]);
    }

    [Theory]
    [InlineData("npm:@acme/base@1.4.0; python:foo@2.0.0 ;", "npm:@acme/base 1.4.0|python:foo 2.0.0")]
    [InlineData("", "")]
    public void AListNamesPackagesAndVersions(string text, string expected) =>
        string.Join('|', UpstreamText.List(text).Select(r => $"{r.Id} {r.Version}")).ShouldBe(expected);

    [Theory]
    [InlineData("npm:base")]
    [InlineData("@1.0.0")]
    [InlineData("npm:base@")]
    public void AnEntryOfAnotherFormIsRefused(string text) =>
        Should.Throw<ReleaseException>(() => UpstreamText.List(text)).Diagnostics.Single().Code.ShouldBe(UpstreamCodes.Invalid.Code);

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"packages":{}}""")]
    [InlineData("""{"packages":[1]}""")]
    [InlineData("""{"packages":[{"id":"npm:a"}]}""")]
    [InlineData("""{"packages":[{"id":"npm:a","version":1}]}""")]
    public void APayloadOfAnotherFormIsRefused(string json) =>
        Should.Throw<ReleaseException>(() => UpstreamText.Payload(json, "it")).Diagnostics.Single().Code.ShouldBe(UpstreamCodes.Payload.Code);

    [Fact]
    public void APayloadIsWhatPublishSends() =>
        UpstreamText.Payload("""{"packages":[{"id":"npm:@acme/base","version":"1.4.0"}]}""", "it").ShouldBe([("npm:@acme/base", "1.4.0")]);

    private static ReleasePlan Plan(string range, string? locked, string announced) =>
        ReleasePlanner.Plan(Request(range, DependencyKind.Runtime, locked is null ? [] : [new LockedVersion(Lock, locked)]) with { Upstream = [new UpstreamRelease(Base, announced)] });

    private static PlanRequest Request(string range, DependencyKind kind, params LockedVersion[] locked) => Request(range, kind, _ => { }, locked);

    private static PlanRequest Request(string range, DependencyKind kind, Action<PlanBuilder> more, params LockedVersion[] locked)
    {
        var builder = new PlanBuilder().Package("app", with: p => p with
        {
            Upstream = [new UpstreamDependency(new Dependency(Base, range, kind, DependencySource.Registry, p.Manifest, new SourceLocation(p.Manifest.Value, 20, 5)), [.. locked])],
        });
        more(builder);
        return builder.Request() with { Upstream = [new UpstreamRelease(Base, "1.4.0")] };
    }
}
