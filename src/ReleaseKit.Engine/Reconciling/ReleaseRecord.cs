using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Reconciling;

/// <summary>All that is known of one release, open or over, here and on the remote.</summary>
/// <param name="Id">The first twelve digits of its plan's hash.</param>
/// <param name="Ledger">The entries of both sides as one.</param>
/// <param name="Plan">Its plan; null when it is not known any more.</param>
/// <param name="IsHere">Whether this clone has a ledger of it.</param>
/// <param name="There">What its ref on the remote names; null when there is none.</param>
public sealed partial record ReleaseRecord(string Id, Ledger Ledger, ReleasePlan? Plan, bool IsHere, string? There)
{
    /// <summary>The ref of the release on a remote.</summary>
    public string Ref => LedgerMirror.Prefix + Id;

    /// <summary>Reads every record. Nothing is changed, here or there; objects of the remote are fetched.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="outputPath">Absolute path of the output folder.</param>
    /// <param name="remote">The remote that mirrors ledgers; null for none.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-GIT-REMOTE-UNREACHABLE</c>, <c>RK-LEDGER-DAMAGED</c>, <c>RK-DOCUMENT-SCHEMA</c>.</exception>
    public static async Task<ImmutableArray<ReleaseRecord>> ReadAllAsync(IRepository git, string outputPath, string? remote, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(git);
        var there = remote is null ? [] : (await git.Refs().ListAsync(remote, LedgerMirror.Prefix, cancellationToken))
            .Where(r => IsId(r.Key[LedgerMirror.Prefix.Length..])).ToDictionary(r => r.Key[LedgerMirror.Prefix.Length..], r => r.Value, StringComparer.Ordinal);
        if (there.Count > 0)
        {
            await git.Refs().FetchObjectsAsync(remote!, there.Keys.Select(id => LedgerMirror.Prefix + id), cancellationToken);
        }

        var folder = RunLedger.Folder(outputPath);
        var here = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.jsonl").Select(Path.GetFileNameWithoutExtension).OfType<string>().Where(IsId) : [];
        var records = ImmutableArray.CreateBuilder<ReleaseRecord>();
        foreach (var id in here.Concat(there.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            records.Add(await ReadAsync(git, outputPath, id, there.GetValueOrDefault(id), cancellationToken));
        }

        return records.ToImmutable();
    }

    private static async Task<ReleaseRecord> ReadAsync(IRepository git, string outputPath, string id, string? there, CancellationToken cancellationToken)
    {
        var local = ReleaseBook.Read(outputPath, id);
        var path = Path.Combine(RunLedger.Folder(outputPath), id + ".plan.json");
        var plan = File.Exists(path) ? PlanDocument.Read(await File.ReadAllTextAsync(path, cancellationToken), path) : null;
        if (there is null)
        {
            return new ReleaseRecord(id, local, plan, IsHere: true, null);
        }

        var name = LedgerMirror.Prefix + id;
        var entries = LedgerText.Read(await git.Objects().ReadFileAsync(there, LedgerMirror.EntriesFile, cancellationToken) ?? "", name);
        if (plan is null && await git.Objects().ReadFileAsync(there, LedgerMirror.PlanFile, cancellationToken) is { } text)
        {
            plan = PlanDocument.Read(text, name);
        }

        // A remote's plan is only one when its hash gives the name of its ref.
        return new ReleaseRecord(id, new Ledger(LedgerText.Merge(local.Entries, entries)), plan is null || ReleaseBook.IdOf(plan) != id ? null : plan, !local.Entries.IsEmpty, there);
    }

    private static bool IsId(string name) => Id12().IsMatch(name);

    [GeneratedRegex(@"\A[0-9a-f]{12}\z")]
    private static partial Regex Id12();
}
