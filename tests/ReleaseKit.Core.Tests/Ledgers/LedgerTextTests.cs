using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Tests.Ledgers;

public sealed class LedgerTextTests
{
    private static readonly PackageId Core = new("npm", "@acme/core");
    private static readonly string Here = new('a', 40);
    private static readonly string There = new('b', 64);

    [Fact]
    public void WhatWasWrittenIsRead()
    {
        var digest = new LedgerDigest("core-1.0.0.tgz", "aa", "bb", "cc");
        var text = Write(Entry(1, LedgerKind.Plan, ("base", "c0"), ("branch", "main\n\u2028\"x\"")), Entry(2, LedgerKind.Upload) with { Phase = LedgerPhase.Intent, Package = Core, Version = "1.0.0", Digests = [digest] });

        text.Split('\n').Length.ShouldBe(3);
        var entries = LedgerText.Read(text, "l");
        entries.Length.ShouldBe(2);
        entries[0].Detail["branch"].ShouldBe("main\n\u2028\"x\"");
        entries[0].At.ShouldBe(new DateTimeOffset(2026, 1, 5, 9, 0, 0, 250, TimeSpan.Zero));
        entries[1].ShouldSatisfyAllConditions(
            e => e.Sequence.ShouldBe(2),
            e => e.Runner.ShouldBe("r1"),
            e => e.Kind.ShouldBe(LedgerKind.Upload),
            e => e.Phase.ShouldBe(LedgerPhase.Intent),
            e => e.Package.ShouldBe(Core),
            e => e.Version.ShouldBe("1.0.0"),
            e => e.Digests.ShouldBe([digest]));
    }

    [Fact]
    public void EveryCutOfTheLastLineLeavesTheOthers()
    {
        var whole = Write(Entry(1, LedgerKind.Plan), Entry(2, LedgerKind.Apply), Entry(3, LedgerKind.Commit, ("commit", Here)));
        var two = Write(Entry(1, LedgerKind.Plan), Entry(2, LedgerKind.Apply)).Length;
        for (var length = two; length < whole.Length; length++)
        {
            LedgerText.Read(whole[..length], "l").Length.ShouldBe(2);
        }

        LedgerText.Read(whole, "l").Length.ShouldBe(3);
        LedgerText.Read("", "l").ShouldBeEmpty();
    }

    [Fact]
    public void ALastLineThatTheDiskLostIsPassedOver() =>
        LedgerText.Read(Write(Entry(1, LedgerKind.Plan)) + "\0\0\0\0\n", "l").Length.ShouldBe(1);

    [Theory]
    [InlineData("no json")]
    [InlineData("{}")]
    [InlineData("""{"seq":2,"at":"2026-01-05T09:00:00Z","runner":"r","kind":"party","phase":"outcome"}""")]
    [InlineData("""{"seq":7,"at":"2026-01-05T09:00:00Z","runner":"r","kind":"apply","phase":"outcome"}""")]
    public void ALineInTheMiddleThatIsNoneIsRefusedWithItsPlace(string line)
    {
        var text = Write(Entry(1, LedgerKind.Plan)) + line + "\n" + Write(Entry(3, LedgerKind.Apply));
        var diagnostic = Should.Throw<ReleaseException>(() => LedgerText.Read(text, "l.jsonl")).Diagnostics.ShouldHaveSingleItem();
        diagnostic.Code.ShouldBe("RK-LEDGER-DAMAGED");
        diagnostic.Location!.Line.ShouldBe(2);
    }

    [Theory]
    [InlineData("releasekit/ledger/1", "releasekit/ledger/2")]
    [InlineData("\"schema\":\"releasekit/ledger/1\",", "")]
    public void AnUnknownSchemaIsRefused(string from, string to)
    {
        var text = Write(Entry(1, LedgerKind.Plan), Entry(2, LedgerKind.Apply)).Replace(from, to, StringComparison.Ordinal);
        Should.Throw<ReleaseException>(() => LedgerText.Read(text, "l")).Diagnostics.ShouldHaveSingleItem().Code.ShouldBe("RK-DOCUMENT-SCHEMA");
    }

