using System.Collections.Immutable;
using System.Text;
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
    /// <summary>Releases are looked through so far: those of a plan that is under way are new.</summary>
    private const int Most = 2000;

    private const string PlanAsset = "plan.json";
    private readonly IForge _forge;
    private readonly EcosystemCatalog _ecosystems;
    private readonly Action<string> _say;

    /// <summary>Announcements on a forge.</summary>
    public ReleaseAnnouncement(IForge forge, EcosystemCatalog ecosystems, Action<string> say) => (_forge, _ecosystems, _say) = (forge, ecosystems, say);

    /// <summary>Makes drafts of what has none; nothing where the forge has no drafts, because nothing is announced before it is live.</summary>
    /// <param name="prepared">The plan.</param>
    /// <param name="notes">What is told, by package.</param>
    /// <param name="umbrella">The tag of the whole release; null for none.</param>
    /// <param name="outputPath">Absolute path of the output folder.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public async Task DraftAsync(PreparedRelease prepared, IReadOnlyDictionary<PackageId, string> notes, string? umbrella, string outputPath, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        if (!_forge.Capabilities.Releases)
        {
            SayThereAreNone();
            return;
        }

        if (!_forge.Capabilities.DraftReleases)
        {
            _say($"{_forge.Repository.Kind} has no draft releases; they are made when the packages are live.");
            return;
        }

        var releases = Releases(prepared, notes, umbrella).Select(r => r with { IsDraft = true }).ToArray();
        var there = await FindAsync(releases, cancellationToken);
        foreach (var release in releases)
        {
            // What somebody wrote into a draft stays, and what is public stays so.
            var made = there.GetValueOrDefault(release.Tag) ?? await _forge.PutReleaseAsync(release, cancellationToken);
            if (made is { IsDraft: true } && release.Tag == releases[0].Tag && !made.Assets.Contains(PlanAsset))
            {
                await AttachAsync(made, prepared.Plan, outputPath, cancellationToken);
            }
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
            SayThereAreNone();
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
            if (there.TryGetValue(release.Tag, out var old) && !old.IsDraft)
            {
                continue;
            }

            // What somebody wrote into the draft stays.
            var text = old is null ? release : release with { Body = old.Body, Name = old.Name };
            if (await _forge.PutReleaseAsync(text, cancellationToken) is { } made)
            {
                published++;
                if (release.Tag == releases[0].Tag && !made.Assets.Contains(PlanAsset))
                {
                    await AttachAsync(made, prepared.Plan, outputPath, cancellationToken);
                }
            }
        }

        return published;
    }

    private void SayThereAreNone() => _say($"{_forge.Repository.Kind} has no releases; the tags say what was released.");

    private async Task AttachAsync(ForgeRelease release, ReleasePlan plan, string outputPath, CancellationToken cancellationToken)
    {
        if (!_forge.Capabilities.Assets)
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
        var own = prepared.Plan.Published.GroupBy(r => r.Tag, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(group => new ForgeRelease
        {
            Id = "",
            Tag = group.Key,
            Name = group.Count() == 1 ? $"{group.First().Id.Name} {group.First().To}" : group.Key,
            Body = Cut(group.Count() == 1 ? notes.GetValueOrDefault(group.First().Id, "")
                : string.Join("\n\n", group.Select(r => $"## {r.Id.Name} {r.To}\n\n{notes.GetValueOrDefault(r.Id, "")}".TrimEnd()))),
            IsPrerelease = _forge.Capabilities.Prereleases && group.Any(r => _ecosystems[r.Id.Ecosystem].Versions.IsPrerelease(r.To)),
        });
        return umbrella is null ? [.. own] :
        [
            new ForgeRelease
            {
                Id = "",
                Tag = umbrella,
                Name = umbrella,
                Body = Cut(prepared.Document.Summary),
                IsPrerelease = _forge.Capabilities.Prereleases && prepared.Plan.Published.All(r => _ecosystems[r.Id.Ecosystem].Versions.IsPrerelease(r.To)),
            },
            .. own,
        ];
    }

    private async Task<Dictionary<string, ForgeRelease>> FindAsync(ForgeRelease[] wanted, CancellationToken cancellationToken)
    {
        var tags = wanted.Select(r => r.Tag).ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, ForgeRelease>(StringComparer.Ordinal);
        var looked = 0;
        await foreach (var release in _forge.ListReleasesAsync(cancellationToken))
        {
            if (tags.Contains(release.Tag) && (!found.TryGetValue(release.Tag, out var other) || other.IsDraft))
            {
                found[release.Tag] = release;
            }

            if (found.Count == tags.Count || ++looked == Most)
            {
                break;
            }
        }

        return found;
    }

    private string Cut(string notes)
    {
        const string More = "\n\n*Cut short: the changelog has all of it.*";
        return notes.Length <= _forge.Capabilities.LongestNotes ? notes : notes[..(_forge.Capabilities.LongestNotes - More.Length)].TrimEnd() + More;
    }
}
