using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Ledgers;

/// <summary>What the entries of one release amount to.</summary>
/// <param name="Entries">In the order they were written.</param>
public sealed record Ledger(ImmutableArray<LedgerEntry> Entries)
{
    /// <summary>Whether the release is over, well or not; nothing continues it.</summary>
    public bool IsClosed => Entries.Any(e => e is { Kind: LedgerKind.Close, Phase: LedgerPhase.Outcome });

    /// <summary>The branch that is released; empty when HEAD was detached.</summary>
    public string Branch => First("branch");

    /// <summary>The commit that the plan was computed on.</summary>
    public string Base => First("base");

    /// <summary>The release commit; null as long as none is known.</summary>
    public string? Commit => Entries.LastOrDefault(e => e is { Kind: LedgerKind.Commit, Phase: LedgerPhase.Outcome })?.Detail.GetValueOrDefault("commit");

    /// <summary>Whether a release commit was about to be made, and perhaps was.</summary>
    public bool MayBeCommitted => Entries.Any(e => e.Kind == LedgerKind.Commit);

    /// <summary>Whether an upload may have begun, so that the release cannot simply be forgotten.</summary>
    public bool HasUploads => Entries.Any(e => e.Kind == LedgerKind.Upload);

    /// <summary>When it was begun, by the clock of the machine that began it.</summary>
    public DateTimeOffset Begun => Entries[0].At;

    /// <summary>The packages and versions that were live, in ordinal order.</summary>
    public ImmutableArray<string> Live =>
        [.. Entries.Where(e => e.Kind == LedgerKind.Live).Select(e => $"{e.Package} {e.Version}").Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Whether an upload of this version may have begun.</summary>
    public bool MayBeUploaded(PackageId package, string version) => Of(package, version).Any(e => e.Kind == LedgerKind.Upload);

    /// <summary>Every file that was about to be uploaded as this version, by whichever run; empty when none was.</summary>
    public ImmutableArray<LedgerDigest> Uploads(PackageId package, string version) =>
        [.. Of(package, version).Where(e => e.Kind == LedgerKind.Upload).SelectMany(e => e.Digests).Distinct()];

    /// <summary>Whether this version was built as these files.</summary>
    public bool HasBuild(PackageId package, string version, ImmutableArray<LedgerDigest> digests) =>
        Of(package, version).Any(e => e.Kind == LedgerKind.Build && e.Digests.SequenceEqual(digests));

    /// <summary>Whether there is an entry of this kind and phase about this version.</summary>
    public bool Has(LedgerKind kind, LedgerPhase phase, PackageId package, string version) =>
        Of(package, version).Any(e => e.Kind == kind && e.Phase == phase);

    /// <summary>What the next plan needs to know of this release: the uploads of the versions that it releases too.</summary>
    public IEnumerable<LedgerEntry> UploadsOf(IReadOnlyDictionary<PackageId, string> versions) => Entries.Where(e =>
        e.Kind is LedgerKind.Upload or LedgerKind.Live && e.Package is { } package && versions.TryGetValue(package, out var version) && version == e.Version);

    private IEnumerable<LedgerEntry> Of(PackageId package, string version) => Entries.Where(e => e.Package == package && e.Version == version);

    private string First(string name) => Entries.FirstOrDefault(e => e.Detail.ContainsKey(name))?.Detail[name] ?? "";
}