    [Fact]
    public void TwoLedgersBecomeOneWithoutLossOrRepetition()
    {
        ImmutableArray<LedgerEntry> common = [Entry(1, LedgerKind.Plan), Entry(2, LedgerKind.Apply)];
        var local = common.Add(Entry(3, LedgerKind.Commit, ("commit", Here)));
        var remote = common.Add(Entry(3, LedgerKind.Commit, ("commit", There))).Add(Entry(4, LedgerKind.Push));

        var merged = LedgerText.Merge(local, remote);

        merged.Select(e => e.Sequence).ShouldBe([1, 2, 3, 4, 5]);
        merged.Select(e => e.Detail.GetValueOrDefault("commit")).ShouldBe([null, null, There, null, Here]);
        LedgerText.Merge(local, common).Length.ShouldBe(3);
        LedgerText.Merge(common, local).Length.ShouldBe(3);
        LedgerText.Merge([], local).Length.ShouldBe(3);
        LedgerText.Merge(merged, merged).Length.ShouldBe(5);
    }

    [Fact]
    public void TheLedgerKnowsWhatWasUploadedByWhomever()
    {
        var first = new LedgerDigest("a", "1", "1");
        var second = new LedgerDigest("a", "2", "2");
        var ledger = new Ledger(
        [
            Entry(1, LedgerKind.Plan, ("base", "c0"), ("branch", "main")),
            Entry(2, LedgerKind.Build) with { Package = Core, Version = "1.0.0", Digests = [second] },
            Entry(3, LedgerKind.Upload) with { Phase = LedgerPhase.Intent, Package = Core, Version = "1.0.0", Digests = [first] },
            Entry(4, LedgerKind.Commit, ("commit", "c1")),
            Entry(5, LedgerKind.Live) with { Package = Core, Version = "1.0.0" },
        ]);

        ledger.Uploads(Core, "1.0.0").ShouldBe([first]);
        ledger.Uploads(Core, "1.0.1").ShouldBeEmpty();
        ledger.MayBeUploaded(Core, "1.0.0").ShouldBeTrue();
        ledger.HasBuild(Core, "1.0.0", [second]).ShouldBeTrue();
        ledger.HasBuild(Core, "1.0.0", [first]).ShouldBeFalse();
        ledger.Live.ShouldBe(["npm:@acme/core 1.0.0"]);
        (ledger.Base, ledger.Branch, ledger.Commit).ShouldBe(("c0", "main", "c1"));
        ledger.UploadsOf(new Dictionary<PackageId, string> { [Core] = "1.0.0" }).Select(e => e.Sequence).ShouldBe([3, 5]);
        ledger.UploadsOf(new Dictionary<PackageId, string> { [Core] = "1.0.1" }).ShouldBeEmpty();
        ledger.IsClosed.ShouldBeFalse();
        new Ledger(ledger.Entries.Add(Entry(6, LedgerKind.Close) with { Phase = LedgerPhase.Intent })).IsClosed.ShouldBeFalse();
        new Ledger(ledger.Entries.Add(Entry(6, LedgerKind.Close))).IsClosed.ShouldBeTrue();
    }

    private static string Write(params LedgerEntry[] entries) => string.Concat(entries.Select(LedgerText.Write));

    private static LedgerEntry Entry(int sequence, LedgerKind kind, params (string Name, string Value)[] detail) => new()
    {
        Sequence = sequence,
        At = new DateTimeOffset(2026, 1, 5, 10, 0, 0, 250, TimeSpan.FromHours(1)),
        Runner = "r1",
        Kind = kind,
        Phase = LedgerPhase.Outcome,
        Detail = detail.ToImmutableSortedDictionary(d => d.Name, d => d.Value, StringComparer.Ordinal),
    };
}
