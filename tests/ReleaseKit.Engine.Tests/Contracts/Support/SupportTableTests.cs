using ReleaseKit.Testing.Support;

namespace ReleaseKit.Engine.Tests.Contracts.Support;

/// <summary>The README cannot say more, nor less, than the tests of a run prove.</summary>
public sealed class SupportTableTests
{
    private const string Empty = "# A product\n\n" + SupportTable.Begin + SupportTable.End + "\n\nMore.\n";

    [Fact]
    public void WhatWasProvenIsTickedAndNothingElse()
    {
        var readme = new SupportTable(Results()).Update(Empty);
        readme.ShouldBe($"""
            # A product

            {SupportTable.Begin.Trim()}
            | | discover | edit | locks | versions | pack | publish | verify | withdraw | rehearse |
            |---|:-:|:-:|:-:|:-:|:-:|:-:|:-:|:-:|:-:|
            | npm | ✓ |  |  |  |  |  |  |  |  |
            | go | ✓ |  | –¹ |  |  |  |  |  |  |

            ¹ go: nothing is locked.
            Ticked by tests with go 1.2, npm 3.4.
            {SupportTable.End}

            More.

            """);
        new SupportTable(Results()).Problems(readme).ShouldBeEmpty();
        new SupportTable(Results()).Update(readme).ShouldBe(readme);
    }

    [Fact]
    public void AFalseTickIsCaught()
    {
        var readme = new SupportTable(Results()).Update(Empty).Replace("| npm | ✓ |  |", "| npm | ✓ | ✓ |", StringComparison.Ordinal);
        new SupportTable(Results()).Problems(readme).ShouldBe(["README ticks edit of npm, which nothing on this run proves: no test drove the client."]);
    }

    [Fact]
    public void ARemovedTickIsCaught()
    {
        var readme = new SupportTable(Results()).Update(Empty).Replace("| npm | ✓ |", "| npm |  |", StringComparison.Ordinal);
        new SupportTable(Results()).Problems(readme).ShouldBe(["README does not tick discover of npm, which this run proves."]);
    }

    [Fact]
    public void AFailureOrASkippedTestTakesTheTickAway()
    {
        var readme = new SupportTable(Results()).Update(Empty);
        var failed = Results();
        failed.Of("npm").Of(Facet.Discover).Failed = 1;
        new SupportTable(failed).Problems(readme).ShouldBe(["README ticks discover of npm, which nothing on this run proves: 1 tests failed."]);
        var skipped = Results();
        skipped.Of("npm").Of(Facet.Discover).Skipped = 2;
        new SupportTable(skipped).Problems(readme).ShouldBe(["README ticks discover of npm, which nothing on this run proves: 2 tests were skipped."]);
    }

    [Fact]
    public void AnEcosystemWithoutTestsCannotBeListed()
    {
        var readme = new SupportTable(Results()).Update(Empty);
        var results = Results();
        results.Ecosystems.Remove("npm");
        new SupportTable(results).Problems(readme).ShouldBe(["README lists npm, which no test of this run is about."]);
    }

    [Fact]
    public void AMachineWithoutAClientSaysNothingOfItsEcosystem()
    {
        var readme = new SupportTable(Results()).Update(Empty);
        var results = Results();
        results.Of("npm").Absent.Add("node");
        results.Of("npm").Of(Facet.Discover).Skipped = 5;
        var table = new SupportTable(results);
        table.Problems(readme).ShouldBeEmpty();
        table.NotRun.ShouldBe(["not run here: npm (node)"]);
        table.Update(readme).ShouldBe(readme);
    }

    [Fact]
    public void ResultsAreReadAsTheyWereWritten()
    {
        using var folder = new ReleaseKit.Testing.ScratchDirectory();
        var path = SupportResults.PathIn(folder.Path);
        SupportResults.Read(path).ShouldBeNull();
        Results().Write(path);
        new SupportTable(SupportResults.Read(path)!).Update(Empty).ShouldBe(new SupportTable(Results()).Update(Empty));
    }

    private static SupportResults Results()
    {
        var results = new SupportResults();
        results.Of("npm").Clients.Add("npm 3.4");
        results.Of("npm").Of(Facet.Discover).PassedWithClient = 1;
        results.Of("npm").Of(Facet.Edit).Passed = 3;
        results.Of("go").Clients.Add("go 1.2");
        results.Of("go").Of(Facet.Discover).PassedWithClient = 2;
        results.Of("go").Without[Facet.Locks] = "nothing is locked";
        return results;
    }
}
