namespace ReleaseKit.Core.Ledgers;

/// <summary>What a built file was, so that another machine recognises it.</summary>
/// <param name="FileName">The name alone.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Sha512">Lower-case hexadecimal.</param>
/// <param name="Content">Digest of what the registry leaves alone, where it rewrites uploads in a documented way; null elsewhere.</param>
public sealed record LedgerDigest(string FileName, string Sha256, string Sha512, string? Content = null);
