using ReleaseKit.Core.Forges;
using ReleaseKit.Engine.Forges;

namespace ReleaseKit.Engine.Promoting;

/// <summary>The newest releases of a forge by tag. Where several name one tag, as drafts can, the public one counts.</summary>
public sealed class SeenReleases
{
    /// <summary>Releases are looked through so far: those that matter are new.</summary>
    public const int Most = 2000;

    private readonly Dictionary<string, ForgeRelease> _byTag = new(StringComparer.Ordinal);

    private SeenReleases()
    {
    }

    /// <summary>All of them.</summary>
    public IEnumerable<ForgeRelease> All => _byTag.Values;

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
        var looked = 0;
        await foreach (var release in forge.ListReleasesAsync(cancellationToken))
        {
            if ((tags is null || tags.Contains(release.Tag)) && seen.Find(release.Tag) is not { IsDraft: false })
            {
                seen._byTag[release.Tag] = release;
            }

            if (seen._byTag.Count == tags?.Count)
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

    /// <summary>What to ask of a forge so that a release is public: what somebody wrote into a draft stays.</summary>
    public static ForgeRelease Public(ForgeRelease wanted, ForgeRelease? there)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return there is null ? wanted : there with { IsDraft = false };
    }
}
