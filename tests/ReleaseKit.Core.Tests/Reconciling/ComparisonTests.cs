using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Reconciling;

namespace ReleaseKit.Core.Tests.Reconciling;

public sealed class ComparisonTests
{
    private const string Here = "1111111111111111111111111111111111111111";
    private const string There = "2222222222222222222222222222222222222222";

    [Theory]
    [InlineData(RegistryAnswer.Live, Here, Here, "")]
    [InlineData(RegistryAnswer.Absent, null, null, "")]
    [InlineData(RegistryAnswer.Live, null, null, "package-without-tag npm:a")]
    [InlineData(RegistryAnswer.Absent, Here, Here, "tag-without-package npm:a")]
    [InlineData(RegistryAnswer.Absent, null, Here, "tag-without-package npm:a, tag-only-there refs/tags/a-v1.0.0")]
    [InlineData(RegistryAnswer.Live, Here, There, "tag-differs refs/tags/a-v1.0.0")]
    [InlineData(RegistryAnswer.Live, Here, null, "tag-only-here refs/tags/a-v1.0.0")]
    [InlineData(RegistryAnswer.Live, null, There, "tag-only-there refs/tags/a-v1.0.0")]
    [InlineData(RegistryAnswer.Unknown, Here, Here, "registry-unknown npm:a")]
    [InlineData(RegistryAnswer.Unknown, null, null, "registry-unknown npm:a")]
    public void EachWayToDisagreeHasItsKind(RegistryAnswer registry, string? here, string? there, string expected) =>
        Found(Facts(registry, here, there)).ShouldBe(expected);

    [Fact]
    public void WithoutARemoteTagsAreNotCompared() => Found(Facts(RegistryAnswer.Live, Here, null) with { Remote = null }).ShouldBe("");

    [Fact]
    public void OtherBytesAreToldWithBothDigestsAndNeverMended()
    {
        var found = Comparison.Compare([Facts(RegistryAnswer.Live, Here, Here) with { OtherBytes = "sha256 here aa, there bb" }]).ShouldHaveSingleItem();
        (found.KindName, found.Message, found.CanBeFixed).ShouldBe(("other-bytes", "sha256 here aa, there bb", false));
    }

    [Theory]
    [InlineData(Here, "", true)]
    [InlineData(null, "", false)]
    [InlineData(Here, "npm:b", false)]
    public void ATagIsMadeOnlyWhereTheCommitIsCertainAndAllThatItSpeaksForIsLive(string? commit, string notLive, bool expected) =>
        Comparison.Compare([Facts(RegistryAnswer.Live, null, null) with { Commit = commit, NotLive = notLive }]).ShouldHaveSingleItem().CanBeFixed.ShouldBe(expected);

    [Fact]
    public void WhatAnInterruptedReleaseGoesOnWithIsItsOwnMatter()
    {
        Found(Facts(RegistryAnswer.Live, null, null) with { IsUnderWay = true }).ShouldBe("");
        Found(Facts(RegistryAnswer.Live, Here, null) with { IsUnderWay = true }).ShouldBe("");
        Found(Facts(RegistryAnswer.Unknown, null, null) with { IsUnderWay = true }).ShouldBe("registry-unknown npm:a");
    }

    [Fact]
    public void ASharedTagIsToldOfOnce()
    {
        var shared = Facts(RegistryAnswer.Live, Here, null) with { Tag = "v1.0.0" };
        Found(shared, shared with { Package = new PackageId("npm", "b") }).ShouldBe("tag-only-here refs/tags/v1.0.0");
    }

    [Fact]
    public void TheOrderOfFactsDoesNotMatter() => Prop.ForAll(Gen.Shuffle(All).ToArbitrary(), shuffled =>
        Comparison.Compare(shuffled).Select(d => $"{d.Kind} {d.Subject}").SequenceEqual(Comparison.Compare(All).Select(d => $"{d.Kind} {d.Subject}"))).QuickCheckThrowOnFailure();

    [Fact]
    public void TheDocumentSaysWhatEachSourceSays()
    {
        var found = Comparison.Compare([Facts(RegistryAnswer.Live, null, null) with { Commit = Here, Ledger = "live" }]);
        using var document = JsonDocument.Parse(ReconcileDocument.Write(found.Select(d => new ReconciledDisagreement(d, "fixed", "tagged"))));
        document.RootElement.GetProperty("schema").GetString().ShouldBe("releasekit/reconcile/1");
        var entry = document.RootElement.GetProperty("disagreements").EnumerateArray().ShouldHaveSingleItem();
        new[] { "kind", "subject", "version", "status", "note" }.Select(n => entry.GetProperty(n).GetString()).ShouldBe(["package-without-tag", "npm:a", "1.0.0", "fixed", "tagged"]);
        entry.GetProperty("sources").EnumerateObject().Select(s => $"{s.Name}={s.Value.GetString()}").ShouldBe(["ledger=live", "registry=live", "remote=none", "tag=none"]);
        entry.GetProperty("repair").GetString().ShouldBe("git tag -a a-v1.0.0 -m \"a 1.0.0\" 1111111111 && git push origin refs/tags/a-v1.0.0.");
    }

    [Fact]
    public void TheTableNamesEveryRowAndWhatMendsIt()
    {
        var text = ReconcileDocument.Render([new ReconciledDisagreement(Comparison.Compare([Facts(RegistryAnswer.Live, Here, null)])[0], "found")]);
        text.Split('\n')[1].ShouldBe("found  tag-only-here  refs/tags/a-v1.0.0  1.0.0");
        text.ShouldEndWith("refs/tags/a-v1.0.0 1.0.0: origin does not have it. git push origin refs/tags/a-v1.0.0");
    }

    private static VersionFacts[] All =>
    [
        .. from registry in Enum.GetValues<RegistryAnswer>()
           from here in new[] { null, Here }
           from there in new[] { null, Here, There }
           select Facts(registry, here, there) with { Version = $"1.{(int)registry}.{(here ?? "0")[0]}{(there ?? "0")[0]}" },
    ];

    private static string Found(params VersionFacts[] facts) => string.Join(", ", Comparison.Compare(facts).Select(d => $"{d.KindName} {d.Subject}"));

    private static VersionFacts Facts(RegistryAnswer registry, string? here, string? there) => new()
    {
        Package = new PackageId("npm", "a"),
        Version = "1.0.0",
        Tag = "a-v1.0.0",
        Registry = registry,
        RegistryProblem = registry == RegistryAnswer.Unknown ? "it is down." : "",
        TagHere = here,
        TagThere = there,
        Remote = "origin",
    };
}
