using ReleaseKit.Core.Secrets;

namespace ReleaseKit.Engine.Credentials;

/// <summary>A credential that a registry gave for a while. It is kept in memory alone.</summary>
/// <param name="Secret">The credential.</param>
/// <param name="Expires">When it ends.</param>
public sealed record TrustedToken(Secret Secret, DateTimeOffset Expires)
{
    /// <summary>How long before its end a credential is not used any more: an upload takes time.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromMinutes(2);

    /// <summary>Whether it lasts for an upload that begins now.</summary>
    public bool IsFresh(DateTimeOffset now) => now + Reserve < Expires;
}
