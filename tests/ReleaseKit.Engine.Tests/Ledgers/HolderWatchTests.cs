using System.Text;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Ledgers;

public sealed class HolderWatchTests : IDisposable
{
    private readonly ScratchDirectory _git = new();
    private readonly Ticks _time = new();
    private int _orphaned;

    [Fact]
    public void TheEndOfTheHolderIsToldOnce()
    {
        using var holder = CommandLine.Start(_git.Path, "sleep", ["60"], new Dictionary<string, string?>());
        WriteHolder(holder.Id);
        using var watch = Start().ShouldNotBeNull();
        _time.Look();
        _orphaned.ShouldBe(0);

        holder.Kill();
        holder.WaitForExit();
        _time.Look();
        _time.Look();

        _orphaned.ShouldBe(1);
    }

    [Fact]
    public void NobodyIsWatchedWhereThisProcessHoldsTheLeaseOrNobodyDoes()
    {
        Start().ShouldBeNull();

        WriteHolder(Environment.ProcessId);

        Start().ShouldBeNull();
    }

    [Fact]
    public void AHolderThatIsGoneAlreadyWasThatOfAnotherRun()
    {
        using (var gone = CommandLine.Start(_git.Path, "sleep", ["60"], new Dictionary<string, string?>()))
        {
            WriteHolder(gone.Id);
            gone.Kill();
            gone.WaitForExit();
        }

        Start().ShouldBeNull();
    }

    public void Dispose() => _git.Dispose();

    private HolderWatch? Start() => HolderWatch.Start(_git.Path, Identity(), () => _orphaned++, _time);

    private RunnerIdentity Identity() => new(new SnapshotEnvironment(() => new Dictionary<string, string>()), _git.Path);

    private void WriteHolder(int process)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        var status = File.ReadAllText($"/proc/{process}/stat");
        var record = Identity().Describe(_time.GetUtcNow()) with { ProcessId = process, Started = status[(status.LastIndexOf(')') + 2)..].Split(' ')[19] };
        Directory.CreateDirectory(_git.File("releasekit"));
        File.WriteAllText(_git.File("releasekit/holder.json"), record.Write(), Encoding.UTF8);
    }

    /// <summary>Lets the watch look when the test wants it.</summary>
    private sealed class Ticks : TimeProvider
    {
        public Action Look { get; private set; } = () => { };

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Look = () => callback(state);
            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
