using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Planning;

namespace ReleaseKit.Core.Documents;

/// <summary>
/// <c>plan.json</c>: what a release will do. Its JSON Schema is <c>docs/reference/plan.schema.json</c>. Its <c>hash</c> is the
/// SHA-256, in lower-case hexadecimal, of the canonical document without that field. Reading what was written gives an
/// equal plan.
/// </summary>
public static class PlanDocument
{
    /// <summary>The schema that is written and read.</summary>
    public const string Schema = "releasekit/plan/1";

    /// <summary>A hash that is not known yet; it takes as much room.</summary>
    private static readonly string Unknown = new('0', 2 * SHA256.HashSizeInBytes);

    /// <summary>The canonical text of the document.</summary>
    public static string Write(ReleasePlan plan)
    {
        using var document = new MemoryStream();
        Write(plan, document);
        return Encoding.UTF8.GetString(document.GetBuffer(), 0, (int)document.Length);
    }

    /// <summary>Writes the canonical text of the document, in UTF-8, to a stream that can seek.</summary>
    public static void Write(ReleasePlan plan, Stream document)
    {
        ArgumentNullException.ThrowIfNull(document);
        long place = 0;
        var hash = Complete(plan, document, () => place = document.Position);
        var end = document.Position;
        document.Position = place;
        document.Write(Encoding.UTF8.GetBytes(hash));
        document.Position = end;
    }

    /// <summary>The plan's hash; ledgers and journals name the plan by it.</summary>
    public static string Hash(ReleasePlan plan) => Complete(plan, Stream.Null, () => { });

    /// <summary>Reads a document and verifies its hash. How it is indented does not matter; what it says does.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="file">Its path, for messages.</param>
    /// <exception cref="ReleaseException"><c>RK-DOCUMENT-INVALID</c>, <c>RK-DOCUMENT-SCHEMA</c>, <c>RK-PLAN-ALTERED</c>.</exception>
    public static ReleasePlan Read(string json, string file)
    {
        var root = JsonField.Parse(file, json, Schema);
        var declared = root.Required("hash").Text();
        var content = JsonObject.Create(root.Element)!;
        content.Remove("hash");
        return HashOf(content) == declared ? PlanFields.Plan(root) : throw new ReleaseException(DocumentCodes.PlanAltered.At(
            new SourceLocation(file), $"{file} was altered after it was computed: its hash does not match. Run -t:Plan to compute it again."));
    }

    /// <summary>Written once, however long: the text that is hashed is the document without one line.</summary>
    private static string Complete(ReleasePlan plan, Stream document, Action atHash)
    {
        ArgumentNullException.ThrowIfNull(plan);
        using var hashed = new HashedStream(document);
        using (var writer = new PlanWriter(hashed))
        {
            writer.Write(plan, () =>
            {
                hashed.WriteUncounted(",\n  \"hash\": \""u8);
                atHash();
                hashed.WriteUncounted(Encoding.UTF8.GetBytes(Unknown + '"'));
            });
        }

        hashed.Write("\n"u8);
        return hashed.Sum();
    }

    private static string HashOf(JsonObject content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalJson.Write(content))));
}
