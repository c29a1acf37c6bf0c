using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Planning;

/// <summary>What happened to one package since its last release.</summary>
/// <param name="Id">The package.</param>
/// <param name="Baseline">The last release; null when there has been none.</param>
/// <param name="Commits">Commits that touch the package's directory after the baseline, newest first.</param>
public sealed record PackageHistory(PackageId Id, Baseline? Baseline, ImmutableArray<HistoryCommit> Commits);
