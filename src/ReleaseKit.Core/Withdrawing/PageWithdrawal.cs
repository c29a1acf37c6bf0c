using ReleaseKit.Core.Forges;
using ReleaseKit.Core.PullRequests;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Withdrawing;

/// <summary>What becomes of the forge's release of a tag whose versions are taken back.</summary>
/// <param name="Release">The release as it is.</param>
/// <param name="IsDeleted">Whether it is deleted, because its tag is; otherwise it says that it is withdrawn.</param>
public sealed record PageWithdrawal(ForgeRelease Release, bool IsDeleted)
{
    private const string Mark = "> **Withdrawn.** ";

    /// <summary>Decides for a release: without a tag it would be one of nothing, and beside a tag it tells whoever looks for the version. Null when nothing is left to do.</summary>
    /// <param name="release">The release.</param>
    /// <param name="isTagGone">Whether its tag is deleted, or is gone already.</param>
    public static PageWithdrawal? Decide(ForgeRelease release, bool isTagGone)
    {
        ArgumentNullException.ThrowIfNull(release);
        return isTagGone || !release.Body.StartsWith(Mark, StringComparison.Ordinal) ? new PageWithdrawal(release, isTagGone) : null;
    }

    /// <summary>The release that says why it is withdrawn, above what it said before, and that is not the latest stable one any more.</summary>
    /// <param name="reason">What users are told: one line.</param>
    /// <param name="forge">What the forge can do.</param>
    public ForgeRelease Marked(string reason, ForgeCapabilities forge)
    {
        ArgumentNullException.ThrowIfNull(forge);
        var mark = $"{Mark}{AnnouncedText.Defuse(DisplayText.Line(reason))}";
        var rest = AnnouncedText.Cut(Release.Body, Math.Max(0, forge.LongestNotes - mark.Length - 2));
        return Release with
        {
            Name = $"{Release.Name} (withdrawn)",
            Body = rest.Length == 0 ? mark : $"{mark}\n\n{rest}",
            IsPrerelease = forge.Prereleases || Release.IsPrerelease,
        };
    }

    /// <summary>One line for people.</summary>
    public string Describe() => $"{(IsDeleted ? "delete the forge's release" : "mark the forge's release as withdrawn:")} {DisplayText.Line(Release.Name)}{(IsDeleted ? ": its tag goes" : "")}";
}
