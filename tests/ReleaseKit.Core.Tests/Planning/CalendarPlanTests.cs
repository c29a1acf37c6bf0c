using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Core.Tests.Planning;

public sealed class CalendarPlanTests
{
    private readonly PlanBuilder _plan = new();

    [Fact]
    public void VersionsComeFromTheDateWhateverTheChange()
    {
        _plan.Package("a", "2026.2.3").Package("b", "2026.3.0").Package("c", "1.4.0").Package("d", "2026.3.7").Commit("feat!: x", "a", "b", "c").With(Calver("YYYY.MM.MICRO"));
        _plan.Plan().Releases.Select(r => $"{r.Id.Name} {r.To}").ShouldBe(["a 2026.3.0", "b 2026.3.1", "c 2026.3.0"]);
    }

    [Fact]
    public void OnePackageMayBeVersionedByTheCalendar()
    {
        _plan.Package("a", "2026.2.3").Package("b").Commit("feat: x", "a", "b")
            .With(p => p with { Packages = p.Packages.Add(PlanBuilder.Id("a"), new PackagePolicy { Versioning = Parse("YYYY.MM.MICRO") }) });
        _plan.Plan().Releases.Select(r => $"{r.Id.Name} {r.To}").ShouldBe(["a 2026.3.0", "b 1.1.0"]);
    }

    [Fact]
    public void ChangeFilesRaiseTheDateToo()
    {
        _plan.Package("a", "2026.3.0").Declares("one", "Text.", "a: patch").With(Calver("YYYY.MM.MICRO"));
        _plan.Plan().Releases.Single().To.ShouldBe("2026.3.1");
    }

    [Fact]
    public void ChannelsLeadToACalendarVersion()
    {
        _plan.Package("a", "2026.2.3").Commit("fix: x", "a").With(Calver("YYYY.MM.MICRO")).On("beta");
        var first = _plan.Plan();
        first.Releases.Single().To.ShouldBe("2026.3.0-beta.0");
        _plan.Release(first).Commit("fix: y", "a");
        _plan.Plan().Releases.Single().To.ShouldBe("2026.3.0-beta.1");
        _plan.Date = "2026-04-01";
        _plan.Plan().Releases.Single().To.ShouldBe("2026.4.0-beta.0");
        _plan.On("stable").Plan().Releases.Single().To.ShouldBe("2026.4.0");
    }

    [Fact]
    public void APeriodThatHasItsVersionIsRefused()
    {
        _plan.Package("python:a", "2026.3.1").Commit("fix: x", "python:a").With(Calver("YYYY.MM.DD"));
        var problem = _plan.Problems().ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-VERSION-CALENDAR");
        problem.Message.ShouldContain("MICRO");
        _plan.Date = "2026-03-02";
        _plan.Plan().Releases.Single().To.ShouldBe("2026.3.2");
    }

    [Fact]
    public void AReleasedVersionAboveTheCalendarIsRefused()
    {
        _plan.Package("python:a", "3000.1").Commit("fix: x", "python:a").With(Calver("YYYY.MM.MICRO"));
        _plan.Problems().ShouldHaveSingleItem().Code.ShouldBe("RK-VERSION-CALENDAR");
    }

    [Theory]
    [InlineData("npm:a", "YYYY.MM")]
    [InlineData("npm:a", "YYYY.0M.MICRO")]
    [InlineData("npm:a", "YYYY.MM.DD.MICRO")]
    public void AnEcosystemThatDoesNotAcceptTheFormatIsNamed(string id, string format)
    {
        _plan.Package(id, "1.0.0").Commit("fix: x", id).With(Calver(format));
        var problem = _plan.Problems().ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-VERSION-CALENDAR");
        problem.Message.ShouldContain(id);
    }

    [Fact]
    public void PackagesWithOneVersionMustBeVersionedAlike()
    {
        _plan.Package("a").Package("b").Group("g", GroupVersioning.Fixed, "a", "b").Commit("fix: x", "a")
            .With(p => p with { Packages = p.Packages.Add(PlanBuilder.Id("b"), new PackagePolicy { Versioning = Parse("YYYY.MM.MICRO") }) });
        _plan.Problems().Select(p => p.Code).Distinct().ShouldBe(["RK-VERSION-CALENDAR"]);
    }

    private static Func<Core.Planning.PlanPolicy, Core.Planning.PlanPolicy> Calver(string format) => policy => policy with { Versioning = Parse(format) };

    private static Versioning Parse(string format) => Versioning.TryParse("calver:" + format, out var versioning) ? versioning : throw new ArgumentException(format);
}
