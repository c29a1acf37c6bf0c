using System.Text.Json;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Clients;

/// <summary>One line of a crate's file in an index.</summary>
/// <param name="Version">The version.</param>
/// <param name="Sha256">Digest of its file, lower-case hexadecimal.</param>
/// <param name="IsYanked">Whether resolvers pass over it.</param>
internal sealed record IndexedVersion(string Version, string Sha256, bool IsYanked)
{
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="KeyNotFoundException">A member is missing.</exception>
    /// <exception cref="InvalidOperationException">A member has another type.</exception>
    public static IndexedVersion Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var root = document.RootElement;
        return new IndexedVersion(
            root.GetProperty("vers").GetString() ?? throw new InvalidOperationException("'vers' is null."),
            root.GetProperty("cksum").GetString()?.ToLowerInvariant() ?? throw new InvalidOperationException("'cksum' is null."),
            root.TryGetProperty("yanked", out var yanked) && yanked.ValueKind == JsonValueKind.True);
    }
}
