namespace ReleaseKit.Rehearsal.NuGet;

/// <summary>One version of a package.</summary>
/// <param name="Title">The id as its manifest spells it.</param>
/// <param name="Version">In normal form and lower case.</param>
/// <param name="Listed">Whether search finds it; an unlisted version can still be restored.</param>
/// <param name="HasSymbols">Whether its symbols were uploaded.</param>
/// <param name="Facts">What its manifest says.</param>
/// <param name="Published">When it was accepted.</param>
/// <param name="VisibleFrom">When the index shows it.</param>
internal sealed record NuGetRelease(
    string Title, string Version, bool Listed, bool HasSymbols, NuGetFacts Facts, DateTimeOffset Published, DateTimeOffset VisibleFrom)
{
    public string PackageFile() => FileName(Title, Version, "nupkg");

    public string ManifestFile() => FileName(Title, Version, "nuspec");

    public static string FileName(string id, string version, string extension) => $"{NuGetId.Normalize(id)}.{version}.{extension}";
}
