using System.Collections.Immutable;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Core.Tags;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Core.Upstream;
using ReleaseKit.Engine.ChangeFiles;
using ReleaseKit.Engine.ChangeFiles.Changesets;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Upstream;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Releasing;

/// <summary>
/// Composes the adapters: git lists the files, each adapter finds its members among them, and configuration is laid over
/// the result. Folders may hold packages of several ecosystems; each is a package of its own.
/// </summary>
public sealed class WorkspaceDiscovery
{
    /// <summary>Name of the configuration file, at the root and in packages.</summary>
    public const string ConfigurationFile = "releasekit.toml";

    private const string InstalledPackages = "node_modules";

    private readonly IFileSystem _files;
    private readonly IRepository _git;
    private readonly EcosystemCatalog _ecosystems;

    /// <summary>A discovery over one work tree.</summary>
    public WorkspaceDiscovery(IFileSystem files, IRepository git, EcosystemCatalog ecosystems)
    {
        _files = files;
        _git = git;
        _ecosystems = ecosystems;
    }

    /// <summary>Finds every package.</summary>
    /// <param name="overrides">Configuration keys that properties override, with their values.</param>
    /// <param name="cancellationToken">Stops the discovery.</param>
    /// <exception cref="ReleaseException">Every problem of every manifest and configuration file, each with its place.</exception>
    public Task<DiscoveredWorkspace> DiscoverAsync(IReadOnlyDictionary<string, string> overrides, CancellationToken cancellationToken) =>
        DiscoverAsync(overrides, [], cancellationToken);

    /// <summary>Finds every package, and what they need of other repositories' packages.</summary>
    /// <param name="overrides">Configuration keys that properties override, with their values.</param>
    /// <param name="upstream">Releases of other repositories, whose dependents are looked for.</param>
    /// <param name="cancellationToken">Stops the discovery.</param>
    /// <exception cref="ReleaseException">Every problem of every manifest and configuration file, each with its place.</exception>
    public async Task<DiscoveredWorkspace> DiscoverAsync(IReadOnlyDictionary<string, string> overrides, ImmutableArray<UpstreamRelease> upstream, CancellationToken cancellationToken)
    {
        var (configuration, changesets) = ReadConfiguration(overrides);

        // What was installed there is somebody else's, also where it is committed.
        ImmutableArray<RelativePath> listing = [.. (await _git.ListFilesAsync(cancellationToken)).Where(file => !IsInstalled(file.Value))];
        var problems = new List<Diagnostic>();
        var found = await Task.WhenAll(_ecosystems.Adapters.Select(adapter => Task.Run(
            () => DiscoverAsync(adapter, configuration, listing, upstream, problems, cancellationToken), cancellationToken)));
        var claims = new DirectoryClaims(_ecosystems);
        var packages = claims.Settle(found.SelectMany(p => p));
        problems.AddRange(Duplicates(packages));
        packages = OnePerName(packages);
        var listed = listing.ToHashSet();
        var formats = ImmutableDictionary.CreateBuilder<PackageId, TagFormat>();
        var withoutChangelog = ImmutableHashSet.CreateBuilder<PackageId>();
        var settings = ImmutableDictionary.CreateBuilder<PackageId, PackageConfiguration>();
        for (var i = 0; i < packages.Count; i++)
        {
            packages[i] = Configure(packages[i], listed, formats, withoutChangelog, settings, problems);
        }

        if (problems.Count > 0)
        {
            throw new ReleaseException([.. problems.Distinct().OrderBy(p => p.Location?.File ?? "", StringComparer.Ordinal).ThenBy(p => p.Location?.Line ?? 0)]);
        }

        var workspace = new Workspace([.. packages.OrderBy(p => p.Id)]);
        workspace = changesets is null ? workspace : ChangesetsEdges.Apply(workspace, changesets.Configuration.WorkspaceProtocolOnly);
        workspace = DeclaredEdges.Apply(workspace, [.. configuration.Edges, .. _ecosystems.Adapters.SelectMany(adapter => adapter.Workspace.Edges)]);
        var policies = changesets is null ? null : new ChangesetsPolicies(changesets, workspace);
        var excluded = (policies?.Ignored ?? ImmutableDictionary<PackageId, string>.Empty).SetItems(Excluded(workspace, configuration));
        var groups = GroupMembers.Find(workspace, configuration.Groups);
        foreach (var group in groups.Where(group => configuration.Groups[group.Label].TagFormat is not null))
        {
            formats.AddRange(group.Packages.Where(id => !formats.ContainsKey(id)).Select(id => KeyValuePair.Create(id, TagFormat.Parse(configuration.Groups[group.Label].TagFormat!))));
        }

        var leftOut = await _git.State().LeftOutAsync(cancellationToken);
        var manifests = workspace.Packages.Select(p => Path.GetFileName(p.Manifest.Value)).ToHashSet(StringComparer.Ordinal);
        var discovered = new DiscoveredWorkspace(workspace, configuration, excluded, formats.ToImmutable())
        {
            Changesets = changesets,
            Warnings = [.. _ecosystems.Warnings, .. claims.Warnings, .. LeftOutPackages.Submodules(leftOut, manifests, _files)],
            Missing = LeftOutPackages.Sparse(leftOut, manifests),
            VersionedPrivately = policies?.VersionedPrivately ?? [],
            ChangeFiles = ChangeFileSources.Find(_files, listing),
            WithoutChangelog = withoutChangelog.ToImmutable(),
            Groups = groups,
            Settings = settings.ToImmutable(),
        };
        return discovered with { Workspace = new Workspace([.. await new TagVersions(_git, _ecosystems).ResolveAsync(workspace.Packages, discovered.FormatOf, cancellationToken)]) };
    }

