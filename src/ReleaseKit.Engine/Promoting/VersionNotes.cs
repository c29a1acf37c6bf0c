using System.Collections.Immutable;
using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Promoting;

/// <summary>What is told about a version that was released: its section of the changelog that was tagged, else what its plan says, else nothing.</summary>
public sealed class VersionNotes
{
    private readonly IRepository _git;
    private readonly DiscoveredWorkspace _workspace;
    private readonly EcosystemCatalog _ecosystems;
    private readonly RepositoryLinks _links;
    private readonly ImmutableArray<ReleasePlan> _plans;
    private readonly ReleaseNotesFactory _factory;

    /// <summary>Notes of a repository's versions.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="workspace">The workspace as it is checked out.</param>
    /// <param name="ecosystems">The adapters.</param>
    /// <param name="factory">Writes notes of plans.</param>
    /// <param name="links">Pages of the repository.</param>
    /// <param name="plans">Plans that are known.</param>
    public VersionNotes(
        IRepository git, DiscoveredWorkspace workspace, EcosystemCatalog ecosystems, ReleaseNotesFactory factory, RepositoryLinks links, ImmutableArray<ReleasePlan> plans)
    {
        _git = git;
        _workspace = workspace;
        _ecosystems = ecosystems;
        _factory = factory;
        _links = links;
        _plans = plans;
    }

    /// <summary>A version, as a forge's release tells of it.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-CHANGELOG-TEMPLATE</c>.</exception>
    public async Task<AnnouncedPackage> OfAsync(TaggedVersion version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        var told = new AnnouncedPackage(version.Package.Id, version.Version, "", _ecosystems[version.Package.Ecosystem].Versions.IsPrerelease(version.Version));
        return await FromChangelogAsync(told, version, cancellationToken) ?? told with { Notes = await FromPlanAsync(version, cancellationToken) };
    }

    private async Task<AnnouncedPackage?> FromChangelogAsync(AnnouncedPackage told, TaggedVersion version, CancellationToken cancellationToken)
    {
        if (await _git.ResolveAsync("refs/tags/" + version.Tag, cancellationToken) is not { } commit)
        {
            return null;
        }

        foreach (var name in ChangelogApplication.FileNames)
        {
            var path = _git.Facts.Prefix + version.Package.Directory.Combine(name).Value;
            if (await _git.Objects().ReadFileAsync(commit, path, cancellationToken) is { } text &&
                new[] { version.Package.Name, $"{version.Package.Name}-{version.Package.Ecosystem}" }.Select(n => ChangelogText.Find(text, n, version.Version)).FirstOrDefault(n => n is not null) is { } notes)
            {
                return told with { Notes = notes, Changelog = _links.At(version.Tag, path) };
            }
        }

        return null;
    }

    private async Task<string> FromPlanAsync(TaggedVersion version, CancellationToken cancellationToken)
    {
        if (_plans.FirstOrDefault(p => p.Find(version.Package.Id)?.To == version.Version) is not { } plan)
        {
            return "";
        }

        var notes = await _factory.CreateAsync(plan, _workspace, cancellationToken);
        return notes.Releases.Where(r => r.Package.Id == version.Package.Id).Select(r => notes.Style.RenderBody(r.Entry).Trim('\n')).FirstOrDefault("");
    }
}
