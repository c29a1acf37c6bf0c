using ReleaseKit.Core.Ledgers;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Ledgers;

public sealed class LedgerFileTests : IDisposable
{
    /// <summary>Names the ledger that a process of <see cref="EntriesOfSeveralProcessesAreNumberedWithoutGaps"/> appends to.</summary>
    private const string Variable = "RELEASEKIT_TEST_LEDGER";
    private const int Each = 40;
    private readonly ScratchDirectory _scratch = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AKilledRunsHalfLineIsReplacedByTheNextEntry()
    {
        var file = new LedgerFile(_scratch.File("l.jsonl"));
        (await file.AppendAsync(Entry("first"), Token)).ShouldBe(1);
        var whole = File.ReadAllBytes(file.Path);
        (await file.AppendAsync(Entry(new string('ü', 9000)), Token)).ShouldBe(2);
        var both = File.ReadAllBytes(file.Path);
        for (var length = whole.Length; length < both.Length; length += 1171)
        {
            File.WriteAllBytes(file.Path, both[..length]);
            (await file.AppendAsync(Entry("next"), Token)).ShouldBe(2);
            file.Read().Entries.Select(e => e.Runner).ShouldBe(["first", "next"]);
        }

        File.WriteAllBytes(file.Path, [.. both, 0, 0, 0, (byte)'\n']);
        (await file.AppendAsync(Entry("next"), Token)).ShouldBe(3);
        file.Read().Entries.Length.ShouldBe(3);
    }

    [Fact]
    public async Task ALedgerThatDiedInItsFirstLineBeginsAnew()
    {
        var file = new LedgerFile(_scratch.Write("l.jsonl", "{\"sche"));
        (await file.AppendAsync(Entry("first"), Token)).ShouldBe(1);
        file.Read().Entries.ShouldHaveSingleItem().Runner.ShouldBe("first");
    }

    [Fact]
    public async Task EntriesOfSeveralThreadsAreNumberedWithoutGaps()
    {
        var inherited = Environment.GetEnvironmentVariable(Variable);
        var file = new LedgerFile(inherited ?? _scratch.File("l.jsonl"));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => AppendAsync(file, $"{Environment.ProcessId}-{i}"), Token)));
        if (inherited is null)
        {
            Check(file, 4);
        }
    }

    [Fact]
    public void EntriesOfSeveralProcessesAreNumberedWithoutGaps()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not null)
        {
            return;
        }

        var file = new LedgerFile(_scratch.File("l.jsonl"));
        var self = typeof(LedgerFileTests).Assembly.Location;
        var runs = Enumerable.Range(0, 3).AsParallel().WithDegreeOfParallelism(3).Select(_ => CommandLine.Run(
            _scratch.Path, "dotnet", ["exec", self, "-noLogo", "-method", "*." + nameof(EntriesOfSeveralThreadsAreNumberedWithoutGaps)],
            new Dictionary<string, string?> { [Variable] = file.Path })).ToArray();
        runs.ShouldAllBe(r => r.ExitCode == 0, runs[0].Output);
        Check(file, 12);
    }

    public void Dispose() => _scratch.Dispose();

    private static void Check(LedgerFile file, int writers)
    {
        var entries = file.Read().Entries;
        entries.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, writers * Each));
        entries.GroupBy(e => e.Runner).Select(g => g.Count()).ShouldBe(Enumerable.Repeat(Each, writers));
    }

    private static async Task AppendAsync(LedgerFile file, string runner)
    {
        for (var i = 0; i < Each; i++)
        {
            await file.AppendAsync(Entry(runner), Token);
        }
    }

    private static LedgerEntry Entry(string runner) =>
        new() { Sequence = 0, At = DateTimeOffset.UnixEpoch, Runner = runner, Kind = LedgerKind.Live, Phase = LedgerPhase.Outcome };
}
