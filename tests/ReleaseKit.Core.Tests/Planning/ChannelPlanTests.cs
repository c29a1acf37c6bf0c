using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Planning;

public sealed class ChannelPlanTests
{
    private readonly PlanBuilder _plan = new();

    [Fact]
    public void AChannelLeadsToTheVersionThatAStableReleaseWouldGet()
    {
        _plan.Package("a").Package("b").Package("c").On("beta").Commit("feat: x", "a").Commit("fix: y", "b");
        _plan.Plan().Summary().ShouldBe(["a 1.0.0 → 1.1.0-beta.0 (minor)", "b 1.0.0 → 1.0.1-beta.0 (patch)"]);
    }

    [Fact]
    public void ALineIteratesEscalatesAndIsPromoted()
    {
        _plan.Package("a").Commit("feat: x", "a");
        Step("alpha").ShouldBe(["a 1.0.0 → 1.1.0-alpha.0 (minor)"]);
        Step("alpha").ShouldBeEmpty();
        _plan.Commit("fix: y", "a");
        Step("alpha").ShouldBe(["a 1.1.0-alpha.0 → 1.1.0-alpha.1 (minor)"]);
        Step("beta").ShouldBe(["a 1.1.0-alpha.1 → 1.1.0-beta.0 (minor)"]);
        _plan.Commit("feat!: z", "a");
        Step("").ShouldBe(["a 1.1.0-beta.0 → 2.0.0-beta.0 (major)"]);
        Step("rc").ShouldBe(["a 2.0.0-beta.0 → 2.0.0-rc.0 (major)"]);
        Step("stable").ShouldBe(["a 1.0.0 → 2.0.0 (major)"]);
        Step("stable").ShouldBeEmpty();
        Step("").ShouldBeEmpty();
    }

    [Fact]
    public void WithoutAChannelEveryPackageStaysOnItsLine()
    {
        _plan.Package("a").Package("b").Commit("feat: x", "a").Prerelease("a", "1.1.0-beta.0").Commit("fix: y", "a", "b");
        _plan.Plan().Summary().ShouldBe(["a 1.1.0-beta.0 → 1.1.0-beta.1 (minor)", "b 1.0.0 → 1.0.1 (patch)"]);
    }

    [Fact]
    public void APrereleaseTellsWhatIsNewAndTheStableReleaseEverything()
    {
        _plan.Package("a").Commit("feat: x", "a").Prerelease("a", "1.1.0-beta.0").Commit("fix: y", "a");
        _plan.Plan().Of("a").Reasons.Select(r => r.Summary).ShouldBe(["y", "leads to 1.1.0, by what changed since a-v1.0.0"]);
        _plan.On("stable").Plan().Of("a").Reasons.Select(r => r.Summary).ShouldBe(["promotes 1.1.0-beta.0", "x", "y"]);
        _plan.On("rc").Plan().Of("a").Reasons[0].Summary.ShouldBe("1.1.0-beta.0 moves on to rc");
    }

    [Fact]
    public void OnlyWhatIsAheadIsPromoted()
    {
        _plan.Package("a").Package("b").Package("c").Commit("feat: x", "a").Prerelease("a", "1.1.0-rc.0").Commit("docs: y", "b").On("stable");
        _plan.Plan().Summary().ShouldBe(["a 1.0.0 → 1.1.0 (minor)"]);
    }

    [Fact]
    public void TheFirstReleaseMayBeAPrerelease()
    {
        _plan.Package("a", "1.0.0", "").On("beta");
        Step("beta").ShouldBe(["a - → 1.0.0-beta.0 (none)"]);
        Step("beta").ShouldBeEmpty();
        _plan.Commit("feat!: x", "a");
        Step("beta").ShouldBe(["a 1.0.0-beta.0 → 1.0.0-beta.1 (none)"]);
        Step("stable").ShouldBe(["a - → 1.0.0 (none)"]);
    }

