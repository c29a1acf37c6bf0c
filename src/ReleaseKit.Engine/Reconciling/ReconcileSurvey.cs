using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Reconciling;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Reconciling;

/// <summary>
/// Asks every source about the versions that matter: each package's newest tag, the version of its manifest, and every version of
/// a release whose ledger is not closed. Changes nothing.
/// </summary>
public sealed class ReconcileSurvey
{
    private const int Width = 16;
    private const string TagPrefix = "refs/tags/";
    private readonly IRepository _git;
    private readonly DiscoveredWorkspace _workspace;
    private readonly EcosystemCatalog _ecosystems;
    private readonly Func<Package, string, PackageContext> _context;
    private readonly string? _remote;

    /// <summary>A survey.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="ecosystems">The adapters.</param>
    /// <param name="context">Makes the context in which an adapter sees a version.</param>
    /// <param name="remote">The remote that tags are pushed to; null for none.</param>
    public ReconcileSurvey(IRepository git, DiscoveredWorkspace workspace, EcosystemCatalog ecosystems, Func<Package, string, PackageContext> context, string? remote)
    {
        _git = git;
        _workspace = workspace;
        _ecosystems = ecosystems;
        _context = context;
        _remote = remote;
    }

    /// <summary>What every source says of every version that matters.</summary>
    /// <param name="packages">The packages to look at.</param>
    /// <param name="records">The releases that are known.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="ReleaseException"><c>RK-GIT-REMOTE-UNREACHABLE</c>. A registry that cannot be asked is a fact, not an error.</exception>
    public async Task<ImmutableArray<VersionFacts>> AskAsync(ImmutableArray<Package> packages, ImmutableArray<ReleaseRecord> records, CancellationToken cancellationToken)
    {
        var here = await _git.Objects().TagObjectsAsync(cancellationToken);
        var there = _remote is null ? ImmutableSortedDictionary<string, string>.Empty : await _git.Refs().ListAsync(_remote, TagPrefix, cancellationToken);
        var tags = new WorkspaceTags(_workspace, _ecosystems, here.Keys.Union(there.Keys.Select(r => r[TagPrefix.Length..])));
        var versions = packages.SelectMany(p => VersionsOf(p, tags, records)).ToArray();
        var facts = new VersionFacts[versions.Length];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Width, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, versions.Length, options, async (i, token) =>
        {
            var version = versions[i];
            var known = await AskRegistryAsync(version, records, token);
            facts[i] = known with
            {
                TagHere = here.GetValueOrDefault(version.Tag),
                TagThere = there.GetValueOrDefault(TagPrefix + version.Tag),
                Remote = _remote,
                Ledger = LedgerOf(version, records),
                Commit = known.Registry == RegistryAnswer.Live ? await CommitOfAsync(version, records, token) : null,
            };
        });
        return Related(facts, records);
    }

    private IEnumerable<TaggedVersion> VersionsOf(Package package, WorkspaceTags tags, ImmutableArray<ReleaseRecord> records)
    {
        var scheme = _ecosystems[package.Ecosystem].Versions;
        var known = tags.Of(package.Id);
        var open = records.Where(r => !r.Ledger.IsClosed).Select(r => r.Plan?.Find(package.Id)).Where(r => r is { IsPublished: true }).Select(r => r!.To);
        var wanted = known.Take(1).Select(t => t.Version).Append(package.Version!).Concat(open).Where(scheme.IsValid);
        foreach (var version in wanted.Aggregate(ImmutableArray<string>.Empty, (all, v) => all.Any(a => scheme.Compare(a, v) == 0) ? all : all.Add(v)))
        {
            yield return new TaggedVersion(package, version, known.FirstOrDefault(t => scheme.Compare(t.Version, version) == 0)?.Tag ?? _workspace.Tag(package, version));
        }
    }

    private async Task<VersionFacts> AskRegistryAsync(TaggedVersion version, ImmutableArray<ReleaseRecord> records, CancellationToken cancellationToken)
    {
        var facts = new VersionFacts { Package = version.Package.Id, Version = version.Version, Tag = version.Tag, Registry = RegistryAnswer.Absent };
        try
        {
            var registry = _ecosystems[version.Package.Ecosystem].Registry;
            var context = _context(version.Package, version.Version);
            if (await registry.FindAsync(context, cancellationToken) is not { } published)
            {
                return facts;
            }

            ImmutableArray<LedgerDigest> uploads = [.. records.SelectMany(r => r.Ledger.Uploads(version.Package.Id, version.Version)).Distinct()];
            return facts with { Registry = RegistryAnswer.Live, OtherBytes = await ServedBytes.DifferenceAsync(registry, context, published, uploads, cancellationToken) };
        }
        catch (ReleaseException e)
        {
            return facts with { Registry = RegistryAnswer.Unknown, RegistryProblem = e.Diagnostics[0].Message };
        }
    }

    /// <summary>The release commit of the ledger that released it; else the one commit in which its manifest got the version.</summary>
    private async Task<string?> CommitOfAsync(TaggedVersion version, ImmutableArray<ReleaseRecord> records, CancellationToken cancellationToken)
    {
        var released = records.Where(r => r.Plan?.Find(version.Package.Id)?.To == version.Version).Select(r => r.Ledger.Commit).OfType<string>().Distinct().ToArray();
        if (released.Length > 0)
        {
            return released.Length == 1 ? await _git.ResolveAsync(released[0], cancellationToken) : null;
        }

        return version.Package.Version == version.Version ? await _git.FindIntroductionAsync(version.Package.VersionFile, version.Version, cancellationToken) : null;
    }

    private static string LedgerOf(TaggedVersion version, ImmutableArray<ReleaseRecord> records)
    {
        var id = version.Package.Id;
        return records.Any(r => r.Ledger.Has(LedgerKind.Live, LedgerPhase.Outcome, id, version.Version)) ? "live"
            : records.Any(r => r.Ledger.MayBeUploaded(id, version.Version)) ? "uploading"
            : "none";
    }

    /// <summary>What can be told only when all versions are known: who shares a tag, and what an interrupted release goes on with.</summary>
    private static ImmutableArray<VersionFacts> Related(VersionFacts[] facts, ImmutableArray<ReleaseRecord> records)
    {
        var byTag = facts.ToLookup(f => f.Tag, StringComparer.Ordinal);
        var interrupted = records.Where(r => !r.Ledger.IsClosed && OpenReleases.IsMissing(r, facts)).ToArray();
        return
        [
            .. facts.Select(f => f with
            {
                NotLive = string.Join(", ", byTag[f.Tag].Where(other => other.Registry != RegistryAnswer.Live).Select(other => other.Package).Order()),
                IsUnderWay = interrupted.Any(r => r.Plan?.Find(f.Package)?.To == f.Version),
            }),
        ];
    }
}
