namespace ReleaseKit.Rehearsal.Cargo;

/// <summary>One version of a crate.</summary>
/// <param name="Version">As it was uploaded.</param>
/// <param name="IndexLine">The index's JSON object, but for <c>yanked</c>.</param>
/// <param name="IsYanked">Whether resolvers pass over it.</param>
/// <param name="Published">When it was accepted.</param>
/// <param name="VisibleFrom">When the index shows it.</param>
internal sealed record CargoRelease(string Version, string IndexLine, bool IsYanked, DateTimeOffset Published, DateTimeOffset VisibleFrom)
{
    public static string FileName(string name, string version) => $"{name.ToLowerInvariant()}-{version}.crate";
}
