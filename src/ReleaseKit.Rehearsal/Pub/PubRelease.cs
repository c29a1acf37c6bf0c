namespace ReleaseKit.Rehearsal.Pub;

/// <summary>One version of a package.</summary>
/// <param name="Version">As its pubspec says it.</param>
/// <param name="Pubspec">The pubspec as JSON.</param>
/// <param name="Sha256">Of the archive, in lower-case hexadecimal.</param>
/// <param name="Published">When it was accepted.</param>
/// <param name="VisibleFrom">When the listing shows it.</param>
internal sealed record PubRelease(string Version, string Pubspec, string Sha256, DateTimeOffset Published, DateTimeOffset VisibleFrom)
{
    public static string FileName(string name, string version) => $"{name}-{version}.tar.gz";
}
