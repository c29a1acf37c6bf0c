using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Tags;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Releasing;

/// <summary>
/// Finds each package's last releases among the tags: the highest version that is not above the manifest's and, where that
/// is a prerelease, the highest stable one, of this history if there is one. A higher tag that HEAD contains means that the manifest went
/// back; one that it does not contain belongs to another line of versions.
/// </summary>
internal sealed class BaselineFinder
{
    private readonly IRepository _git;
    private readonly EcosystemCatalog _ecosystems;
    private readonly DiscoveredWorkspace _workspace;
    private readonly Dictionary<string, string> _commits;
    private readonly string[] _names;
    private readonly Dictionary<PackageId, string> _fixed;
    private ImmutableHashSet<string>? _merged;

    public BaselineFinder(IRepository git, EcosystemCatalog ecosystems, DiscoveredWorkspace workspace, ImmutableArray<VcsTag> tags)
    {
        _git = git;
        _ecosystems = ecosystems;
        _workspace = workspace;
        _commits = tags.ToDictionary(t => t.Name, t => t.Commit, StringComparer.Ordinal);
        _names = [.. tags.Select(t => t.Name)];
        _fixed = workspace.Groups.Where(group => group.Versioning == GroupVersioning.Fixed)
            .SelectMany(group => group.Packages.Select(id => (id, group.Label))).DistinctBy(pair => pair.id).ToDictionary(pair => pair.id, pair => pair.Label);
    }

    /// <summary>The baselines of packages that have one.</summary>
    /// <exception cref="ReleaseException"><c>RK-VERSION-BEHIND</c>, <c>RK-BASELINE-…</c>.</exception>
    public async Task<ImmutableDictionary<PackageId, PackageBaselines>> FindAsync(IReadOnlyList<Package> packages, CancellationToken cancellationToken)
    {
        var indexes = packages.GroupBy(p => _workspace.FormatOf(p).Text, StringComparer.Ordinal)
            .Select(group => new TagIndex(_workspace.FormatOf(group.First()), group, Scheme, _names, Share))
            .ToArray();
        var found = ImmutableDictionary.CreateBuilder<PackageId, PackageBaselines>();
        var higher = new List<(Package Package, VersionTag Tag)>();
        var without = new List<Package>();
        var problems = new List<Diagnostic>();
        var limitOf = Limits(packages);

        // A version that is none is for the planner to refuse, where it is written.
        foreach (var package in packages.Where(p => Scheme(p).IsValid(p.Version!)))
        {
            var scheme = Scheme(package);
            var limit = limitOf(package);
            var own = indexes.SelectMany(i => i.TagsOf(package.Id)).ToImmutableArray();
            var below = own.Where(t => scheme.Compare(t.Version, limit) <= 0).ToImmutableArray();
            higher.AddRange(own.Where(t => scheme.Compare(t.Version, limit) > 0).Select(t => (package, t)));
            if (below.IsEmpty)
            {
                without.Add(package);
                continue;
            }

            var baselines = await ChooseAsync(package, scheme, below, cancellationToken);
            found[package.Id] = baselines with { Versions = [.. own.Select(t => t.Version)] };
            problems.AddRange(new[] { baselines.Stable, baselines.Latest }.OfType<Baseline>().SelectMany(b => Doubts(package, scheme, b, own, indexes)));
        }

        await RefuseBehindAsync(higher, problems, cancellationToken);
        if (problems.Count > 0)
        {
            throw new ReleaseException(problems);
        }

        if (without.Count > 0)
        {
            var rest = indexes.Aggregate(_names.AsEnumerable(), (names, index) => names.Intersect(index.Unmatched, StringComparer.Ordinal));
            await new MissingBaselines(_git, Scheme, _workspace, _names).FillAsync(without, found, [.. rest], cancellationToken);
        }

        return found.ToImmutable();
    }

    /// <summary>The highest tag and, when it is a prerelease, the highest stable one that HEAD contains: a hotfix of an older release is in none of its descendants.</summary>
    private async Task<PackageBaselines> ChooseAsync(Package package, IVersionScheme scheme, ImmutableArray<VersionTag> below, CancellationToken cancellationToken)
    {
        var newest = below.AsEnumerable().Aggregate((best, tag) => scheme.Compare(tag.Version, best.Version) > 0 ? tag : best);
        if (!scheme.IsPrerelease(newest.Version))
        {
            return new PackageBaselines(At(newest), null, []);
        }

        var stable = below.Where(t => !scheme.IsPrerelease(t.Version)).ToArray();
        _merged ??= await _git.MergedTagsAsync(cancellationToken);
        var last = stable.Where(t => _merged.Contains(t.Tag))
            .Aggregate((VersionTag?)null, (best, tag) => best is null || scheme.Compare(tag.Version, best.Version) > 0 ? tag : best);

        // Releases of another branch come after a prerelease of this one only where that branch left this one.
        last ??= stable.Aggregate((VersionTag?)null, (best, tag) => best is null || scheme.Compare(tag.Version, best.Version) > 0 ? tag : best);
        return new PackageBaselines(last is null ? null : At(last), At(newest), []);
    }

