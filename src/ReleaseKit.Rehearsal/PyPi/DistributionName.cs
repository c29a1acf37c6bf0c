using ReleaseKit.Core.Versions;

namespace ReleaseKit.Rehearsal.PyPi;

/// <summary>What the name of a distribution file says.</summary>
/// <param name="Kind">As in upload forms: <c>bdist_wheel</c> or <c>sdist</c>.</param>
/// <param name="Project">The normalised name.</param>
/// <param name="Version">The version, in whatever spelling it was given.</param>
internal sealed record DistributionName(string Kind, string Project, Pep440Version Version)
{
    public const string Wheel = "bdist_wheel";
    public const string Source = "sdist";

    /// <summary>Reads <c>name-version(-build)-python-abi-platform.whl</c>, <c>name-version.tar.gz</c> and <c>name-version.zip</c>; null for others.</summary>
    public static DistributionName? Parse(string file)
    {
        if (Stem(file, ".whl") is { } wheel)
        {
            return wheel.Split('-') is { Length: 5 or 6 } parts ? Of(Wheel, parts[0], parts[1]) : null;
        }

        // Old build tools leave hyphens in the name; a version has none.
        var stem = Stem(file, ".tar.gz") ?? Stem(file, ".zip");
        var cut = stem?.LastIndexOf('-') ?? -1;
        return cut > 0 ? Of(Source, stem![..cut], stem[(cut + 1)..]) : null;
    }

    private static DistributionName? Of(string kind, string name, string version) =>
        PythonName.IsValid(name) && Pep440Version.TryParse(version, out var parsed)
            ? new DistributionName(kind, PythonName.Normalize(name), parsed)
            : null;

    private static string? Stem(string file, string extension) =>
        file.EndsWith(extension, StringComparison.Ordinal) ? file[..^extension.Length] : null;
}
