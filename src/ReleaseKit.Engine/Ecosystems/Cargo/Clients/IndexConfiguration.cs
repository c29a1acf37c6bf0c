using System.Text.Json;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Clients;

/// <summary>A registry's <c>config.json</c>.</summary>
/// <param name="Download">The template of files' addresses.</param>
/// <param name="RequiresToken">Whether everything is answered with a token only.</param>
internal sealed record IndexConfiguration(string Download, bool RequiresToken)
{
    /// <summary>Where the registry's web API is, without a trailing slash; null when it has none.</summary>
    public string? Api { get; init; }

    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="KeyNotFoundException"><c>dl</c> is missing.</exception>
    /// <exception cref="InvalidOperationException">Something has another type.</exception>
    public static IndexConfiguration Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return new IndexConfiguration(
            document.RootElement.GetProperty("dl").GetString() ?? throw new InvalidOperationException("'dl' is null."),
            document.RootElement.TryGetProperty("auth-required", out var required) && required.GetBoolean())
        {
            Api = document.RootElement.TryGetProperty("api", out var api) ? api.GetString()?.TrimEnd('/') : null,
        };
    }

    /// <summary>Where the file of a version is.</summary>
    /// <exception cref="FormatException">The template gives no address that may be used: https, or plain http on this machine.</exception>
    public Uri FileOf(string name, IndexedVersion version)
    {
        var path = SparseIndex.PathOf(name);
        var prefix = path[..path.LastIndexOf('/')];
        var text = Download
            .Replace("{crate}", name, StringComparison.Ordinal)
            .Replace("{version}", version.Version, StringComparison.Ordinal)
            .Replace("{prefix}", prefix, StringComparison.Ordinal)
            .Replace("{lowerprefix}", prefix, StringComparison.Ordinal)
            .Replace("{sha256-checksum}", version.Sha256, StringComparison.Ordinal);
        text = text == Download ? $"{Download.TrimEnd('/')}/{name}/{Uri.EscapeDataString(version.Version)}/download" : text;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw new FormatException($"'dl' leads to '{text}', which is no https address.");
    }
}
