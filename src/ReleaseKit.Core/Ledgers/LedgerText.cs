using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Ledgers;

/// <summary>A ledger as text: one line of JSON for each entry, the first of which names the schema.</summary>
public static class LedgerText
{
    /// <summary>The schema that is written and read.</summary>
    public const string Schema = "releasekit/ledger/1";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>One line, with its line feed.</summary>
    public static string Write(LedgerEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            if (entry.Sequence == 1)
            {
                writer.WriteString("schema", Schema);
            }

            writer.WriteNumber("seq", entry.Sequence);
            writer.WriteString("at", entry.At.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            writer.WriteString("runner", entry.Runner);
            writer.WriteString("kind", Name(entry.Kind));
            writer.WriteString("phase", Name(entry.Phase));
            if (entry.Package is { } package)
            {
                writer.WriteString("package", package.ToString());
                writer.WriteString("version", entry.Version);
            }

            WriteDigests(writer, entry.Digests);
            WriteDetail(writer, entry.Detail);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    /// <summary>The entries of a ledger. A last line that was not written to its end is passed over: its effect had not begun.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="file">Where it is, for messages.</param>
    /// <exception cref="ReleaseException"><c>RK-LEDGER-DAMAGED</c>, <c>RK-DOCUMENT-SCHEMA</c>.</exception>
    public static ImmutableArray<LedgerEntry> Read(string text, string file)
    {
        var lines = Lines(text);
        var entries = ImmutableArray.CreateBuilder<LedgerEntry>(lines.Length);
        for (var i = 0; i < lines.Length; i++)
        {
            if (ReadLine(lines[i], i == 0, file) is { } entry && entry.Sequence == i + 1)
            {
                entries.Add(entry);
            }
            else if (i < lines.Length - 1)
            {
                throw new ReleaseException(LedgerCodes.Damaged.At(
                    new SourceLocation(file, i + 1, 1),
                    $"{file}: line {i + 1} of the ledger cannot be read. Compare the registries and the tags with its other lines; then delete it, and the release is planned again."));
            }
        }

        return entries.ToImmutable();
    }

    /// <summary>The lines that were written to their end, without line feeds.</summary>
    public static ImmutableArray<string> Lines(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var end = text.LastIndexOf('\n');
        return end < 0 ? [] : [.. text[..end].Split('\n')];
    }

    /// <summary>The number of the entry that a line holds; null when it holds none.</summary>
    public static int? SequenceOf(string line) => ReadLine(line, first: false, "")?.Sequence;

    /// <summary>
    /// One ledger of two that were once the same: what both have, then what only the second has, then what only the first has.
    /// Nothing is lost, and nothing is counted twice.
    /// </summary>
    /// <param name="local">Entries here.</param>
    /// <param name="remote">Entries there.</param>
    public static ImmutableArray<LedgerEntry> Merge(ImmutableArray<LedgerEntry> local, ImmutableArray<LedgerEntry> remote)
    {
        var common = 0;
        while (common < local.Length && common < remote.Length && Write(local[common]) == Write(remote[common]))
        {
            common++;
        }

        return [.. remote.Concat(local.Skip(common)).Select((entry, i) => entry with { Sequence = i + 1 })];
    }

    private static LedgerEntry? ReadLine(string line, bool first, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(line, Strict);
            var root = document.RootElement;
            if (first)
            {
                RequireSchema(root, file);
            }

            return Entry(root);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static void RequireSchema(JsonElement root, string file)
    {
        var declared = root.TryGetProperty("schema", out var schema) ? schema.GetString() : null;
        if (declared != Schema)
        {
            throw new ReleaseException(DocumentCodes.Schema.At(
                new SourceLocation(file, 1, 1),
                $"{file} has the schema '{declared ?? "none"}'; this version reads '{Schema}'. Finish that release with the version of ReleaseKit.Sdk that began it."));
        }
    }

    /// <summary>
    /// Ledgers also come from remotes, where others can write them: what will be given to git as the name of a commit must be one,
    /// and nothing that git reads otherwise.
    /// </summary>
    private static string Detail(JsonProperty property)
    {
        var text = property.Value.GetString()!;
        return property.Name != "commit" || IsObjectName(text) ? text : throw new FormatException($"'{text}' is no object name.");
    }

    /// <summary>Whether a text is the full name of an object of git.</summary>
    public static bool IsObjectName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);
    }

    private static LedgerEntry Entry(JsonElement root)
    {
        var package = root.TryGetProperty("package", out var id) ? PackageId.Parse(id.GetString()!) : (PackageId?)null;
        return new LedgerEntry
        {
            Sequence = root.GetProperty("seq").GetInt32(),
            At = DateTimeOffset.Parse(root.GetProperty("at").GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            Runner = root.GetProperty("runner").GetString()!,
            Kind = Value<LedgerKind>(root.GetProperty("kind").GetString()!),
            Phase = Value<LedgerPhase>(root.GetProperty("phase").GetString()!),
            Package = package,
            Version = package is null ? null : root.GetProperty("version").GetString(),
            Digests = root.TryGetProperty("digests", out var digests) ? [.. digests.EnumerateArray().Select(Digest)] : [],
            Detail = root.TryGetProperty("detail", out var detail)
                ? detail.EnumerateObject().ToImmutableSortedDictionary(p => p.Name, Detail, StringComparer.Ordinal)
                : ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
        };
    }

    private static LedgerDigest Digest(JsonElement value) => new(
        value.GetProperty("file").GetString()!, value.GetProperty("sha256").GetString()!, value.GetProperty("sha512").GetString()!,
        value.TryGetProperty("content", out var content) ? content.GetString() : null);

    private static void WriteDigests(Utf8JsonWriter writer, ImmutableArray<LedgerDigest> digests)
    {
        if (digests.IsEmpty)
        {
            return;
        }

        writer.WriteStartArray("digests");
        foreach (var digest in digests)
        {
            writer.WriteStartObject();
            writer.WriteString("file", digest.FileName);
            writer.WriteString("sha256", digest.Sha256);
            writer.WriteString("sha512", digest.Sha512);
            if (digest.Content is not null)
            {
                writer.WriteString("content", digest.Content);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteDetail(Utf8JsonWriter writer, ImmutableSortedDictionary<string, string> detail)
    {
        if (detail.IsEmpty)
        {
            return;
        }

        writer.WriteStartObject("detail");
        foreach (var (name, value) in detail)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
    }

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static T Value<T>(string name)
        where T : struct, Enum => Enum.GetValues<T>().Where(v => Name(v) == name).Select(v => (T?)v).FirstOrDefault() ?? throw new FormatException(name);
}