    [Fact]
    public void AWrittenPrereleaseThatHasNoTagIsReleasedAsItIs()
    {
        _plan.Package("a", "1.1.0-beta.1", "1.0.0").Prerelease("a", "1.1.0-beta.0", "1.1.0-beta.1").Commit("fix: y", "a");
        _plan.Plan().Summary().ShouldBe(["a 1.1.0-beta.0 → 1.1.0-beta.1 (minor)"]);
        _plan.On("stable").Plan().Summary().ShouldBe(["a 1.0.0 → 1.1.0 (minor)"]);
    }

    [Fact]
    public void ARevertedFeatureDoesNotTurnTheLineBack()
    {
        _plan.Package("a").Commit("feat: x", "a").Prerelease("a", "1.1.0-beta.0")
            .Commit("revert: feat: x\n\nThis reverts commit " + new string('0', 39) + "1.", "a");
        Step("beta").ShouldBe(["a 1.1.0-beta.0 → 1.1.0-beta.1 (minor)"]);
        Step("stable").ShouldBe(["a 1.0.0 → 1.1.0 (minor)"]);
    }

    [Fact]
    public void NumbersGoOnAfterTagsThatAreElsewhere()
    {
        _plan.Package("a").Commit("feat: x", "a").Prerelease("a", "1.1.0-beta.7").Prerelease("a", "1.1.0-beta.2").Commit("fix: y", "a");
        _plan.Plan().Summary().ShouldBe(["a 1.1.0-beta.2 → 1.1.0-beta.8 (minor)"]);
    }

    [Theory]
    [InlineData("alpha", "1.1.0-beta.0")]
    [InlineData("beta", "1.1.0-rc.3")]
    public void ALowerChannelIsRefused(string channel, string latest)
    {
        _plan.Package("a").Commit("feat: x", "a").Prerelease("a", latest).On(channel);
        var problem = _plan.Problems().ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-CHANNEL-LOWER");
        problem.Message.ShouldContain(latest);
    }

    [Fact]
    public void ALineThatCannotBeReadIsRefusedUnlessAChannelIsSaid()
    {
        _plan.Package("a").Commit("feat: x", "a").Prerelease("a", "1.1.0-rc1").Commit("fix: y", "a");
        _plan.Problems().ShouldHaveSingleItem().Code.ShouldBe("RK-CHANNEL-UNREADABLE");
        _plan.On("stable").Plan().Summary().ShouldBe(["a 1.0.0 → 1.1.0 (minor)"]);
    }

    [Fact]
    public void PythonSpellsItsOwnWay()
    {
        _plan.Package("python:a").Package("b").Commit("feat: x", "python:a", "b");
        Step("beta").ShouldBe(["b 1.0.0 → 1.1.0-beta.0 (minor)", "a 1.0.0 → 1.1.0b0 (minor)"]);
        _plan.Commit("fix: y", "python:a", "b");
        Step("").ShouldBe(["b 1.1.0-beta.0 → 1.1.0-beta.1 (minor)", "a 1.1.0b0 → 1.1.0b1 (minor)"]);
        Step("rc").ShouldBe(["b 1.1.0-beta.1 → 1.1.0-rc.0 (minor)", "a 1.1.0b1 → 1.1.0rc0 (minor)"]);
    }

    [Fact]
    public void PostReleasesCorrectWhatIsReleasedAndExistInPythonOnly()
    {
        _plan.Package("python:a").Commit("fix: x", "python:a");
        Step("post").ShouldBe(["a 1.0.0 → 1.0.0.post1 (patch)"]);
        _plan.Commit("fix: y", "python:a");
        Step("post").ShouldBe(["a 1.0.0.post1 → 1.0.0.post2 (patch)"]);
        _plan.Commit("fix: z", "python:a");
        Step("").ShouldBe(["a 1.0.0.post2 → 1.0.1 (patch)"]);
        _plan.Package("b").Commit("fix: x", "b").On("post").Problems().ShouldHaveSingleItem().Code.ShouldBe("RK-CHANNEL-UNSUPPORTED");
    }

