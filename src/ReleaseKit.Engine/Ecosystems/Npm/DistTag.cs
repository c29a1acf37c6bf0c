using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>
/// Chooses the dist-tag of an upload so that <c>latest</c>, which users get who ask for nothing, never goes back and never
/// becomes a prerelease.
/// </summary>
internal static class DistTag
{
    private const string Latest = "latest";
    private const string Next = "next";

    /// <summary>
    /// The tag that the manifest asks for, unless that is <c>latest</c>; the first identifier of a prerelease, <c>next</c>
    /// where that is a number or no tag; <c>release-1.x</c> for a version below the registry's latest; <c>latest</c> otherwise.
    /// </summary>
    /// <param name="version">The version to upload.</param>
    /// <param name="asked"><c>publishConfig.tag</c> of the manifest; null for none.</param>
    /// <param name="latest">The version the registry has under <c>latest</c>; null for none.</param>
    public static string Choose(string version, string? asked, string? latest)
    {
        if (asked is not (null or "" or Latest))
        {
            return asked;
        }

        var parsed = SemanticVersion.Parse(version);
        if (parsed.IsPrerelease)
        {
            var identifier = parsed.Prerelease.Split('.')[0];
            return identifier == Latest || SemanticRange.TryParse(identifier, out _) || identifier.StartsWith('-') ? Next : identifier;
        }

        return SemanticVersion.TryParse(latest, out var current) && parsed < current ? $"release-{parsed.Major}.x" : Latest;
    }
}
