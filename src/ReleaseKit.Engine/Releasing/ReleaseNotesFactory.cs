using System.Collections.Immutable;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Configuration;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Planning.Policies;
using ReleaseKit.Engine.ChangeFiles;
using ReleaseKit.Engine.ChangeFiles.Changesets;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Templates;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Releasing;

/// <summary>Finds out what entries need besides the plan: the style, the address of the repository, and the tags before.</summary>
public sealed class ReleaseNotesFactory
{
    private readonly IFileSystem _files;
    private readonly IRepository _git;
    private readonly EcosystemCatalog _ecosystems;

    /// <summary>A factory for one repository.</summary>
    public ReleaseNotesFactory(IFileSystem files, IRepository git, EcosystemCatalog ecosystems)
    {
        _files = files;
        _git = git;
        _ecosystems = ecosystems;
    }

    /// <summary>The notes of a plan.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-CHANGELOG-TEMPLATE</c> when there is no such file or it is no template.</exception>
    public Task<ReleaseNotes> CreateAsync(ReleasePlan plan, DiscoveredWorkspace discovered, CancellationToken cancellationToken) =>
        CreateAsync(plan, discovered, ImmutableSortedDictionary<PackageId, string>.Empty, cancellationToken);

    /// <summary>The notes of a plan, some of which people have written themselves: Markdown without the heading, by package.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-CHANGELOG-TEMPLATE</c> when there is no such file or it is no template.</exception>
    public async Task<ReleaseNotes> CreateAsync(ReleasePlan plan, DiscoveredWorkspace discovered, IReadOnlyDictionary<PackageId, string> edited, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(discovered);
        var configuration = discovered.Configuration;
        var links = RepositoryLinks.Of(configuration.RepositoryUrl ?? await _git.Remotes().FindUrlAsync(cancellationToken), configuration.Forge);

        // Tags are compared on pages only.
        var previous = ReferenceEquals(links, RepositoryLinks.None) ? null : new PreviousTags(discovered, _ecosystems, await _git.TagsAsync(cancellationToken));
        var entries = new PlannedChangelog(plan)
        {
            Links = links,
            WithContributors = configuration.Contributors,
            PreviousTag = release => previous?.Of(release),
            DependenciesOf = configuration.ChangelogStyle == ChangelogStyle.Changesets ? Dependencies(plan, discovered).Of : null,
        };
        return new ReleaseNotes(plan, discovered, Style(discovered), entries, edited);
    }

    private ChangesetsDependencies Dependencies(ReleasePlan plan, DiscoveredWorkspace discovered)
    {
        var policy = SemanticsPreset.Of(discovered.Configuration.Semantics ?? ReleaseSemantics.ReleaseKit).Rewrite;
        var rewrite = discovered.Changesets is { } changesets ? ChangesetsPolicies.Rewrite(policy, changesets.Configuration) : policy;
        var changeFiles = plan.UsedChangeFiles.IsEmpty ? FoundChangeFiles.None : new ChangeFileReader(_files).Read(discovered.ChangeFiles, discovered.Workspace);
        return new ChangesetsDependencies(plan, discovered.Workspace, rewrite, ecosystem => _ecosystems[ecosystem].Versions, changeFiles.Files);
    }

    private IChangelogStyle Style(DiscoveredWorkspace discovered)
    {
        var configuration = discovered.Configuration;
        IChangelogStyle style = configuration.ChangelogStyle switch
        {
            ChangelogStyle.KeepAChangelog => new KeepAChangelogStyle(),
            ChangelogStyle.Changesets => new ChangesetsStyle(Layout(discovered)),
            _ => new ConventionalStyle(),
        };
        return configuration.ChangelogTemplate is { } template ? TemplateStyle.Load(_files, template, style) : style;
    }

    /// <summary>Version 2 formats what it writes unless told not to.</summary>
    private static ChangesetsLayout Layout(DiscoveredWorkspace discovered) =>
        discovered.Configuration.Semantics != ReleaseSemantics.Changesets2 ? ChangesetsLayout.Plain3
        : discovered.Changesets is { Configuration.Formats: false } ? ChangesetsLayout.Plain2
        : ChangesetsLayout.Formatted2;
}