    [Fact]
    public void AGroupSharesBaseAndNumberAcrossSpellings()
    {
        _plan.Package("a").Package("python:b").Package("c").Group("g", GroupVersioning.Fixed, "a", "python:b").Commit("feat: x", "a");
        Step("next").ShouldBe(["a 1.0.0 → 1.1.0-next.0 (minor)", "b 1.0.0 → 1.1.0.dev0 (minor)"]);
        Step("next").ShouldBeEmpty();
        _plan.Commit("fix: y", "python:b");
        Step("").ShouldBe(["a 1.1.0-next.0 → 1.1.0-next.1 (minor)", "b 1.1.0.dev0 → 1.1.0.dev1 (minor)"]);
        Step("stable").ShouldBe(["a 1.0.0 → 1.1.0 (minor)", "b 1.0.0 → 1.1.0 (minor)"]);
    }

    [Fact]
    public void ALinkedGroupNumbersItsMembersTogether()
    {
        _plan.Package("a").Package("b").Group("g", GroupVersioning.Linked, "a", "b").Commit("feat: x", "a");
        Step("beta").ShouldBe(["a 1.0.0 → 1.1.0-beta.0 (minor)"]);
        _plan.Commit("fix: y", "b");
        Step("beta").ShouldBe(["b 1.0.0 → 1.1.0-beta.1 (minor)"]);
    }

    [Fact]
    public void AnInterruptedReleaseOfAGroupIsFinishedUnderItsNumber()
    {
        _plan.Package("a").Package("b", "1.1.0-beta.0", "1.0.0").Group("g", GroupVersioning.Fixed, "a", "b").Commit("feat: x", "a").On("beta").Prerelease("a", "1.1.0-beta.0");
        _plan.Plan().Summary().ShouldBe(["b 1.0.0 → 1.1.0-beta.0 (minor)"]);
    }

    [Fact]
    public void DependentsComeAlongBecauseAPrereleaseIsInNoOrdinaryRange()
    {
        _plan.Package("core").Package("app").Edge("app", "core").Semantics(ReleaseSemantics.Changesets3).Commit("feat: x", "core");
        Step("beta").ShouldBe(["app 1.0.0 → 1.0.1-beta.0 (patch)", "core 1.0.0 → 1.1.0-beta.0 (minor)"]);
        _plan.Commit("fix: y", "core");
        _plan.On("beta").Plan().Find(PlanBuilder.Id("core")).ShouldNotBeNull();
        var plan = _plan.On("stable").Plan();
        plan.Summary().ShouldBe(["app 1.0.0 → 1.0.1 (patch)", "core 1.0.0 → 1.1.0 (minor)"]);
        plan.Of("app").Edits.OfType<RangeChange>().Select(c => c.To).ShouldBe(["^1.1.0"]);
    }

    [Fact]
    public void AStableReleaseOnAPrereleaseIsWarnedOf()
    {
        _plan.Package("core").Package("app").Edge("app", "core").Commit("feat: x", "core").Prerelease("core", "1.1.0-beta.0").Commit("fix: y", "core");
        var plan = _plan.Plan();
        plan.Summary().ShouldBe(["app 1.0.0 → 1.0.1 (patch)", "core 1.1.0-beta.0 → 1.1.0-beta.1 (minor)"]);
        var warning = StableDependencies.Check(_plan.Request(), plan).ShouldHaveSingleItem();
        warning.Code.ShouldBe("RK-CHANNEL-STABLE-NEEDS-PRERELEASE");
        warning.Message.ShouldContain("npm:core 1.1.0-beta.1");
        StableDependencies.Check(_plan.Request(), _plan.On("stable").Plan()).ShouldBeEmpty();
    }

