using System.Globalization;
using System.Text;
using System.Xml.Linq;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Rehearsal.Maven;

/// <summary>The list of an artifact's versions, as repositories write it themselves.</summary>
internal static class MavenMetadata
{
    /// <summary>The document; null when there is no version to list.</summary>
    public static byte[]? Of(MavenModule module)
    {
        var versions = module.Files.Where(f => f.Name.EndsWith(".pom", StringComparison.Ordinal)).Select(f => f.Version).Distinct().Order(Comparer<string>.Create(Compare)).ToArray();
        if (versions.Length == 0 || module.Name.Split(':') is not [var group, var artifact])
        {
            return null;
        }

        var releases = Array.FindAll(versions, v => !v.EndsWith(MavenPath.SnapshotSuffix, StringComparison.Ordinal));
        var updated = module.Files.Max(f => f.Published).UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var document = new XElement(
            "metadata",
            new XElement("groupId", group),
            new XElement("artifactId", artifact),
            new XElement(
                "versioning",
                new XElement("latest", versions[^1]),
                releases.Length > 0 ? new XElement("release", releases[^1]) : null,
                new XElement("versions", versions.Select(v => new XElement("version", v))),
                new XElement("lastUpdated", updated)));
        return Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{document}\n");
    }

    private static int Compare(string left, string right) =>
        MavenVersion.TryParse(left, out var first) && MavenVersion.TryParse(right, out var second) && first.CompareTo(second) is var order and not 0 ? order : string.CompareOrdinal(left, right);
}