    private Baseline At(VersionTag tag) => new(tag.Tag, tag.Version, _commits[tag.Tag]);

    /// <summary>What makes a baseline uncertain: another commit that is tagged as the same version, or another package that the tag fits.</summary>
    private IEnumerable<Diagnostic> Doubts(Package package, IVersionScheme scheme, Baseline baseline, ImmutableArray<VersionTag> own, TagIndex[] indexes)
    {
        var twins = own.Where(t => _commits[t.Tag] != baseline.Commit && scheme.Compare(t.Version, baseline.Version) == 0).Select(t => t.Tag).ToArray();
        if (twins.Length > 0)
        {
            yield return BaselineCodes.Ambiguous.Create(
                $"{package.Id} has the version {baseline.Version} twice, on different commits: {string.Join(" and ", twins.Prepend(baseline.Tag))}. Delete the tag that is wrong.");
        }

        var share = Share(package);
        var others = indexes.SelectMany(i => i.OwnersOf(baseline.Tag!)).Where(id => id != package.Id && (share is null || share != Share(_workspace.Workspace.Find(id)!))).Distinct().ToArray();
        if (others.Length > 0)
        {
            yield return BaselineCodes.Ambiguous.Create(
                $"The tag {baseline.Tag} fits {package.Id} and {string.Join(" and ", others)}, so it cannot be told whose release it is. " +
                "Choose a tag_format that tells them apart, such as {name}@{version}, and set bootstrap_sha to the commit of the last release.");
        }
    }

    /// <summary>
    /// The highest version that can be released already: the manifest's, or, where packages share one version and its tag, the
    /// highest of their manifests. A new package then starts from the tag that speaks for all.
    /// </summary>
    private Func<Package, string> Limits(IReadOnlyList<Package> packages)
    {
        var sharing = packages.Where(p => Share(p) is not null).ToLookup(Sharing, p => p.Version!);
        var highest = packages.Where(p => Share(p) is not null).Select(p => (Sharing: Sharing(p), Scheme: Scheme(p))).DistinctBy(key => (key.Sharing, key.Scheme.Name))
            .ToDictionary(key => (key.Sharing, key.Scheme.Name), key => sharing[key.Sharing].Where(key.Scheme.IsValid)
                .Aggregate((string?)null, (best, version) => best is null || key.Scheme.Compare(version, best) > 0 ? version : best));
        return package => Share(package) is null ? package.Version! : highest[(Sharing(package), Scheme(package).Name)]!;
    }

    private (string? Share, string Tag) Sharing(Package package) => (Share(package), _workspace.Tag(package, "0.0.0"));

    private IVersionScheme Scheme(Package package) => _ecosystems[package.Ecosystem].Versions;

    /// <summary>What a package shares its version with all others of; null when it has one of its own.</summary>
    private string? Share(Package package) => _workspace.Configuration.Synchronize ? ""
        : _fixed.GetValueOrDefault(package.Id) ?? (package.VersionLocation is { } place ? $"\n{place.File} {place.Line} {place.Column}" : null);

    private async Task RefuseBehindAsync(List<(Package Package, VersionTag Tag)> higher, List<Diagnostic> problems, CancellationToken cancellationToken)
    {
        if (higher.Count == 0)
        {
            return;
        }

        var merged = _merged ??= await _git.MergedTagsAsync(cancellationToken);
        problems.AddRange(higher.Where(pair => merged.Contains(pair.Tag.Tag))
            .GroupBy(pair => pair.Package.Id)
            .Select(group => group.First())
            .Select(pair => VersionCodes.Behind.At(
                pair.Package.VersionLocation ?? new SourceLocation(pair.Package.Manifest.Value),
                $"{pair.Package.Id} says {pair.Package.Version}, yet this branch contains the tag {pair.Tag.Tag} of a higher version. Raise the manifest to {pair.Tag.Version}, or delete the tag if it is a mistake.")));
    }
}
