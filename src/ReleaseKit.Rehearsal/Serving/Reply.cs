using System.Collections.ObjectModel;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ReleaseKit.Rehearsal.Serving;

/// <summary>An answer as a value, so that faults can alter it before it is sent.</summary>
internal sealed record Reply(int Status)
{
    /// <summary>JSON that is never put into a page: a digest's '+' stays a '+'.</summary>
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string? ContentType { get; init; }

    /// <summary>The body, unless <see cref="FilePath"/> is it.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>A stored file that is the body.</summary>
    public string? FilePath { get; init; }

    /// <summary>The reason phrase, for clients that read it; null for the usual one.</summary>
    public string? Reason { get; init; }

    public string? Location { get; init; }

    public int? RetryAfterSeconds { get; init; }

    public string? Challenge { get; init; }

    /// <summary>Further headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Whether the request put a new file into the registry.</summary>
    public bool Stored { get; init; }

    /// <summary>How many bytes of the body to send before the connection is cut; null for all.</summary>
    public long? CutAfter { get; init; }

    public static Reply Json(JsonNode body, int status = 200, string contentType = "application/json") =>
        new(status) { ContentType = contentType, Body = Encoding.UTF8.GetBytes(body.ToJsonString(Plain)) };

    public static Reply Text(int status, string text, string contentType = "text/plain; charset=utf-8") =>
        new(status) { ContentType = contentType, Body = Encoding.UTF8.GetBytes(text) };

    public static Reply File(string path, string contentType = "application/octet-stream") =>
        new(200) { ContentType = contentType, FilePath = path };

    public static Reply Redirect(string location, int status = StatusCodes.Status302Found) => new(status) { Location = location };
}
