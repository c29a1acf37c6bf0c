using System.Collections.Immutable;
using System.Text.Json;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Ledgers;

/// <summary>
/// The ledger of the release that is under way, wherever the task that writes to it runs. When none is under way, as when a
/// target is run by itself, nothing is written.
/// </summary>
public sealed class RunLedger
{
    private readonly RunState? _run;
    private readonly LedgerFile? _file;
    private readonly LedgerMirror? _mirror;
    private readonly TimeProvider _time;
    private int _last;

    private RunLedger(RunState? run, LedgerFile? file, LedgerMirror? mirror, TimeProvider time)
    {
        _run = run;
        _file = file;
        _mirror = mirror;
        _time = time;
    }

    /// <summary>The id of the release; empty when none is under way.</summary>
    public string Release => _run?.Release ?? "";

    /// <summary>The folder with ledgers.</summary>
    public static string Folder(string outputPath) => Path.Combine(outputPath, "ledger");

    /// <summary>The ledger of the release that is under way.</summary>
    public static async Task<RunLedger> OpenAsync(string outputPath, Func<Task<IRepository>> git, TimeProvider time)
    {
        var path = RunPath(outputPath);
        if (!File.Exists(path) || JsonSerializer.Deserialize<RunState>(await File.ReadAllBytesAsync(path)) is not { } run)
        {
            return new RunLedger(null, null, null, time);
        }

        var folder = Folder(outputPath);
        var file = new LedgerFile(Path.Combine(folder, run.Release + ".jsonl"));
        return new RunLedger(run, file, new LedgerMirror(await git(), folder, run.Release, time), time);
    }

    /// <summary>Says which release is under way.</summary>
    internal static void Begin(string outputPath, RunState run) => AtomicFile.Replace(RunPath(outputPath), JsonSerializer.SerializeToUtf8Bytes(run));

    /// <summary>Says that none is.</summary>
    public static void End(string outputPath)
    {
        Directory.CreateDirectory(Folder(outputPath));
        File.Delete(RunPath(outputPath));
    }

    /// <summary>What earlier runs wrote about a release that is continued; empty for a new one.</summary>
    public Ledger Earlier() => _run is { IsContinued: true } ? _file!.Read() : new Ledger([]);

    /// <summary>All that was written.</summary>
    public Ledger Read() => _file is { Exists: true } ? _file.Read() : new Ledger([]);

    /// <summary>Writes an entry about the release.</summary>
    public Task AppendAsync(LedgerKind kind, LedgerPhase phase, CancellationToken cancellationToken, params ReadOnlySpan<(string Name, string Value)> detail) =>
        AppendAsync(Entry(kind, phase, detail), cancellationToken);

    /// <summary>Writes an entry about a package.</summary>
    public Task AppendAsync(
        LedgerKind kind, LedgerPhase phase, PackageId package, string version, ImmutableArray<LedgerDigest> digests, CancellationToken cancellationToken,
        params ReadOnlySpan<(string Name, string Value)> detail) =>
        AppendAsync(Entry(kind, phase, detail) with { Package = package, Version = version, Digests = digests }, cancellationToken);

    /// <summary>Returns when the remote, if there is one, has all that was written through this object.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-LEASE-LOST</c>, <c>RK-LEDGER-REFUSED</c>, <c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_mirror is not null)
        {
            await _mirror.FlushAsync(_last, cancellationToken);
        }
    }

    /// <summary>Returns when the remote, if there is one, has all that any task wrote.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-LEASE-LOST</c>, <c>RK-LEDGER-REFUSED</c>, <c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public Task FlushAllAsync(CancellationToken cancellationToken)
    {
        _last = Read().Entries.Length;
        return FlushAsync(cancellationToken);
    }

    /// <summary>Removes the copy on the remote.</summary>
    internal async Task RemoveMirrorAsync(CancellationToken cancellationToken)
    {
        if (_mirror is not null)
        {
            await _mirror.RemoveAsync(cancellationToken);
        }
    }

    private static string RunPath(string outputPath) => Path.Combine(Folder(outputPath), "run.json");

    private LedgerEntry Entry(LedgerKind kind, LedgerPhase phase, ReadOnlySpan<(string Name, string Value)> detail)
    {
        var builder = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in detail)
        {
            builder[name] = value;
        }

        return new LedgerEntry { Sequence = 0, At = _time.GetUtcNow(), Runner = _run?.Runner ?? "", Kind = kind, Phase = phase, Detail = builder.ToImmutable() };
    }

    private async Task AppendAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        if (_file is not null)
        {
            _last = await _file.AppendAsync(entry, cancellationToken);
        }
    }
}
