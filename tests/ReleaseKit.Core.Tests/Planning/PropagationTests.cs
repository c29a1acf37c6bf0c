using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Planning;

public sealed class PropagationTests
{
    [Theory]
    [InlineData(DependencyKind.Runtime)]
    [InlineData(DependencyKind.Peer)]
    [InlineData(DependencyKind.Optional)]
    [InlineData(DependencyKind.Build)]
    public void AnyBumpGivesDependentsAPatch(DependencyKind kind)
    {
        foreach (var message in new[] { "fix: x", "feat: x", "feat!: x" })
        {
            var plan = new PlanBuilder().Package("core").Package("app").Edge("app", "core", kind: kind).Commit(message, "core").Plan();
            plan.Of("app").To.ShouldBe("1.0.1");
            plan.Of("app").Reasons.ShouldBe([new ReleaseReason(ReasonKind.Dependency, BumpLevel.Patch, $"core {plan.Of("core").To}", Package: PlanBuilder.Id("core"))]);
        }
    }

    [Fact]
    public void PatchesRippleThroughTheWholeTree()
    {
        var plan = new PlanBuilder().Package("a").Package("b").Package("c").Package("d").Package("e")
            .Edge("b", "a").Edge("c", "b").Edge("d", "c").Edge("e", "b").Commit("feat: x", "a").Plan();
        plan.Summary().ShouldBe(["a 1.0.0 → 1.1.0 (minor)", "b 1.0.0 → 1.0.1 (patch)", "c 1.0.0 → 1.0.1 (patch)", "d 1.0.0 → 1.0.1 (patch)", "e 1.0.0 → 1.0.1 (patch)"]);
        plan.Layers().ShouldBe("a | b | c e | d");
    }

    [Fact]
    public void AStrongerBumpOfTheDependentWins()
    {
        var plan = new PlanBuilder().Package("core").Package("app").Edge("app", "core").Commit("fix: x", "core").Commit("feat: y", "app").Plan();
        plan.Of("app").To.ShouldBe("1.1.0");
        plan.Of("app").Reasons.Select(r => r.Kind).ShouldBe([ReasonKind.Commit, ReasonKind.Dependency]);
    }

    [Theory]
    [InlineData(DependencyKind.Dev, DependencySource.Workspace, 1)]
    [InlineData(DependencyKind.Runtime, DependencySource.Registry, 0)]
    public void NeitherDevelopmentNorRegistryEdgesPropagate(DependencyKind kind, DependencySource source, int movedRanges)
    {
        var plan = new PlanBuilder().Package("core").Package("app").Edge("app", "core", kind: kind, source: source).Commit("feat!: x", "core").Plan();
        plan.Summary().ShouldBe(["core 1.0.0 → 2.0.0 (major)"]);
        plan.OtherEdits.Length.ShouldBe(movedRanges);
    }

    [Fact]
    public void APrivatePackageIsNotReleasedAndPassesNothingOn()
    {
        var plan = new PlanBuilder().Package("core").Private("site").Package("top").Edge("site", "core", "^1.0.0").Edge("top", "site").Commit("feat!: x", "core").Plan();
        plan.Summary().ShouldBe(["core 1.0.0 → 2.0.0 (major)"]);
        plan.WhySkipped("site").ShouldBe("private");
        plan.OtherEdits.ShouldHaveSingleItem().ShouldBe(
            new RangeChange(RelativePath.Parse("site/manifest"), PlanBuilder.Id("site"), PlanBuilder.Id("core"), DependencyKind.Runtime, "^1.0.0", "^2.0.0"));
    }

    [Fact]
    public void ADependentsRangeFollowsTheRelease()
    {
        var plan = new PlanBuilder().Package("core").Package("app").Edge("app", "core", "~1.0.0").Edge("app", "core", "workspace:*", DependencyKind.Dev).Commit("feat: x", "core").Plan();
        plan.Of("app").Edits.ShouldBe(
        [
            new VersionChange(RelativePath.Parse("app/manifest"), PlanBuilder.Id("app"), "1.0.0", "1.0.1"),
            new RangeChange(RelativePath.Parse("app/manifest"), PlanBuilder.Id("app"), PlanBuilder.Id("core"), DependencyKind.Runtime, "~1.0.0", "~1.1.0"),
        ]);
    }

    [Fact]
    public void ARangeSharedByAReleasedAndAPrivatePackageIsChangedOnce()
    {
        var catalogue = RelativePath.Parse("catalogue.yaml");
        Package Inherit(Package package) => package with
        {
            Dependencies = [new Dependency(PlanBuilder.Id("core"), "^1.0.0", DependencyKind.Runtime, DependencySource.Workspace, catalogue, new Diagnostics.SourceLocation("catalogue.yaml", 4, 3))],
        };
        var plan = new PlanBuilder().Package("core").Package("app", with: Inherit).Package("aaa", with: p => Inherit(p) with { Publishable = false }).Commit("feat!: x", "core").Plan();
        plan.Of("app").Edits.OfType<RangeChange>().ShouldHaveSingleItem().File.ShouldBe(catalogue);
        plan.OtherEdits.ShouldBeEmpty();
    }

    [Fact]
    public void PythonRangesMoveInTheirOwnStyle()
    {
        var plan = new PlanBuilder().Package("python:core").Package("python:app").Edge("python:app", "python:core", "~=1.0.0").Commit("feat: x", "python:core").Plan();
        plan.Of("python:app").Edits.OfType<RangeChange>().Single().To.ShouldBe("~=1.1.0");
    }

    [Fact]
    public void EqualNamesInTwoEcosystemsAreTwoPackages() =>
        new PlanBuilder().Package("npm:core").Package("python:core").Package("app").Edge("app", "npm:core").Commit("feat: x", "python:core").Plan()
            .Releases.Select(r => r.Id.ToString()).ShouldBe(["python:core"]);

    [Fact]
    public void ARangeThatCannotBeMovedIsRefusedWhereItStands()
    {
        var builder = new PlanBuilder().Package("core").Package("app").Edge("app", "core", "stuck").Commit("feat: x", "core");
        var request = builder.Request() with { Schemes = _ => new StuckScheme() };
        var problem = Should.Throw<Diagnostics.ReleaseException>(() => ReleasePlanner.Plan(request)).Diagnostics.ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-RANGE-EXCLUDES");
        problem.Location!.ToString().ShouldBe("app/manifest(10,5)");
    }

    /// <summary>A scheme with a range that neither accepts anything nor moves.</summary>
    private sealed class StuckScheme : IVersionScheme
    {
        private readonly SemanticVersionScheme _inner = new();

        public string Name => "stuck";

        public bool IsValid(string version) => _inner.IsValid(version);

        public bool IsPrerelease(string version) => _inner.IsPrerelease(version);

        public bool IsInitialDevelopment(string version) => _inner.IsInitialDevelopment(version);

        public int Compare(string left, string right) => _inner.Compare(left, right);

        public string Bump(string version, BumpLevel level) => _inner.Bump(version, level);

        public bool? Satisfies(string version, string range) => false;

        public string MoveRange(string range, string version) => range;
    }
}
