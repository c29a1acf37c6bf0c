using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Preparing;

namespace ReleaseKit.Engine.Promoting;

/// <summary>
/// The forge's releases of a plan: drafts as soon as there are tags, where the forge has drafts, and public once what a tag names
/// is live. One that is public already is never taken back.
/// </summary>
public sealed class ReleaseAnnouncement
{
    private const string PlanAsset = "plan.json";
    private readonly IForge _forge;
    private readonly EcosystemCatalog _ecosystems;
    private readonly ReleasePages _pages;
    private readonly Action<string> _say;

    /// <summary>Announcements on a forge.</summary>
    /// <param name="forge">The forge.</param>
    /// <param name="ecosystems">The adapters.</param>
    /// <param name="links">Pages of the repository.</param>
    /// <param name="say">Tells people what the forge lacks.</param>
    public ReleaseAnnouncement(IForge forge, EcosystemCatalog ecosystems, RepositoryLinks links, Action<string> say)
    {
        ArgumentNullException.ThrowIfNull(forge);
        (_forge, _ecosystems, _say) = (forge, ecosystems, say);
        _pages = new ReleasePages(forge.Capabilities, links);
    }

    /// <summary>What is said of a forge without releases.</summary>
    public static string Lacking(IForge forge)
    {
        ArgumentNullException.ThrowIfNull(forge);
        return $"{forge.Repository.Kind} has no releases; the tags say what was released.";
    }

    /// <summary>Makes drafts of what has none; nothing where the forge has no drafts, because nothing is announced before it is live.</summary>
    /// <param name="prepared">The plan.</param>
    /// <param name="notes">What is told, by package.</param>
    /// <param name="umbrella">The tag of the whole release; null for none.</param>
    /// <param name="outputPath">Absolute path of the output folder.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task DraftAsync(PreparedRelease prepared, IReadOnlyDictionary<PackageId, string> notes, string? umbrella, string outputPath, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        if (!_forge.Capabilities.DraftReleases)
        {
            _say(_forge.Capabilities.Releases ? $"{_forge.Repository.Kind} has no draft releases; they are made when the packages are live." : Lacking(_forge));
            return;
        }

        var releases = Releases(prepared, notes, umbrella).Select(r => r with { IsDraft = true }).ToArray();
        var there = await FindAsync(releases, cancellationToken);

        // What somebody wrote into a draft stays, and what is public stays so.
        var missing = releases.Where(r => there.Find(r.Tag) is null).ToArray();
        foreach (var release in missing)
        {
            await _forge.PutReleaseAsync(release, cancellationToken);
        }

        // Another run may have made the same at the same moment, which some forges allow.
        there = missing.Length > 0 ? await FindAsync(releases, cancellationToken) : there;
        if (there.Find(releases[0].Tag) is { } first)
        {
            await AttachAsync(first, prepared.Plan, outputPath, cancellationToken);
        }
    }

    /// <summary>Makes public what is live: of a tag everything that it names, of the whole release all of it.</summary>
    /// <returns>How many were made public now.</returns>
    public async Task<int> PublishAsync(
        PreparedRelease prepared, IReadOnlyDictionary<PackageId, string> notes, string? umbrella, IReadOnlySet<PackageId> live, string outputPath, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        ArgumentNullException.ThrowIfNull(live);
        if (!_forge.Capabilities.Releases)
        {
            _say(Lacking(_forge));
            if (prepared.Plan.Published.All(p => live.Contains(p.Id)))
            {
                var tag = umbrella ?? prepared.Plan.Published.Select(r => r.Tag).Min(StringComparer.Ordinal)!;
                await AttachAsync(new ForgeRelease { Id = "", Tag = tag, Name = tag, Body = "" }, prepared.Plan, outputPath, cancellationToken);
            }

            return 0;
        }

        var releases = Releases(prepared, notes, umbrella);
        var there = await FindAsync(releases, cancellationToken);
        var published = 0;
        foreach (var release in releases.Where(r => prepared.Plan.Published.Where(p => r.Tag == umbrella || p.Tag == r.Tag).All(p => live.Contains(p.Id))))
        {
            var made = there.Find(release.Tag);
            if (made is not { IsDraft: false })
            {
                made = await _forge.PutReleaseAsync(SeenReleases.Public(release, made), cancellationToken);
                published++;
            }

            if (made is not null && release.Tag == releases[0].Tag)
            {
                await AttachAsync(made, prepared.Plan, outputPath, cancellationToken);
            }
        }

        return published;
    }

    private async Task AttachAsync(ForgeRelease release, ReleasePlan plan, string outputPath, CancellationToken cancellationToken)
    {
        if (!_forge.Capabilities.Assets || release.Assets.Contains(PlanAsset))
        {
            return;
        }

        var path = Path.Combine(outputPath, "prepare", PlanAsset);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        OutputFile.Write(path, stream => PlanDocument.Write(plan, stream));
        await _forge.AttachAsync(release, PlanAsset, path, cancellationToken);
    }

    /// <summary>What shall be there; the first carries the plan.</summary>
    private ForgeRelease[] Releases(PreparedRelease prepared, IReadOnlyDictionary<PackageId, string> notes, string? umbrella)
    {
        AnnouncedPackage Told(PlannedRelease release) => new(release.Id, release.To, notes.GetValueOrDefault(release.Id, ""), IsPrerelease(release));
        var own = prepared.Plan.Published.GroupBy(r => r.Tag, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(group => _pages.Of(group.Key, [.. group.Select(Told)]));
        return umbrella is null ? [.. own] : [_pages.OfAll(umbrella, prepared.Document.Summary, prepared.Plan.Published.All(IsPrerelease)), .. own];
    }

    private bool IsPrerelease(PlannedRelease release) => _ecosystems[release.Id.Ecosystem].Versions.IsPrerelease(release.To);

    /// <summary>Looks what is there, and deletes what is there twice.</summary>
    private async Task<SeenReleases> FindAsync(ForgeRelease[] wanted, CancellationToken cancellationToken)
    {
        var seen = await SeenReleases.LookAsync(_forge, wanted.Select(r => r.Tag).ToHashSet(StringComparer.Ordinal), cancellationToken);
        foreach (var release in seen.Twice)
        {
            await _forge.DeleteReleaseAsync(release, cancellationToken);
        }

        return seen;
    }
}