    [Fact]
    public void ChangeFilesAreKeptOnAChannelAndUsedUpByTheStableRelease()
    {
        _plan.Package("a").Declares("one", "First.", "a: minor");
        var first = _plan.On("beta").Plan();
        first.Summary().ShouldBe(["a 1.0.0 → 1.1.0-beta.0 (minor)"]);
        first.UsedChangeFiles.ShouldBeEmpty();
        _plan.Release(first);
        _plan.Plan().IsEmpty.ShouldBeTrue();
        _plan.Declares("two", "Second.", "a: patch");
        var second = _plan.Plan();
        second.Summary().ShouldBe(["a 1.1.0-beta.0 → 1.1.0-beta.1 (minor)"]);
        second.Of("a").Reasons.Where(r => r.Kind == ReasonKind.ChangeFile).Select(r => r.Summary).ShouldBe(["Second."]);
        var stable = _plan.Release(second).On("stable").Plan();
        stable.Of("a").Reasons.Where(r => r.Kind == ReasonKind.ChangeFile).Select(r => r.Summary).ShouldBe(["First.", "Second."]);
        stable.UsedChangeFiles.Length.ShouldBe(2);
    }

    [Fact]
    public void AVersionThatACommitAsksForIsTheBase()
    {
        _plan.Package("a").Commit("feat: x\n\nRelease-As: 3.0.0", "a");
        Step("beta").ShouldBe(["a 1.0.0 → 3.0.0-beta.0 (major)"]);
        Step("beta").ShouldBeEmpty();
        _plan.Commit("fix: y", "a");
        Step("").ShouldBe(["a 3.0.0-beta.0 → 3.0.0-beta.1 (major)"]);
        Step("stable").ShouldBe(["a 1.0.0 → 3.0.0 (major)"]);
    }

    [Fact]
    public void APropertyPromotesOnePackageOfALine()
    {
        _plan.Package("a").Commit("feat: x", "a").Prerelease("a", "1.1.0-beta.0")
            .With(p => p with { Explicit = p.Explicit.Add(PlanBuilder.Id("a"), new ExplicitBump(BumpLevel.None, "1.1.0", "ReleaseAs")) });
        _plan.Plan().Summary().ShouldBe(["a 1.0.0 → 1.1.0 (minor)"]);
    }

    [Theory]
    [InlineData("1.x", "feat: x", true)]
    [InlineData("1.0.x", "fix: x", true)]
    [InlineData("1.0.x", "feat: x", false)]
    [InlineData("1.x", "feat!: x", false)]
    [InlineData("2.x", "fix: x", false)]
    public void AMaintenanceLineIsNotLeft(string line, string commit, bool stays)
    {
        _plan.Package("a").On(line).Commit(commit, "a");
        if (stays)
        {
            _plan.Plan().Releases.ShouldHaveSingleItem();
        }
        else
        {
            _plan.Problems().ShouldHaveSingleItem().Code.ShouldBe("RK-CHANNEL-LEAVES-LINE");
        }
    }

    [Fact]
    public void VersionsGrowAlongAnyPathOfChannels()
    {
        string[] ladder = ["alpha", "beta", "rc", "stable"];
        var steps = from message in Gen.Elements("fix: a", "feat: b", "feat!: c", "docs: d") from move in Gen.Choose(0, 3) from python in Gen.Elements(true, false) select (message, move, python);
        Prop.ForAll(steps.ListOf(8).ToArbitrary(), path =>
        {
            var plan = new PlanBuilder().Package("a").Package("python:p").Edge("a", "python:p", "", Core.Packages.DependencyKind.Build);
            var versions = new Dictionary<string, string> { ["a"] = "1.0.0", ["p"] = "1.0.0" };
            var rung = 0;
            foreach (var (message, move, python) in path)
            {
                rung = rung == 3 ? 0 : Math.Min(3, rung + (move == 3 ? 1 : 0));
                plan.Commit(message, python ? "python:p" : "a").On(ladder[rung]);
                var next = plan.Plan();
                foreach (var release in next.Releases)
                {
                    if (PlanBuilder.Scheme(release.Id.Ecosystem).Compare(release.To, versions[release.Id.Name]) <= 0 || release.Reasons.IsEmpty)
                    {
                        return false;
                    }

                    versions[release.Id.Name] = release.To;
                }

                if (!plan.Release(next).Plan().IsEmpty)
                {
                    return false;
                }
            }

            return true;
        }).ShouldHold();
    }

    private string[] Step(string channel)
    {
        var plan = _plan.On(channel).Plan();
        _plan.Release(plan);
        return plan.Summary();
    }
}
