using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Manifests;

/// <summary>
/// Finds the place of a package's version in one file, by the file alone: the discovery takes a version only where this finds
/// it, and the editor edits there.
/// </summary>
internal static class VersionPlaces
{
    /// <summary>The place where the file gives the package that version; null when it does not, or does so in several places that nothing tells apart.</summary>
    public static TextSpan? Find(SourceText source, string package, string version)
    {
        var artifact = Letters(package[(package.LastIndexOf(':') + 1)..]);
        var name = RelativePath.Parse(source.Path).FileName;
        var places =
            name.EndsWith(".properties", StringComparison.Ordinal) ? OfProperties(source, artifact)
            : name.EndsWith(".toml", StringComparison.Ordinal) ? OfCatalog(source, artifact)
            : name.EndsWith(".gradle", StringComparison.Ordinal) || name.EndsWith(".kts", StringComparison.Ordinal) ? ScriptVersions.Of(ScriptFile.Parse(source), artifact)
            : OfText(source);
        foreach (var rank in places.Where(p => p.Value == version).GroupBy(p => p.Rank).OrderBy(g => g.Key))
        {
            return rank.Count() == 1 ? rank.First().Span : null;
        }

        return null;
    }

    /// <summary>A name without what tools write between its words.</summary>
    internal static string Letters(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    private static IEnumerable<VersionPlace> OfProperties(SourceText source, string artifact) =>
        PropertiesFile.Parse(source).Values.Select(pair => new VersionPlace(pair.Value.Value, pair.Value.Span, RankOf(pair.Key, artifact)));

    private static IEnumerable<VersionPlace> OfCatalog(SourceText source, string artifact)
    {
        foreach (var (key, version) in VersionCatalog.Parse(source).Versions())
        {
            var at = source.Text.AsSpan(version.Span.Start, version.Span.Length).IndexOf(version.Value);
            if (at >= 0)
            {
                yield return new VersionPlace(version.Value, new TextSpan(version.Span.Start + at, version.Value.Length), RankOf(key, artifact));
            }
        }
    }

    private static IEnumerable<VersionPlace> OfText(SourceText source)
    {
        var content = source.Text.AsSpan(source.ContentStart);
        var value = content.Trim().ToString();
        return [new VersionPlace(value, new TextSpan(source.ContentStart + content.Length - content.TrimStart().Length, value.Length), 0)];
    }

    /// <summary>A key that names the artifact comes first, then the keys that Gradle and its plugins know, then others that speak of a version.</summary>
    internal static int RankOf(string key, string artifact)
    {
        var letters = Letters(key);
        return letters == artifact + "version" || letters == artifact ? 0
            : letters is "version" or "versionname" or "projectversion" ? 1
            : letters.EndsWith("version", StringComparison.Ordinal) ? 2
            : 3;
    }
}

/// <summary>A text that may be a version.</summary>
/// <param name="Value">The text.</param>
/// <param name="Span">Its place.</param>
/// <param name="Rank">The lower, the more it is the package's own.</param>
internal sealed record VersionPlace(string Value, TextSpan Span, int Rank);
