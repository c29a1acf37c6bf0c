using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Ledgers;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Promoting;

/// <summary>
/// The forge's releases of what was released from this clone: public at once, because a tag is pushed when all that it names is
/// live. Every release that a plan of this clone made and that the workspace still has is looked at, so that the next run makes
/// what this one could not.
/// </summary>
public sealed class LocalAnnouncement
{
    private readonly IForge _forge;
    private readonly VersionNotes _notes;
    private readonly ReleasePages _pages;

    /// <summary>An announcement.</summary>
    /// <param name="forge">The forge.</param>
    /// <param name="links">Pages of the repository.</param>
    /// <param name="notes">What is told.</param>
    public LocalAnnouncement(IForge forge, RepositoryLinks links, VersionNotes notes)
    {
        ArgumentNullException.ThrowIfNull(forge);
        (_forge, _notes) = (forge, notes);
        _pages = new ReleasePages(forge.Capabilities, links);
    }

    /// <summary>The plans of releases that were made from this clone. One that another version of ReleaseKit.Sdk has written is left out.</summary>
    /// <param name="outputPath">Absolute path of the output folder.</param>
    public static ImmutableArray<ReleasePlan> Plans(string outputPath)
    {
        var folder = RunLedger.Folder(outputPath);
        return !Directory.Exists(folder) ? [] :
            [.. Directory.EnumerateFiles(folder, "*.plan.json").OrderByDescending(File.GetLastWriteTimeUtc).ThenBy(path => path, StringComparer.Ordinal).Select(TryRead).OfType<ReleasePlan>()];
    }

    /// <summary>What these plans released, as far as the workspace still has that version and the remote its tag.</summary>
    /// <param name="git">The repository.</param>
    /// <param name="workspace">The workspace as it is checked out.</param>
    /// <param name="plans">The plans.</param>
    /// <param name="remote">The remote.</param>
    /// <param name="cancellationToken">Stops git.</param>
    /// <exception cref="ReleaseException"><c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public static async Task<ImmutableArray<TaggedVersion>> FindAsync(
        IRepository git, DiscoveredWorkspace workspace, ImmutableArray<ReleasePlan> plans, string remote, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(git);
        ArgumentNullException.ThrowIfNull(workspace);
        var released = plans.SelectMany(p => p.Published).Select(r => (r.Id, r.To)).ToHashSet();
        TaggedVersion[] wanted =
        [
            .. workspace.Workspace.Packages.Where(p => p.Version is { } version && released.Contains((p.Id, version)))
                .Select(p => new TaggedVersion(p, p.Version!, workspace.Tag(p, p.Version!))),
        ];
        if (wanted.Length == 0)
        {
            return [];
        }

        var there = (await git.Remotes().TagsAsync(remote, cancellationToken)).Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        return [.. wanted.Where(v => there.Contains(v.Tag))];
    }

    /// <summary>Makes what is missing, and makes drafts public. What the forge refuses of one does not keep the others.</summary>
    /// <param name="versions">What is live and tagged on the forge.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>The releases that were made public now, and what was refused.</returns>
    /// <exception cref="ReleaseException"><c>RK-FORGE-…</c> when nothing more can be asked of the forge.</exception>
    public async Task<(ImmutableArray<ForgeRelease> Made, ImmutableArray<Diagnostic> Refused)> RunAsync(IReadOnlyCollection<TaggedVersion> versions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(versions);
        var made = ImmutableArray.CreateBuilder<ForgeRelease>();
        var refused = ImmutableArray.CreateBuilder<Diagnostic>();
        var tags = versions.GroupBy(v => v.Tag, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        var there = await SeenReleases.LookAsync(_forge, tags.Select(t => t.Key).ToHashSet(StringComparer.Ordinal), cancellationToken);
        foreach (var tag in tags.Where(t => there.Find(t.Key) is not { IsDraft: false }))
        {
            try
            {
                if (await PutAsync([.. tag], there.Find(tag.Key), cancellationToken) is { } release)
                {
                    made.Add(release);
                }
            }
            catch (ReleaseException e) when (e.Diagnostics[0].Code == ForgeCodes.Refused.Code)
            {
                refused.AddRange(e.Diagnostics);
            }
        }

        return (made.ToImmutable(), refused.ToImmutable());
    }

    /// <summary>Makes the release of one tag public.</summary>
    /// <param name="versions">Everything that the tag names.</param>
    /// <param name="there">The draft that is there; null for none.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="ReleaseException"><c>RK-FORGE-…</c>.</exception>
    public async Task<ForgeRelease?> PutAsync(ImmutableArray<TaggedVersion> versions, ForgeRelease? there, CancellationToken cancellationToken)
    {
        var told = ImmutableArray.CreateBuilder<AnnouncedPackage>();
        foreach (var version in there is null ? versions.OrderBy(v => v.Package.Id) : Enumerable.Empty<TaggedVersion>())
        {
            told.Add(await _notes.OfAsync(version, cancellationToken));
        }

        return await _forge.PutReleaseAsync(there is null ? _pages.Of(versions[0].Tag, told) : SeenReleases.Public(there, there), cancellationToken);
    }

    private static ReleasePlan? TryRead(string path)
    {
        try
        {
            return PlanDocument.Read(File.ReadAllText(path), path);
        }
        catch (ReleaseException)
        {
            return null;
        }
    }
}
