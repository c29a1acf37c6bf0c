using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Core.Ledgers;

/// <summary>Who releases at this moment.</summary>
public sealed record LeaseRecord
{
    /// <summary>The schema that is written and read.</summary>
    public const string Schema = "releasekit/lease/1";

    /// <summary>The run, by a name that no other run has.</summary>
    public required string Runner { get; init; }

    /// <summary>The person or account.</summary>
    public required string Who { get; init; }

    /// <summary>The machine, by the name people know.</summary>
    public required string Host { get; init; }

    /// <summary>The machine since it started, and the space of its process ids: within one, <see cref="ProcessId"/> names one process.</summary>
    public required string Machine { get; init; }

    /// <summary>The process.</summary>
    public required int ProcessId { get; init; }

    /// <summary>When the process started, in the machine's own terms, because ids are used again.</summary>
    public required string Started { get; init; }

    /// <summary>The page of the CI job; null outside CI.</summary>
    public string? Job { get; init; }

    /// <summary>Since when, by the holder's clock; for people, never compared.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Counts up while the holder lives.</summary>
    public int Beat { get; init; }

    /// <summary>As a document.</summary>
    public string Write() => CanonicalJson.Write(new JsonObject
    {
        ["schema"] = Schema,
        ["runner"] = Runner,
        ["who"] = Who,
        ["host"] = Host,
        ["machine"] = Machine,
        ["pid"] = ProcessId,
        ["started"] = Started,
        ["job"] = Job,
        ["since"] = Since.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        ["beat"] = Beat,
    });

    /// <summary>The way back of <see cref="Write"/>; null for what this version does not understand, which is somebody's all the same.</summary>
    public static LeaseRecord? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return root.GetProperty("schema").GetString() != Schema ? null : new LeaseRecord
            {
                Runner = root.GetProperty("runner").GetString()!,
                Who = root.GetProperty("who").GetString()!,
                Host = root.GetProperty("host").GetString()!,
                Machine = root.GetProperty("machine").GetString()!,
                ProcessId = root.GetProperty("pid").GetInt32(),
                Started = root.GetProperty("started").GetString()!,
                Job = root.GetProperty("job").GetString(),
                Since = DateTimeOffset.Parse(root.GetProperty("since").GetString()!, CultureInfo.InvariantCulture),
                Beat = root.GetProperty("beat").GetInt32(),
            };
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>In words, on one line: who, where, since when, and the page to watch.</summary>
    public string Describe() => DisplayText.Line(
        $"{Who} on {Host} (process {ProcessId}) since {Since.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC{(Job is null ? "" : $", {Job}")}");
}
