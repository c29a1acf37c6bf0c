using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Ledgers;

/// <summary>One line of a ledger. It holds no secret and no absolute path.</summary>
public sealed record LedgerEntry
{
    /// <summary>Its place in the ledger, from 1.</summary>
    public required int Sequence { get; init; }

    /// <summary>When it was written, by the clock of the machine that wrote it; for people, never compared.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The run that wrote it.</summary>
    public required string Runner { get; init; }

    /// <summary>What it is about.</summary>
    public required LedgerKind Kind { get; init; }

    /// <summary>Before or after the effect.</summary>
    public required LedgerPhase Phase { get; init; }

    /// <summary>The package, where it is about one.</summary>
    public PackageId? Package { get; init; }

    /// <summary>The package's version.</summary>
    public string? Version { get; init; }

    /// <summary>The files of a build or an upload.</summary>
    public ImmutableArray<LedgerDigest> Digests { get; init; } = [];

    /// <summary>What else there is to know, by name: <c>commit</c>, <c>tag</c>, <c>remote</c>, <c>branch</c> …</summary>
    public ImmutableSortedDictionary<string, string> Detail { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
