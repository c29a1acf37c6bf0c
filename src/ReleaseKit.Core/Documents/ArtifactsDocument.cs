using System.Text.Json.Nodes;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Ledgers;

namespace ReleaseKit.Core.Documents;

/// <summary><c>artifacts.json</c>: the digests of packed artifacts. Reading what was written gives an equal record.</summary>
public static class ArtifactsDocument
{
    /// <summary>The schema that is written and read.</summary>
    public const string Schema = "releasekit/artifacts/1";

    /// <summary>The canonical text of the document.</summary>
    public static string Write(PackedRelease packed)
    {
        ArgumentNullException.ThrowIfNull(packed);
        return CanonicalJson.Write(new JsonObject
        {
            ["schema"] = Schema,
            ["plan"] = packed.Plan,
            ["commit"] = packed.Commit,
            ["files"] = new JsonArray([.. packed.Files.OrderBy(f => f.Path).Select(FileNode)]),
        });
    }

    /// <summary>Reads a document.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="file">Its path, for messages.</param>
    /// <exception cref="ReleaseException"><c>RK-DOCUMENT-INVALID</c>, <c>RK-DOCUMENT-SCHEMA</c>.</exception>
    public static PackedRelease Read(string json, string file)
    {
        var root = JsonField.Parse(file, json, Schema);
        var commit = root.Required("commit").Text();
        return LedgerText.IsObjectName(commit)
            ? new PackedRelease(root.Required("plan").Text(), commit, root.Required("files").List(ReadFile))
            : throw new ReleaseException(DocumentCodes.Invalid.At(
                new SourceLocation(file), $"{file}: $.commit is no full name of a commit. Write the document again instead of editing it."));
    }

    private static JsonObject FileNode(PackedFile file) => new()
    {
        ["package"] = file.Package.ToString(),
        ["version"] = file.Version,
        ["path"] = file.Path.Value,
        ["sha256"] = file.Sha256,
        ["sha512"] = file.Sha512,
    };

    private static PackedFile ReadFile(JsonField field) => new(
        field.Required("package").Id(), field.Required("version").Text(), field.Required("path").Path(), field.Required("sha256").Text(), field.Required("sha512").Text());
}
