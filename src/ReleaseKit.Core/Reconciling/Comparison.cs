using System.Collections.Immutable;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Reconciling;

/// <summary>Compares what the sources say. Pure: the same facts give the same findings, in the same order.</summary>
public static class Comparison
{
    private const string None = "none";

    /// <summary>Everything in which the sources disagree about these versions; a tag that several packages share is told of once.</summary>
    public static ImmutableArray<Disagreement> Compare(IEnumerable<VersionFacts> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return
        [
            .. facts.SelectMany(Compare)
                .DistinctBy(d => (d.Kind, d.Subject, d.Version))
                .OrderBy(d => d.Kind).ThenBy(d => d.Subject, StringComparer.Ordinal).ThenBy(d => d.Version, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<Disagreement> Compare(VersionFacts facts) =>
        new[] { Unknown(facts), Package(facts), Bytes(facts), Tag(facts) }.OfType<Disagreement>().Select(d => d with { Sources = Sources(facts) });

    private static Disagreement? Unknown(VersionFacts facts) => facts.Registry != RegistryAnswer.Unknown ? null : About(
        facts, DisagreementKind.RegistryUnknown, $"Its registry cannot be asked: {facts.RegistryProblem}", "Run again when it can.", canBeFixed: false);

    private static Disagreement? Package(VersionFacts facts)
    {
        var isTagged = facts.TagHere is not null || facts.TagThere is not null;
        return (facts.Registry, isTagged) switch
        {
            _ when facts.IsUnderWay => null,
            (RegistryAnswer.Live, false) => WithoutTag(facts),
            (RegistryAnswer.Absent, true) => About(
                facts, DisagreementKind.TagWithoutPackage, $"The tag {Line(facts.Tag)} names it, and its registry does not have it.",
                "Publish it from the commit of the tag; or, if it shall not be released, delete the tag with -t:Rollback.", canBeFixed: true),
            _ => null,
        };
    }

    private static Disagreement WithoutTag(VersionFacts facts)
    {
        const string What = "It is live, and no tag names it, so the next plan does not know that it is released.";
        var tag = $"git tag -a {Line(facts.Tag)} -m \"{Line(facts.Package.Name)} {Line(facts.Version)}\"";
        return (facts.Commit, facts.NotLive) switch
        {
            (_, { Length: > 0 } missing) => About(
                facts, DisagreementKind.PackageWithoutTag, What, $"The tag {Line(facts.Tag)} also speaks for {missing}, which {(missing.Contains(',', StringComparison.Ordinal) ? "are" : "is")} not live: release again.", canBeFixed: false),
            (null, _) => About(
                facts, DisagreementKind.PackageWithoutTag, What, $"Which commit it is cannot be told from the ledgers or the history. Find it, then: {tag} COMMIT{Push(facts)}.", canBeFixed: false),
            var (commit, _) => About(
                facts, DisagreementKind.PackageWithoutTag, What, $"{tag} {Short(commit)}{Push(facts)}.", canBeFixed: true),
        };
    }

    private static Disagreement? Bytes(VersionFacts facts) => facts.OtherBytes.Length == 0 ? null : About(
        facts, DisagreementKind.OtherBytes, facts.OtherBytes, "Find out who uploaded it; then take it back with -t:Rollback and release a higher version.", canBeFixed: false);

    private static Disagreement? Tag(VersionFacts facts) => (facts.TagHere, facts.TagThere) switch
    {
        _ when facts.Remote is null || facts.IsUnderWay => null,
        ({ } here, { } there) when here != there => OfTag(
            facts, DisagreementKind.TagDiffers, $"It is {Short(here)} here and {Short(there)} on {Line(facts.Remote)}.",
            "Find out which of the two was released, and delete the other by hand: a tag is never moved from here.", canBeFixed: false),
        ({ }, null) => OfTag(facts, DisagreementKind.TagOnlyHere, $"{Line(facts.Remote)} does not have it.", $"git push {Line(facts.Remote)} refs/tags/{Line(facts.Tag)}", canBeFixed: true),
        (null, { }) => OfTag(facts, DisagreementKind.TagOnlyThere, $"It is on {Line(facts.Remote)} and not here.", $"git fetch {Line(facts.Remote)} refs/tags/{Line(facts.Tag)}:refs/tags/{Line(facts.Tag)}", canBeFixed: true),
        _ => null,
    };

    private static ImmutableSortedDictionary<string, string> Sources(VersionFacts facts)
    {
        var sources = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        sources["registry"] = facts.Registry.ToString().ToLowerInvariant();
        sources["tag"] = facts.TagHere ?? None;
        sources["remote"] = facts.Remote is null ? "not asked" : facts.TagThere ?? None;
        sources["ledger"] = facts.Ledger;
        return sources.ToImmutable();
    }

    private static string Push(VersionFacts facts) => facts.Remote is null ? "" : $" && git push {Line(facts.Remote)} refs/tags/{Line(facts.Tag)}";

    private static Disagreement About(VersionFacts facts, DisagreementKind kind, string message, string repair, bool canBeFixed) =>
        new(kind, facts.Package.ToString(), facts.Version, message, repair, canBeFixed);

    private static Disagreement OfTag(VersionFacts facts, DisagreementKind kind, string message, string repair, bool canBeFixed) =>
        new(kind, "refs/tags/" + facts.Tag, facts.Version, message, repair, canBeFixed);

    private static string Line(string text) => DisplayText.Line(text);

    private static string Short(string name) => name[..Math.Min(10, name.Length)];
}