    /// <summary>What the root's file says, with the overrides of properties; nothing else is looked at.</summary>
    /// <param name="overrides">Configuration keys that properties override, with their values.</param>
    /// <exception cref="ReleaseException"><c>RK-CONFIG-…</c>.</exception>
    public ReleaseConfiguration Configuration(IReadOnlyDictionary<string, string> overrides) => ReadConfiguration(overrides).Configuration;

    /// <summary>
    /// What the file and properties say. Where changesets is set up and nobody asked for other rules, its own are the defaults.
    /// </summary>
    private (ReleaseConfiguration Configuration, ChangesetsRepository? Changesets) ReadConfiguration(IReadOnlyDictionary<string, string> overrides)
    {
        var path = RelativePath.Parse(ConfigurationFile);
        var document = _files.FileExists(path) ? TomlDocument.Parse(SourceText.Decode(path.Value, _files.Read(path))) : null;
        var asked = Read(ReleaseConfiguration.Default);
        var changesets = asked.Semantics != ReleaseSemantics.ReleaseKit && ChangesetsRepository.IsIn(_files) ? ChangesetsRepository.Read(_files, asked.Semantics) : null;
        var semantics = asked.Semantics ?? changesets?.Semantics ?? ReleaseSemantics.ReleaseKit;
        return semantics == ReleaseSemantics.ReleaseKit ? (asked, null) : (Read(ChangesetsDefaults(semantics, changesets)), changesets);

        ReleaseConfiguration Read(ReleaseConfiguration defaults)
        {
            var aliases = _ecosystems.Adapters
                .SelectMany(a => a.Aliases.Append(a.Id).Select(alias => KeyValuePair.Create(alias, a.Id)))
                .DistinctBy(pair => pair.Key)
                .ToImmutableDictionary(StringComparer.Ordinal);
            var configuration = document is null ? defaults : ReleaseConfiguration.Parse(document, aliases, defaults);
            return overrides.Aggregate(configuration, (current, pair) => current.Override(pair.Key, pair.Value));
        }
    }

    private static ReleaseConfiguration ChangesetsDefaults(ReleaseSemantics semantics, ChangesetsRepository? changesets) => ReleaseConfiguration.Default with
    {
        Semantics = semantics,
        MajorOnZero = SemanticsPreset.Of(semantics).MajorOnZero,
        Intents = changesets is null ? ReleaseConfiguration.Default.Intents : IntentSources.ChangeFiles,
        Changelog = changesets?.Configuration.WritesChangelogs ?? true,
        ChangelogStyle = ChangelogStyle.Changesets,
    };

