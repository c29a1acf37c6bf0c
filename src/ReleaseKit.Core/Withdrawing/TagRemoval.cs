using System.Collections.Immutable;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Withdrawing;

/// <summary>What becomes of a tag whose versions are taken back.</summary>
/// <param name="Tag">The tag, without <c>refs/tags/</c>.</param>
/// <param name="IsRemoved">Whether it is deleted.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record TagRemoval(string Tag, bool IsRemoved, string Reason)
{
    /// <summary>
    /// Decides for each tag. The tag of a version that a registry still knows stays: without it the next plan would choose the
    /// number again, which the registry never takes twice.
    /// </summary>
    /// <param name="withdrawals">Every version of the tags.</param>
    /// <param name="isPrivate">Whether a package is never uploaded, so that a tag alone was its release.</param>
    /// <param name="evenTaken">Whether tags of numbers that are taken are deleted all the same.</param>
    public static ImmutableArray<TagRemoval> Decide(IEnumerable<Withdrawal> withdrawals, Func<PackageId, bool> isPrivate, bool evenTaken) =>
    [
        .. withdrawals.GroupBy(w => w.Tag, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(tag =>
            tag.All(w => w.State == WithdrawalState.Absent)
                ? new TagRemoval(tag.Key, true, tag.All(w => isPrivate(w.Package)) ? "nothing was uploaded for it" : "no registry has a trace of it")
                : evenTaken
                    ? new TagRemoval(tag.Key, true, "ReleaseDeleteTags=true; the number stays taken, so release a higher one")
                    : new TagRemoval(tag.Key, false, "the number stays taken, and the next plan must know")),
    ];

    /// <summary>One line for people.</summary>
    public string Describe() => $"{(IsRemoved ? "delete" : "keep")} the tag {Text.DisplayText.Line(Tag)}: {Reason}";
}
