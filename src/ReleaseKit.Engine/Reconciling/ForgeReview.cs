using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Reconciling;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Forges;
using ReleaseKit.Engine.Promoting;
using ReleaseKit.Engine.Releasing;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Reconciling;

/// <summary>
/// Compares the releases of a forge with the versions that matter, and makes those that are missing. A repository that comes from
/// another tool is not told of its past: a release is missed only of what we have released, and of packages that have others.
/// </summary>
public sealed class ForgeReview
{
    private const string TagPrefix = "refs/tags/";
    private readonly IForge _forge;
    private readonly IRepository _git;
    private readonly DiscoveredWorkspace _workspace;
    private readonly EcosystemCatalog _ecosystems;
    private readonly LocalAnnouncement _announcement;
    private SeenReleases? _seen;
    private ImmutableArray<VersionFacts> _facts = [];

    /// <summary>A review.</summary>
    /// <param name="forge">The forge.</param>
    /// <param name="git">The repository.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="ecosystems">The adapters.</param>
    /// <param name="announcement">Makes releases.</param>
    public ForgeReview(IForge forge, IRepository git, DiscoveredWorkspace workspace, EcosystemCatalog ecosystems, LocalAnnouncement announcement)
    {
        _forge = forge;
        _git = git;
        _workspace = workspace;
        _ecosystems = ecosystems;
        _announcement = announcement;
    }

    /// <summary>What is found. Changes nothing.</summary>
    /// <param name="facts">The versions that matter.</param>
    /// <param name="records">The releases that are known.</param>
    /// <param name="remote">The remote.</param>
    /// <param name="say">Tells people what was not looked at.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="ReleaseException"><c>RK-FORGE-…</c>, <c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    public async Task<ImmutableArray<Disagreement>> AskAsync(
        ImmutableArray<VersionFacts> facts, ImmutableArray<ReleaseRecord> records, string remote, Action<string> say, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(say);
        var there = (await _git.Refs().ListAsync(remote, TagPrefix, cancellationToken)).Keys.Select(r => r[TagPrefix.Length..]).ToHashSet(StringComparer.Ordinal);
        (_seen, _facts) = (await SeenReleases.LookAsync(_forge, null, cancellationToken), facts);
        var announced = new WorkspaceTags(_workspace, _ecosystems, _seen.All.Select(r => r.Tag));
        var found = new List<ForgeFacts>();
        var unseen = 0;
        foreach (var tag in facts.Where(f => f.TagThere is not null).GroupBy(f => f.Tag, StringComparer.Ordinal))
        {
            var release = _seen.Find(tag.Key);
            unseen += release is null && _seen.IsCutShort ? 1 : 0;
            found.Add(new ForgeFacts(tag.Key, tag.First().Version, release)
            {
                IsTagged = true,
                IsLive = tag.All(f => f is { Registry: RegistryAnswer.Live, IsUnderWay: false, NotLive: "" }),
                IsExpected = release is null && !_seen.IsCutShort && await IsExpectedAsync(tag, records, announced, cancellationToken),
            });
        }

        if (unseen > 0)
        {
            say($"Only the newest {SeenReleases.Most} releases of {_forge.Repository.Kind} were looked at; whether {unseen} tag{(unseen == 1 ? " has" : "s have")} one is not known.");
        }

        var selected = facts.Select(f => f.Package).ToHashSet();
        found.AddRange(_seen.All.Where(r => !there.Contains(r.Tag)).SelectMany(r => announced.Find(r.Tag).Where(v => selected.Contains(v.Package.Id)).Take(1).Select(v => new ForgeFacts(r.Tag, v.Version, r))));
        return ForgeComparison.Compare(_forge.Repository, found);
    }

    /// <summary>Mends what <see cref="AskAsync"/> found.</summary>
    /// <returns>What became of it: fixed, or left with the reason.</returns>
    public async Task<ReconciledDisagreement> MendAsync(Disagreement found, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(found);
        var tag = found.Subject[TagPrefix.Length..];
        try
        {
            var versions = _facts.Where(f => f.Tag == tag).Select(f => new TaggedVersion(_workspace.Workspace.Find(f.Package)!, f.Version, tag));
            var made = await _announcement.PutAsync([.. versions], _seen!.Find(tag), cancellationToken);
            return new ReconciledDisagreement(found, "fixed", $"{(found.Kind == DisagreementKind.ForgeReleaseDraft ? "Published the draft" : "Made the release")}{(made?.Url is { } url ? $": {url}" : ".")}");
        }
        catch (ReleaseException e)
        {
            return new ReconciledDisagreement(found, "left", e.Diagnostics[0].Message);
        }
    }

    private async Task<bool> IsExpectedAsync(IEnumerable<VersionFacts> tag, ImmutableArray<ReleaseRecord> records, WorkspaceTags announced, CancellationToken cancellationToken)
    {
        foreach (var version in tag)
        {
            if (records.Any(r => r.Plan?.Find(version.Package) is { IsPublished: true } release && release.To == version.Version) || !announced.Of(version.Package).IsEmpty)
            {
                return true;
            }
        }

        return tag.First() is { TagHere: not null } here && _git.ReleaseBranches is { } branches && await branches.TagTrailerAsync(here.Tag, ReleaseMessage.PlanTrailer, cancellationToken) is not null;
    }
}