    private async Task<ImmutableArray<Package>> DiscoverAsync(
        EcosystemAdapter adapter, ReleaseConfiguration configuration, ImmutableArray<RelativePath> listing, ImmutableArray<UpstreamRelease> upstream,
        List<Diagnostic> problems, CancellationToken cancellationToken)
    {
        var table = configuration.Ecosystems.GetValueOrDefault(adapter.Id);
        var root = table?.WorkspaceRoot ?? RelativePath.Root;
        var excluded = new PackagePatterns(table?.Exclude ?? []);
        try
        {
            var request = new DiscoveryRequest(_files, root.IsRoot ? listing : [.. listing.Where(p => p.IsWithin(root))], root, excluded.MatchDirectory)
            {
                Upstream = upstream.Where(u => u.Id.Ecosystem == adapter.Id).ToImmutableDictionary(u => u.Id, u => u.Version),
            };
            var packages = await adapter.Workspace.DiscoverAsync(request, cancellationToken);
            if (request.Upstream.Count == 0)
            {
                return packages;
            }

            var (own, locks) = (packages.Select(p => p.Id).ToHashSet(), new UpstreamLocks(adapter, request));
            return [.. packages.Select(package => locks.Divide(package, own.Contains))];
        }
        catch (ReleaseException e)
        {
            lock (problems)
            {
                problems.AddRange(e.Diagnostics);
            }

            return [];
        }
    }

    private static bool IsInstalled(string path) =>
        path.Contains(InstalledPackages, StringComparison.Ordinal) && path.Split('/').Contains(InstalledPackages);

    private Package Configure(
        Package package, HashSet<RelativePath> listed, ImmutableDictionary<PackageId, TagFormat>.Builder formats,
        ImmutableHashSet<PackageId>.Builder withoutChangelog, ImmutableDictionary<PackageId, PackageConfiguration>.Builder settings, List<Diagnostic> problems)
    {
        if (package.Tagging?.Format is { } prescribed)
        {
            formats[package.Id] = TagFormat.Parse(prescribed);
        }

        // At the root the file of that name is the workspace's configuration, not a package's.
        if (package.Directory.IsRoot || !package.Directory.TryCombine(ConfigurationFile, out var path) || !listed.Contains(path))
        {
            return package;
        }

        try
        {
            var own = PackageConfiguration.Parse(TomlDocument.Parse(SourceText.Decode(path.Value, _files.Read(path))));
            settings[package.Id] = own;
            if (own.TagFormat is { } format)
            {
                var place = new SourceLocation(path.Value);
                formats[package.Id] = package.Tagging?.Format is null ? TagFormat.Parse(format, place) : throw new ReleaseException(TagCodes.Format.At(
                    place, $"The tags of {package.Id} are found by its ecosystem's own client, which looks for '{package.Tagging.Format}' only. Leave tag_format out."));
            }

            if (own.Changelog == false)
            {
                withoutChangelog.Add(package.Id);
            }

            var publishable = own.Publishable ?? package.Publishable;
            return package with
            {
                Group = own.Group ?? package.Group,
                Registry = own.Registry ?? package.Registry,
                Index = own.Index ?? package.Index,
                TokenVariable = own.TokenVariable ?? (own.Registry is null ? package.TokenVariable : null),
                Publishable = publishable && package.Version is not null,
                NotPublishableReason = publishable ? package.Version is null ? package.NotPublishableReason ?? "it has no version" : null
                    : own.Publishable == false ? $"publishable is false in {path}" : package.NotPublishableReason,
            };
        }
        catch (ReleaseException e)
        {
            problems.AddRange(e.Diagnostics);
            return package;
        }
    }

    /// <summary>What has one name is one package to everybody else: of several that are not published, as examples often are, one stands for all.</summary>
    private static List<Package> OnePerName(IEnumerable<Package> packages) => [.. packages
        .GroupBy(p => p.Id)
        .Select(g => g.OrderBy(p => !p.Publishable).ThenBy(p => p.Directory.Value.Count(c => c == '/')).ThenBy(p => p.Manifest).First())];

    private static IEnumerable<Diagnostic> Duplicates(IEnumerable<Package> packages) => packages
        .Where(p => p.Publishable)
        .GroupBy(p => p.Id)
        .Where(g => g.Count() > 1)
        .SelectMany(g => g.OrderBy(p => p.Manifest).Skip(1).Select(second => PlanCodes.Duplicate.At(
            new SourceLocation(second.Manifest.Value),
            $"{second.Id} is declared twice, in {g.MinBy(p => p.Manifest)!.Manifest} and in {second.Manifest}. Rename one of them, or leave its folder out with exclude in releasekit.toml ([ecosystems.{second.Ecosystem}]).")));

    private static ImmutableDictionary<PackageId, string> Excluded(Workspace workspace, ReleaseConfiguration configuration)
    {
        var patterns = new PackagePatterns(configuration.Exclude);
        return workspace.Packages.Where(patterns.Match).ToImmutableDictionary(p => p.Id, _ => "excluded by releasekit.toml");
    }
}
