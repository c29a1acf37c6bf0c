using System.Text.Json.Nodes;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Reconciling;

/// <summary><c>reconcile.json</c> and the table for people: what was found and what became of it.</summary>
public static class ReconcileDocument
{
    /// <summary>The schema that is written.</summary>
    public const string Schema = "releasekit/reconcile/1";

    /// <summary>The canonical text of the document.</summary>
    public static string Write(IEnumerable<ReconciledDisagreement> results) => CanonicalJson.Write(new JsonObject
    {
        ["schema"] = Schema,
        ["disagreements"] = new JsonArray([.. results.Select(Write)]),
    });

    /// <summary>The table, with a line below for each row that says what is wrong and what mends it.</summary>
    public static string Render(IReadOnlyCollection<ReconciledDisagreement> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        var table = TextTable.Render(
            ["", "what", "of", "version"],
            results.Select(r => (IReadOnlyList<string>)[r.Status, r.Disagreement.KindName, DisplayText.Line(r.Disagreement.Subject), DisplayText.Line(r.Disagreement.Version)]));
        var details = results.Select(r =>
            $"{DisplayText.Line(r.Disagreement.Subject)} {DisplayText.Line(r.Disagreement.Version)}".Trim() +
            $": {DisplayText.Line(r.Disagreement.Message)} {(r.Note.Length > 0 ? DisplayText.Line(r.Note) : DisplayText.Line(r.Disagreement.Repair))}");
        return string.Join('\n', [table, "", .. details]);
    }

    private static JsonObject Write(ReconciledDisagreement result) => new()
    {
        ["kind"] = result.Disagreement.KindName,
        ["subject"] = result.Disagreement.Subject,
        ["version"] = result.Disagreement.Version,
        ["status"] = result.Status,
        ["message"] = result.Disagreement.Message,
        ["repair"] = result.Disagreement.Repair,
        ["note"] = result.Note,
        ["sources"] = new JsonObject(result.Disagreement.Sources.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value))),
    };
}
