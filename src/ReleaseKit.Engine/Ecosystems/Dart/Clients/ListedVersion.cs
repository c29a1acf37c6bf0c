using System.Text.Json;

namespace ReleaseKit.Engine.Ecosystems.Dart.Clients;

/// <summary>One version in a listing.</summary>
/// <param name="Version">As listed.</param>
/// <param name="Archive">Where its archive is.</param>
/// <param name="Sha256">Of the archive, in lower-case hexadecimal; null where the repository does not tell.</param>
/// <param name="IsRetracted">Whether resolvers pass over it.</param>
internal sealed record ListedVersion(string Version, Uri Archive, string? Sha256, bool IsRetracted)
{
    /// <exception cref="KeyNotFoundException">Something is missing.</exception>
    /// <exception cref="InvalidOperationException">Something has another type.</exception>
    /// <exception cref="FormatException">The archive's address may not be used: neither https, nor plain http on this machine.</exception>
    public static ListedVersion Parse(Uri listing, JsonElement version)
    {
        var text = version.GetProperty("archive_url").GetString();
        return Uri.TryCreate(listing, text, out var archive) && (archive.Scheme == Uri.UriSchemeHttps || (archive.Scheme == Uri.UriSchemeHttp && archive.IsLoopback))
            ? new ListedVersion(
                version.GetProperty("version").GetString() ?? throw new InvalidOperationException("'version' is null."),
                archive,
                version.TryGetProperty("archive_sha256", out var sha256) ? sha256.GetString()?.ToLowerInvariant() : null,
                version.TryGetProperty("retracted", out var retracted) && retracted.ValueKind == JsonValueKind.True)
            : throw new FormatException($"'archive_url' is '{text}', which is no https address.");
    }
}
