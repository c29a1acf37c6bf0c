using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Tests.History;

/// <summary>Commits are written as <c>id parents… : paths…</c>, in the order of the walk.</summary>
public sealed class HistoryAttributionTests
{
    [Fact]
    public void CommitsUpToTheBaselineBelongToThePackage() =>
        Attribute([("a", "1"), ("b", "2"), ("c", null)], "3 2 : a/x b/x", "2 1 : a/x b/x", "1 : a/x c/x").ShouldBe("a: 3 2; b: 3; c: 1");

    [Fact]
    public void SideBranchThatTheBaselineDoesNotHoldBelongsToThePackage() =>
        Attribute([("a", "m")], "h m s : ", "s b : a/x", "m b : a/x", "b : a/x").ShouldBe("a: s");

    [Fact]
    public void BaselineOnASideBranchHidesOnlyWhatItReaches() =>
        Attribute([("a", "s")], "h m s : ", "m b : a/x", "s b : a/x", "b : a/x").ShouldBe("a: m");

    [Fact]
    public void PackageWithoutABaselineGetsEverything() =>
        Attribute([("a", null), ("b", "3")], "3 2 : a/x", "2 1 : b/x", "1 : a/x").ShouldBe("a: 3 1; b: ");

    [Fact]
    public void WalkIsCompleteAsSoonAsEveryBaselineIsBehind()
    {
        var attribution = new HistoryAttribution(Ranges([("a", "2"), ("b", "3")]));
        attribution.IsComplete.ShouldBeFalse();
        var complete = new List<bool>();
        foreach (var commit in new[] { "4 3 : ", "3 2 : ", "2 1 : ", "1 : " })
        {
            Add(attribution, commit);
            complete.Add(attribution.IsComplete);
        }

        complete.ShouldBe([false, false, true, true]);
    }

    [Fact]
    public void WalkIsNotCompleteWhileASideBranchIsOpen()
    {
        var attribution = new HistoryAttribution(Ranges([("a", "m")]));
        Add(attribution, "h m s : ");
        Add(attribution, "m b : ");
        attribution.IsComplete.ShouldBeFalse();
        Add(attribution, "s b : a/x");
        attribution.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void WalkWithAPackageOfNoBaselineIsNeverComplete()
    {
        var attribution = new HistoryAttribution(Ranges([("a", "1"), ("b", null)]));
        Add(attribution, "1 0 : ");
        attribution.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public void ParentThatComesBeforeItsChildIsPutBehindItAndStillHidden()
    {
        Attribute([("a", "late"), ("b", null)], "h base late : b/x", "base root : a/x b/x", "root : a/x b/x", "late base : b/x")
            .ShouldBe("a: ; b: h late base root");
        Attribute([("a", "x")], "h p x : ", "p q : a/1", "q : a/2", "x p : ").ShouldBe("a: ");
    }

    [Fact]
    public void BaselineThatIsNotMetIsReportedForEachPackage()
    {
        var attribution = new HistoryAttribution(Ranges([("a", "elsewhere"), ("b", "1"), ("c", null), ("d", "elsewhere"), ("e", "parent-only")]));
        Add(attribution, "1 parent-only : ");
        attribution.Unreached().Select(r => r.Id.Name).ShouldBe(["a", "d", "e"]);
    }

    [Fact]
    public void MoreThanSixtyFourBaselinesAreKeptApart()
    {
        var packages = Enumerable.Range(0, 200).Select(i => ($"p{i}", (string?)$"{i}")).ToArray();
        var commits = Enumerable.Range(0, 201).Reverse().Select(i => $"{i} {(i > 0 ? i - 1 : "")} : {string.Join(' ', Enumerable.Range(0, 200).Select(p => $"p{p}/x"))}");
        var attribution = new HistoryAttribution(Ranges(packages));
        foreach (var commit in commits)
        {
            Add(attribution, commit);
        }

        var result = attribution.Result();
        Enumerable.Range(0, 200).ShouldAllBe(i => result[new PackageId("npm", $"p{i}")].Length == 200 - i);
    }

    [Fact]
    public void CommitThatBelongsToNobodyIsNotAskedFor()
    {
        var attribution = new HistoryAttribution(Ranges([("a", "2")]));
        attribution.Touch("docs/x");
        attribution.Complete("2", ["1"], () => throw new InvalidOperationException());
        attribution.Touch("a/x");
        attribution.Complete("1", [], () => throw new InvalidOperationException());
    }

    private static string Attribute((string Name, string? Baseline)[] packages, params string[] commits)
    {
        var attribution = new HistoryAttribution(Ranges(packages));
        foreach (var commit in commits)
        {
            Add(attribution, commit);
        }

        var result = attribution.Result();
        return string.Join("; ", packages.Select(p => $"{p.Name}: {string.Join(' ', result[new PackageId("npm", p.Name)].Select(c => c.Id))}"));
    }

    private static PackageRange[] Ranges((string Name, string? Baseline)[] packages) =>
        [.. packages.Select(p => new PackageRange(new PackageId("npm", p.Name), RelativePath.Parse(p.Name), p.Baseline))];

    private static void Add(HistoryAttribution attribution, string commit)
    {
        var halves = commit.Split(':');
        var ids = halves[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var path in halves[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            attribution.Touch(path);
        }

        attribution.Complete(ids[0], ids.AsSpan(1), () => new RawCommit(ids[0], "", "", 0, ""));
    }
}
