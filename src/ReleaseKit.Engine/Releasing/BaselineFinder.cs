using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Tags;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Git;

namespace ReleaseKit.Engine.Releasing;

/// <summary>
/// Finds each package's last release among the tags: the highest version that is not above the manifest's. A higher tag
/// that HEAD contains means that the manifest went back; one that it does not contain belongs to another line of versions.
/// </summary>
internal sealed class BaselineFinder
{
    private readonly GitRepository _git;
    private readonly EcosystemCatalog _ecosystems;
    private readonly DiscoveredWorkspace _workspace;

    public BaselineFinder(GitRepository git, EcosystemCatalog ecosystems, DiscoveredWorkspace workspace)
    {
        _git = git;
        _ecosystems = ecosystems;
        _workspace = workspace;
    }

    /// <summary>The baselines of packages that have one.</summary>
    /// <exception cref="ReleaseException"><c>RK-VERSION-BEHIND</c>, <c>RK-BASELINE-FOREIGN</c>, <c>RK-BASELINE-UNKNOWN</c>.</exception>
    public async Task<ImmutableDictionary<PackageId, Baseline>> FindAsync(
        IReadOnlyList<Package> packages, ImmutableArray<GitTag> tags, CancellationToken cancellationToken)
    {
        var commits = tags.ToDictionary(t => t.Name, t => t.Commit, StringComparer.Ordinal);
        var names = tags.Select(t => t.Name).ToArray();
        var indexes = packages.GroupBy(p => _workspace.FormatOf(p).Text, StringComparer.Ordinal)
            .Select(group => new TagIndex(_workspace.FormatOf(group.First()), group, Scheme, names, _ => _workspace.Configuration.Synchronize ? "" : null))
            .ToArray();
        var found = ImmutableDictionary.CreateBuilder<PackageId, Baseline>();
        var higher = new List<(Package Package, VersionTag Tag)>();
        var without = new List<Package>();
        var limitOf = Limits(packages);

        // A version that is none is for the planner to refuse, where it is written.
        foreach (var package in packages.Where(p => Scheme(p).IsValid(p.Version!)))
        {
            var own = indexes.SelectMany(i => i.TagsOf(package.Id)).ToArray();
            var scheme = Scheme(package);
            var limit = limitOf(package);
            var baseline = own.Where(t => scheme.Compare(t.Version, limit) <= 0)
                .Aggregate((VersionTag?)null, (best, tag) => best is null || scheme.Compare(tag.Version, best.Version) > 0 ? tag : best);
            higher.AddRange(own.Where(t => scheme.Compare(t.Version, limit) > 0).Select(t => (package, t)));
            if (baseline is not null)
            {
                found[package.Id] = new Baseline(baseline.Tag, baseline.Version, commits[baseline.Tag]);
            }
            else
            {
                without.Add(package);
            }
        }

        if (higher.Count > 0)
        {
            await RefuseBehindAsync(higher, cancellationToken);
        }

        if (without.Count > 0)
        {
            await BootstrapAsync(without, found, [.. indexes.Aggregate(names.AsEnumerable(), (rest, index) => rest.Intersect(index.Unmatched, StringComparer.Ordinal))], cancellationToken);
        }

        return found.ToImmutable();
    }

    /// <summary>
    /// The highest version that can be released already: the manifest's, or, where all packages share one version, the highest
    /// of all manifests. A new package then starts from the tag that speaks for all.
    /// </summary>
    private Func<Package, string> Limits(IReadOnlyList<Package> packages)
    {
        if (!_workspace.Configuration.Synchronize)
        {
            return package => package.Version!;
        }

        var highest = packages.Select(Scheme).DistinctBy(scheme => scheme.Name).ToDictionary(scheme => scheme.Name, scheme => packages
            .Select(p => p.Version!).Where(scheme.IsValid)
            .Aggregate((string?)null, (best, version) => best is null || scheme.Compare(version, best) > 0 ? version : best));
        return package => highest[Scheme(package).Name]!;
    }

    private IVersionScheme Scheme(Package package) => _ecosystems[package.Ecosystem].Versions;

    private async Task RefuseBehindAsync(List<(Package Package, VersionTag Tag)> higher, CancellationToken cancellationToken)
    {
        var merged = await _git.MergedTagsAsync(cancellationToken);
        var problems = higher.Where(pair => merged.Contains(pair.Tag.Tag))
            .GroupBy(pair => pair.Package.Id)
            .Select(group => group.First())
            .Select(pair => VersionCodes.Behind.At(
                pair.Package.VersionLocation ?? new SourceLocation(pair.Package.Manifest.Value),
                $"{pair.Package.Id} says {pair.Package.Version}, yet this branch contains the tag {pair.Tag.Tag} of a higher version. Raise the manifest to {pair.Tag.Version}, or delete the tag if it is a mistake."))
            .ToArray();
        if (problems.Length > 0)
        {
            throw new ReleaseException(problems);
        }
    }

    private async Task BootstrapAsync(List<Package> without, ImmutableDictionary<PackageId, Baseline>.Builder found, string[] tags, CancellationToken cancellationToken)
    {
        if (_workspace.Configuration.BootstrapSha is { Length: > 0 } sha)
        {
            var commit = await _git.ResolveAsync(sha, cancellationToken) ??
                throw new ReleaseException(BaselineCodes.Unknown.Create($"bootstrap_sha names {sha}, which is no commit of this repository. Correct it, or fetch the history that holds it."));
            foreach (var package in without)
            {
                found[package.Id] = new Baseline(null, package.Version!, commit);
            }

            return;
        }

        // Where other packages have releases of our form, only tags that name a package can be releases of these.
        if (TagFormatDetector.Suggest(without, Scheme, tags) is { } suggestion && (found.Count == 0 || TellsPackagesApart(suggestion)))
        {
            var likely = new TagIndex(TagFormat.Parse(suggestion), without, Scheme, tags, _ => "");
            throw new ReleaseException(BaselineCodes.Foreign.Create(
                $"No tag of {string.Join(", ", without.Select(p => p.Id).Where(id => !likely.TagsOf(id).IsEmpty))} matches tag_format \"{_workspace.DefaultTagFormat.Text}\", but tags here look like \"{suggestion}\". " +
                $"Put tag_format = \"{suggestion}\" into {(found.Count == 0 ? "releasekit.toml (or pass -p:ReleaseTagFormat)" : "the packages' own releasekit.toml")}. " +
                "If those tags are none of these packages' releases, set bootstrap_sha to the commit of the last release."));
        }
    }

    private static bool TellsPackagesApart(string format) =>
        Array.Exists(["{name}", "{unscoped}", "{directory}"], placeholder => format.Contains(placeholder, StringComparison.Ordinal));
}
