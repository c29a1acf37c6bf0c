using System.Security.Cryptography;
using System.Text;

namespace ReleaseKit.Rehearsal.Serving;

/// <summary>What uploads and changes must present. Only a digest of the token is kept, so it cannot be printed.</summary>
public sealed class RequiredToken
{
    /// <summary>Anything will do, also nothing.</summary>
    public static readonly RequiredToken None = new(null);

    private readonly byte[]? _digest;

    private RequiredToken(byte[]? digest) => _digest = digest;

    /// <summary>Exactly this token will do.</summary>
    public static RequiredToken Of(string token) => new(Digest(token));

    /// <summary>Whether a request that presented this token, or none, may upload.</summary>
    public bool Admits(string? presented) =>
        _digest is null || (presented is not null && CryptographicOperations.FixedTimeEquals(_digest, Digest(presented)));

    private static byte[] Digest(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
