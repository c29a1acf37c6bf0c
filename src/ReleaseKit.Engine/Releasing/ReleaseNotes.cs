using System.Collections.Immutable;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Publishing;

namespace ReleaseKit.Engine.Releasing;

/// <summary>What is told about the releases of one plan: the entries, and the style that the configuration asks for.</summary>
public sealed class ReleaseNotes
{
    private readonly DiscoveredWorkspace _discovered;
    private readonly ILookup<RelativePath, Package> _byDirectory;

    /// <summary>The notes of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="discovered">The packages that it was computed for, with their configuration.</param>
    /// <param name="style">How entries look.</param>
    /// <param name="entries">Makes the entries.</param>
    /// <param name="edited">What people wrote instead of some of them; null for nothing.</param>
    public ReleaseNotes(ReleasePlan plan, DiscoveredWorkspace discovered, IChangelogStyle style, PlannedChangelog entries, IReadOnlyDictionary<PackageId, string>? edited = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(discovered);
        ArgumentNullException.ThrowIfNull(entries);
        _discovered = discovered;
        _byDirectory = discovered.Workspace.Packages.ToLookup(p => p.Directory);
        Style = new EditedStyle(style);
        Releases =
        [
            .. from release in plan.Releases
               let package = discovered.Workspace.Find(release.Id)
               where package is not null
               select new NotedRelease(package, entries.Of(release) with { Edited = edited?.GetValueOrDefault(package.Id) }),
        ];
    }

    /// <summary>How entries look.</summary>
    public IChangelogStyle Style { get; }

    /// <summary>The releases, in ordinal order of id.</summary>
    public ImmutableArray<NotedRelease> Releases { get; }

    /// <summary>Whether changelogs are written at all. Key <c>changelog</c>.</summary>
    public bool WritesChangelogs => _discovered.Configuration.Changelog;

    /// <summary>The changelog that tells of all packages; null for none. Key <c>umbrella_changelog</c>.</summary>
    public RelativePath? Umbrella => _discovered.Configuration.UmbrellaChangelog;

    /// <summary>The entries as the umbrella changelog has them, where every package has a name of its own.</summary>
    public ImmutableArray<ChangelogEntry> UmbrellaEntries => [.. Releases.Select(r => r.Entry with { Package = NameOf(r.Package) })];

    /// <summary>The files for forges and announcements: <c>release.md</c> for the whole release, and one for each package.</summary>
    public ImmutableSortedDictionary<string, string> Files => Releases.IsEmpty
        ? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
        : Releases.Select(r => KeyValuePair.Create(SafeName.For(r.Package.Id) + ".md", Style.RenderBody(r.Entry)))
            .Append(KeyValuePair.Create("release.md", UmbrellaChangelog.Notes(Style, UmbrellaEntries)))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Whether a package has a changelog of its own.</summary>
    public bool HasChangelog(PackageId id) => !_discovered.WithoutChangelog.Contains(id);

    /// <summary>Whether a folder holds several packages.</summary>
    public bool IsShared(RelativePath directory) => _byDirectory[directory].Take(2).Count() > 1;

    /// <summary>The package's name; with its ecosystem where another one has the same.</summary>
    public string NameOf(Package package) => _discovered.Workspace.Packages.Any(p => p.Id != package.Id && p.Name == package.Name)
        ? $"{package.Name}-{package.Ecosystem}"
        : package.Name;
}
