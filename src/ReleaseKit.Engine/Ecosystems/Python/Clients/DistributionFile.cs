using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Python.Projects;

namespace ReleaseKit.Engine.Ecosystems.Python.Clients;

/// <summary>What the names of wheels and source distributions say. Older back ends do not normalise them, so names are read, never guessed.</summary>
internal static class DistributionFile
{
    public static bool IsWheel(string fileName) => fileName.EndsWith(".whl", StringComparison.Ordinal);

    public static bool IsSource(string fileName) => SourceExtension(fileName) is not null;

    /// <summary>The version that a file of a project is of; null when the name is not that of a distribution of the project.</summary>
    /// <param name="fileName">A file name.</param>
    /// <param name="project">The project's normalised name.</param>
    public static Pep440Version? VersionOf(string fileName, string project)
    {
        if (IsWheel(fileName))
        {
            // name-version(-build)?-python-abi-platform.whl, with '-' inside a part written '_'.
            var parts = fileName[..^4].Split('-');
            return parts.Length is 5 or 6 && DistributionName.Normalize(parts[0]) == project ? Parse(parts[1]) : null;
        }

        if (SourceExtension(fileName) is not { } extension)
        {
            return null;
        }

        var stem = fileName[..^extension.Length];
        for (var dash = stem.IndexOf('-'); dash > 0; dash = stem.IndexOf('-', dash + 1))
        {
            if (DistributionName.Normalize(stem[..dash]) == project && Parse(stem[(dash + 1)..]) is { } version)
            {
                return version;
            }
        }

        return null;
    }

    private static string? SourceExtension(string fileName) =>
        Array.Find([".tar.gz", ".zip"], e => fileName.EndsWith(e, StringComparison.Ordinal));

    private static Pep440Version? Parse(string text) => Pep440Version.TryParse(text, out var version) ? version : null;
}
