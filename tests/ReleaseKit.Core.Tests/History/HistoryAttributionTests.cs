using System.Collections.Immutable;
using System.Globalization;
using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Tests.History;

/// <summary>
/// Commits are written as <c>id parents… : paths…</c>, in the order of the walk; <c>id@seconds</c> dates one, <c>+path</c> adds a file.
/// </summary>
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
        var attribution = new HistoryAttribution(Ranges([("a", "2"), ("b", "3")]), []);
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
        var attribution = new HistoryAttribution(Ranges([("a", "m")]), []);
        Add(attribution, "h m s : ");
        Add(attribution, "m b : ");
        attribution.IsComplete.ShouldBeFalse();
        Add(attribution, "s b : a/x");
        attribution.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public void WalkWithAPackageOfNoBaselineIsNeverComplete()
    {
        var attribution = new HistoryAttribution(Ranges([("a", "1"), ("b", null)]), []);
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
        var attribution = new HistoryAttribution(Ranges([("a", "elsewhere"), ("b", "1"), ("c", null), ("d", "elsewhere"), ("e", "parent-only")]), []);
        Add(attribution, "1 parent-only : ");
        attribution.Unreached().Select(r => r.Range.Id.Name).ShouldBe(["a", "d", "e"]);
    }

    [Fact]
    public void MoreThanSixtyFourBaselinesAreKeptApart()
    {
        var packages = Enumerable.Range(0, 200).Select(i => ($"p{i}", (string?)$"{i}")).ToArray();
        var commits = Enumerable.Range(0, 201).Reverse().Select(i => $"{i} {(i > 0 ? i - 1 : "")} : {string.Join(' ', Enumerable.Range(0, 200).Select(p => $"p{p}/x"))}");
        var attribution = new HistoryAttribution(Ranges(packages), []);
        foreach (var commit in commits)
        {
            Add(attribution, commit);
        }

        var result = attribution.Result().Commits;
        Enumerable.Range(0, 200).ShouldAllBe(i => result[new PackageId("npm", $"p{i}")].Length == 200 - i);
    }

    [Fact]
    public void CommitThatBelongsToNobodyIsNotAskedFor()
    {
        var attribution = new HistoryAttribution(Ranges([("a", "2")]), []);
        attribution.Touch(attribution.OwnersOf("docs").Span);
        attribution.Complete("2", ["1"], 0, () => throw new InvalidOperationException());
        attribution.Touch(attribution.OwnersOf("a").Span);
        attribution.Complete("1", [], 0, () => throw new InvalidOperationException());
    }

    [Fact]
    public void CommitsSinceALaterPrereleaseAreToldApart()
    {
        var attribution = new HistoryAttribution([Range("a", "1", "3"), Range("b", null, "2"), Range("c", "1", null)], []);
        Walk(attribution, "5 4 : a/x b/x c/x", "4 3 : c/x", "3 2 : a/x b/x", "2 1 : a/x b/x", "1 : b/x");
        var result = attribution.Result();
        Show(result.Commits, "a", "b", "c").ShouldBe("a: 5 3 2; b: 5 3 2 1; c: 5 4");
        Show(result.SinceLatest, "a", "b", "c").ShouldBe("a: 5; b: 5 3; c: 5 4");
    }

    [Fact]
    public void PrereleaseOnASideBranchHidesOnlyWhatItReaches()
    {
        var attribution = new HistoryAttribution([Range("a", "b", "s")], []);
        Walk(attribution, "h m s : ", "m b : a/x", "s b : a/x", "b : a/x");
        Show(attribution.Result().Commits, "a").ShouldBe("a: m s");
        Show(attribution.Result().SinceLatest, "a").ShouldBe("a: m");
    }

    [Fact]
    public void PrereleaseThatIsNotMetIsReported()
    {
        var range = Range("a", "1", "elsewhere");
        var attribution = new HistoryAttribution([range, Range("b", "1", "1")], []);
        Walk(attribution, "1 : ");
        attribution.IsComplete.ShouldBeTrue();
        attribution.Unreached().ShouldBe([new UnreachedBaseline(range, "elsewhere")]);
    }

    [Fact]
    public void OrderDependsOnDatesAndParentsOnly()
    {
        string[] commits = ["h@9 x y z : a/1", "x@5 r : a/1", "y@7 r : a/1", "z@5 r : a/1", "r@20 : a/1"];
        Attribute([("a", null)], commits).ShouldBe("a: h y x z r");
        Attribute([("a", null)], [.. commits.Reverse()]).ShouldBe("a: h y x z r");
    }

    [Fact]
    public void CommitThatAddsAWatchedFileIsFoundWhereSomePackageIsOpen()
    {
        var attribution = new HistoryAttribution([Range("a", "1", null)], [RelativePath.Parse("notes/n.md"), RelativePath.Parse("notes/old.md"), RelativePath.Parse("notes/none.md")]);
        Walk(attribution, "4@4 3 : notes/n.md", "3@3 2 : +notes/n.md", "2@2 1 : +notes/n.md", "1@1 : +notes/old.md a/x");
        var added = attribution.Result().Added;
        added.Select(pair => $"{pair.Key} {pair.Value.Id}").ShouldBe(["notes/n.md 3"]);
    }

    private static string Attribute((string Name, string? Baseline)[] packages, params string[] commits)
    {
        var attribution = new HistoryAttribution(Ranges(packages), []);
        Walk(attribution, commits);
        return Show(attribution.Result().Commits, [.. packages.Select(p => p.Name)]);
    }

    private static string Show(ImmutableDictionary<PackageId, ImmutableArray<RawCommit>> commits, params string[] packages) =>
        string.Join("; ", packages.Select(name => $"{name}: {string.Join(' ', commits[new PackageId("npm", name)].Select(c => c.Id))}"));

    private static PackageRange[] Ranges((string Name, string? Baseline)[] packages) => [.. packages.Select(p => Range(p.Name, p.Baseline, null))];

    private static PackageRange Range(string name, string? baseline, string? latest) => new(new PackageId("npm", name), RelativePath.Parse(name), baseline, latest);

    private static void Walk(HistoryAttribution attribution, params string[] commits) => Array.ForEach(commits, commit => Add(attribution, commit));

    private static void Add(HistoryAttribution attribution, string commit)
    {
        var halves = commit.Split(':');
        var ids = halves[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var path in halves[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            attribution.Touch(attribution.OwnersOf(Path.GetDirectoryName(path.TrimStart('+'))).Span);
            if (path.StartsWith('+'))
            {
                attribution.Add(path.AsSpan(1));
            }
        }

        var id = ids[0].Split('@');
        attribution.Complete(id[0], ids.AsSpan(1), id.Length > 1 ? long.Parse(id[1], CultureInfo.InvariantCulture) : 0, () => new RawCommit(id[0], "", "", 0, ""));
    }
}
