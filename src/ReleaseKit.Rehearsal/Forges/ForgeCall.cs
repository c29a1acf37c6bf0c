using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Forges;

/// <summary>A request to a forge with its body read.</summary>
internal sealed class ForgeCall(IncomingRequest request, byte[] content)
{
    public string Method => request.Method;

    public string BaseUrl => request.BaseUrl;

    public byte[] Content => content;

    /// <summary>The body as an object; 400 when it is none.</summary>
    public JsonObject Body => field ??= JsonNode.Parse(content.Length == 0 ? "{}"u8 : content) as JsonObject ?? throw new RefusedException(400, "Problems parsing JSON");

    public string? Header(string name) => request.Headers[name].ToString() is { Length: > 0 } value ? value : null;

    public string? Query(string name) => request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>Every value of a parameter.</summary>
    public string[] QueryAll(string name) => request.Query.TryGetValue(name, out var values) ? [.. values.OfType<string>()] : [];

    public int? Number(string name) => int.TryParse(Query(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A text of the body; null when it is not there.</summary>
    public string? Text(string name) => Body[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    /// <summary>A truth of the body; null when it is not there.</summary>
    public bool? Flag(string name) => Body[name]?.GetValueKind() switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };

    /// <summary>The multipart form's file, if the body is one.</summary>
    public byte[]? FormFile(string field) => MultipartBody.File(Header("Content-Type"), content, field);

    /// <summary>The multipart form's file name, if the body is one.</summary>
    public string? FormFileName(string field) => MultipartBody.FileName(Header("Content-Type"), content, field);

    /// <summary>The address asked, with one parameter changed.</summary>
    public string Address(string name, int value)
    {
        var query = request.Query.Where(q => q.Key != name).SelectMany(q => q.Value.Select(v => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(v ?? "")}"));
        return $"{request.BaseUrl}{request.RawPath}?{string.Join('&', query.Append($"{name}={value}"))}";
    }
}
