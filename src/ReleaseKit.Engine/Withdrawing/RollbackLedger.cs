using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Releasing;

namespace ReleaseKit.Engine.Withdrawing;

/// <summary>
/// What a rollback is about to do and did, step by step, on this machine: a registry may show late what was done, and is not
/// asked twice for it. Another machine asks the registries, and every step may be done twice.
/// </summary>
public sealed class RollbackLedger
{
    private readonly LedgerFile _file;
    private readonly string _runner;
    private readonly TimeProvider _time;
    private readonly Ledger _earlier;

    private RollbackLedger(LedgerFile file, string runner, TimeProvider time, Ledger earlier)
    {
        _file = file;
        _runner = runner;
        _time = time;
        _earlier = earlier;
    }

    /// <summary>The ledger of taking these versions back; one that was closed is begun anew.</summary>
    public static RollbackLedger Open(string outputPath, IEnumerable<TaggedVersion> versions, string runner, TimeProvider time)
    {
        var text = string.Join('\n', versions.Select(v => $"{v.Package.Id} {v.Version} {v.Tag}").Order(StringComparer.Ordinal));
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..ReleaseBook.IdLength];
        var file = new LedgerFile(Path.Combine(RunLedger.Folder(outputPath), $"rollback-{id}.jsonl"));
        var earlier = file.Exists ? file.Read() : new Ledger([]);
        return new RollbackLedger(file, runner, time, earlier.IsClosed ? new Ledger([]) : earlier);
    }

    /// <summary>Whether an earlier run of this rollback, which did not come to its end, withdrew a version.</summary>
    public bool HasWithdrawn(PackageId package, string version) => _earlier.Has(LedgerKind.Withdraw, LedgerPhase.Outcome, package, version);

    /// <summary>Whether an earlier run of this rollback did not come to its end.</summary>
    public bool IsContinued => !_earlier.Entries.IsEmpty;

    /// <summary>Begins, or begins again.</summary>
    public void Begin()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file.Path)!);
        if (!IsContinued)
        {
            File.Delete(_file.Path);
        }
    }

    /// <summary>Writes about a version.</summary>
    public Task AppendAsync(LedgerPhase phase, PackageId package, string version, string? did, CancellationToken cancellationToken) =>
        _file.AppendAsync(Entry(LedgerKind.Withdraw, phase, "did", did) with { Package = package, Version = version }, cancellationToken);

    /// <summary>Writes about the deletion of a tag.</summary>
    public Task AppendTagAsync(LedgerPhase phase, string tag, CancellationToken cancellationToken) =>
        _file.AppendAsync(Entry(LedgerKind.Tag, phase, "deleted", tag), cancellationToken);

    /// <summary>The rollback is over.</summary>
    public Task CloseAsync(CancellationToken cancellationToken) => _file.AppendAsync(Entry(LedgerKind.Close, LedgerPhase.Outcome, "how", "finished"), cancellationToken);

    private LedgerEntry Entry(LedgerKind kind, LedgerPhase phase, string name, string? value)
    {
        var detail = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        return new LedgerEntry { Sequence = 0, At = _time.GetUtcNow(), Runner = _runner, Kind = kind, Phase = phase, Detail = value is null ? detail : detail.Add(name, value) };
    }
}
