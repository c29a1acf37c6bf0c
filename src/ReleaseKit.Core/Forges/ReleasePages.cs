using ReleaseKit.Core.Changelogs;
using ReleaseKit.Core.PullRequests;

namespace ReleaseKit.Core.Forges;

/// <summary>Writes the releases of a forge: one for each tag, within what the forge takes, and with nothing in it that acts.</summary>
public sealed class ReleasePages
{
    private readonly ForgeCapabilities _forge;
    private readonly RepositoryLinks _links;

    /// <summary>A writer.</summary>
    /// <param name="forge">What the forge can do.</param>
    /// <param name="links">Pages of the repository, for what has no room.</param>
    public ReleasePages(ForgeCapabilities forge, RepositoryLinks links) => (_forge, _links) = (forge, links);

    /// <summary>The release of a tag, public.</summary>
    /// <param name="tag">The tag, without <c>refs/tags/</c>.</param>
    /// <param name="packages">Everything that it names; at least one.</param>
    public ForgeRelease Of(string tag, IReadOnlyList<AnnouncedPackage> packages)
    {
        ArgumentNullException.ThrowIfNull(packages);
        return packages is [var only]
            ? Page(tag, $"{only.Id.Name} {only.Version}", only.Notes, only.Changelog, only.IsPrerelease)
            : Page(tag, tag, string.Join("\n\n", packages.Select(p => $"## {MarkdownText.Inline($"{p.Id.Name} {p.Version}")}\n\n{p.Notes}".TrimEnd())), null, packages.Any(p => p.IsPrerelease));
    }

    /// <summary>The release of the tag that names a whole release.</summary>
    /// <param name="tag">The tag, without <c>refs/tags/</c>.</param>
    /// <param name="summary">What is told of all of it, Markdown.</param>
    /// <param name="isPrerelease">Whether nothing in it is stable.</param>
    public ForgeRelease OfAll(string tag, string summary, bool isPrerelease) => Page(tag, tag, summary, null, isPrerelease);

    private ForgeRelease Page(string tag, string name, string notes, string? changelog, bool isPrerelease) => new()
    {
        Id = "",
        Tag = tag,
        Name = name,
        Body = AnnouncedText.Fit(notes, _forge.LongestNotes, changelog ?? _links.At(tag)),
        IsPrerelease = _forge.Prereleases && isPrerelease,
    };
}
