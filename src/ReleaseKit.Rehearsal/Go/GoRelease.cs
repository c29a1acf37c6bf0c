namespace ReleaseKit.Rehearsal.Go;

/// <summary>One version of a module.</summary>
/// <param name="Version">In canonical form, with its <c>v</c>.</param>
/// <param name="Sha256">Digest of the archive.</param>
/// <param name="Published">When it was accepted.</param>
/// <param name="VisibleFrom">When the lists show it.</param>
internal sealed record GoRelease(string Version, string Sha256, DateTimeOffset Published, DateTimeOffset VisibleFrom);
