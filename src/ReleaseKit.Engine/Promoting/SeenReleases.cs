using ReleaseKit.Core.Forges;
using ReleaseKit.Engine.Forges;

namespace ReleaseKit.Engine.Promoting;

/// <summary>The newest releases of a forge by tag. Where several name one tag, as drafts can, the public one counts, and the oldest of drafts.</summary>
public sealed class SeenReleases
{
    /// <summary>Releases are looked through so far: those that matter are new.</summary>
    public const int Most = 2000;

    /// <summary>How far behind the oldest that matters one may lie that another run made at the same moment.</summary>
    private const int Near = 20;

    private readonly List<ForgeRelease> _twice = [];
    private readonly Dictionary<string, ForgeRelease> _byTag = new(StringComparer.Ordinal);

    private SeenReleases()
    {
    }

    /// <summary>All of them.</summary>
    public IEnumerable<ForgeRelease> All => _byTag.Values;

    /// <summary>Drafts that say the same as the one that counts: another run made them at the same moment, which some forges allow.</summary>
    public IReadOnlyList<ForgeRelease> Twice => _twice;

    /// <summary>Whether there may be older ones that were not looked at.</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>Looks.</summary>
    /// <param name="forge">The forge.</param>
    /// <param name="tags">The tags that matter; looking ends when all are found. Null for every release.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-FORGE-…</c>.</exception>
    public static async Task<SeenReleases> LookAsync(IForge forge, IReadOnlySet<string>? tags, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(forge);
        var seen = new SeenReleases();
        var (looked, end) = (0, int.MaxValue);
        await foreach (var release in forge.ListReleasesAsync(cancellationToken))
        {
            if (tags is null || tags.Contains(release.Tag))
            {
                seen.Add(release);
            }

            end = seen._byTag.Count == tags?.Count ? Math.Min(end, looked + Near) : end;
            if (looked == end)
            {
                break;
            }

            if (++looked == Most)
            {
                seen.IsCutShort = true;
                break;
            }
        }

        return seen;
    }

    /// <summary>The release of a tag; null when none was seen.</summary>
    public ForgeRelease? Find(string tag) => _byTag.GetValueOrDefault(tag);

    private void Add(ForgeRelease older)
    {
        var newer = Find(older.Tag);
        var (counts, other) = newer is { IsDraft: false } ? (newer, older) : (older, newer);
        _byTag[older.Tag] = counts;
        if (other is { IsDraft: true } && other.Name == counts.Name && other.Body == counts.Body)
        {
            _twice.Add(other);
        }
    }

    /// <summary>What to ask of a forge so that a release is public: what somebody wrote into a draft stays.</summary>
    public static ForgeRelease Public(ForgeRelease wanted, ForgeRelease? there)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return there is null ? wanted : there with { IsDraft = false };
    }
}
