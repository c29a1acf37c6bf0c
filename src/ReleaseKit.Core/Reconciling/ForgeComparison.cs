using System.Collections.Immutable;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Reconciling;

/// <summary>Compares the releases of a forge with tags and registries. Pure.</summary>
public static class ForgeComparison
{
    /// <summary>Everything in which they disagree, by kind and tag.</summary>
    /// <param name="forge">The repository.</param>
    /// <param name="facts">What the forge says.</param>
    public static ImmutableArray<Disagreement> Compare(ForgeRepository forge, IEnumerable<ForgeFacts> facts)
    {
        ArgumentNullException.ThrowIfNull(forge);
        ArgumentNullException.ThrowIfNull(facts);
        return [.. facts.Select(f => Compare(forge.Kind, f)).OfType<Disagreement>().DistinctBy(d => (d.Kind, d.Subject)).OrderBy(d => d.Kind).ThenBy(d => d.Subject, StringComparer.Ordinal)];
    }

    private static Disagreement? Compare(ForgeKind forge, ForgeFacts facts) => (facts.IsTagged, facts.Release) switch
    {
        (true, null) when facts is { IsLive: true, IsExpected: true } => About(
            facts, DisagreementKind.ForgeReleaseMissing, $"All that it names is live, and {forge} has no release of it.", "Make the release on the forge's pages.", canBeFixed: true),
        (true, { IsDraft: true } draft) when facts.IsLive => About(
            facts, DisagreementKind.ForgeReleaseDraft, $"All that it names is live, and its release on {forge} is a draft{Page(draft)}.", "Publish the draft on the forge's pages.", canBeFixed: true),
        (false, { IsDraft: false } release) => About(
            facts, DisagreementKind.ForgeReleaseWithoutTag, $"{forge} has a release of it{Page(release)}, and the remote has no such tag.",
            "Push the tag if that version was released; delete the release on the forge's pages if not.", canBeFixed: false),
        _ => null,
    };

    private static Disagreement About(ForgeFacts facts, DisagreementKind kind, string message, string repair, bool canBeFixed) =>
        new(kind, "refs/tags/" + facts.Tag, facts.Version, message, repair, canBeFixed)
        {
            Sources = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal)
                .Add("forge", facts.Release is null ? "none" : facts.Release.IsDraft ? "draft" : "public").Add("remote", facts.IsTagged ? "tagged" : "none"),
        };

    private static string Page(ForgeRelease release) => release.Url is null ? "" : $" ({DisplayText.Line(release.Url)})";
}
