using System.Collections.Immutable;
using System.Globalization;
using ReleaseKit.Core.Reconciling;

namespace ReleaseKit.Engine.Reconciling;

/// <summary>Judges releases whose ledger is open, or whose copy is still on the remote, by what the registries say.</summary>
public static class OpenReleases
{
    /// <summary>Whether something that a release publishes is not known to be live.</summary>
    public static bool IsMissing(ReleaseRecord record, IReadOnlyCollection<VersionFacts> facts)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Plan is null || record.Plan.Published.Any(r => facts.All(f => f.Package != r.Id || f.Version != r.To || f.Registry != RegistryAnswer.Live));
    }

    /// <summary>What to say of them.</summary>
    public static ImmutableArray<Disagreement> Judge(ImmutableArray<ReleaseRecord> records, IReadOnlyCollection<VersionFacts> facts) =>
        [.. records.Select(r => Judge(r, facts)).OfType<Disagreement>()];

    private static Disagreement? Judge(ReleaseRecord record, IReadOnlyCollection<VersionFacts> facts)
    {
        if (record.Ledger.IsClosed)
        {
            return record.There is null ? null : About(
                record, DisagreementKind.LeftoverRef, "Its release is over, and the remote still keeps its ledger.", $"git push REMOTE --delete {record.Ref}", canBeFixed: true);
        }

        if (record.Ledger.Entries.IsEmpty)
        {
            return About(record, DisagreementKind.ReleaseInterrupted, "Its ledger cannot be read.", "Look at it by hand; another version of ReleaseKit.Sdk may have made it.", canBeFixed: false);
        }

        var begun = record.Ledger.Begun.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        if (!IsMissing(record, facts))
        {
            return About(record, DisagreementKind.UnclosedLedger, $"All of the release that was begun {begun} UTC is live, and its ledger is not closed.", "Close it: there is nothing to continue.", canBeFixed: true);
        }

        var live = record.Plan is null ? 0 : record.Plan.Published.Count(r => facts.Any(f => f.Package == r.Id && f.Version == r.To && f.Registry == RegistryAnswer.Live));
        return About(
            record, DisagreementKind.ReleaseInterrupted,
            record.Plan is null ? $"The plan of the release that was begun {begun} UTC cannot be read." : $"{live} of {record.Plan.Published.Count()} packages of the release that was begun {begun} UTC are live.",
            "Run -t:Release: it goes on where that stopped.", canBeFixed: false);
    }

    private static Disagreement About(ReleaseRecord record, DisagreementKind kind, string message, string repair, bool canBeFixed) =>
        new(kind, record.Ref, "", message, repair, canBeFixed);
}
