using System.Security.Cryptography;

namespace ReleaseKit.Rehearsal.Serving;

/// <summary>What the log says of an upload.</summary>
internal sealed record UploadSubject(string? Version, string? File, string? Sha256, long Size)
{
    public static readonly UploadSubject Unknown = new(null, null, null, 0);

    public static UploadSubject Of(string? version, string? file, ReadOnlySpan<byte> content) =>
        new(version, file, Convert.ToHexStringLower(SHA256.HashData(content)), content.Length);
}
