using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>The list of an artifact's versions, <c>maven-metadata.xml</c>.</summary>
/// <param name="Versions">As listed.</param>
internal sealed record VersionList(ImmutableArray<string> Versions)
{
    /// <summary>Reads a list.</summary>
    /// <exception cref="ReleaseException"><c>RK-REGISTRY-ANSWER</c>.</exception>
    public static VersionList Parse(Uri address, byte[] content)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var versioning = XDocument.Load(reader).Root?.Element("versioning");
            return new VersionList([.. versioning?.Element("versions")?.Elements("version").Select(v => v.Value.Trim()) ?? []]);
        }
        catch (XmlException e)
        {
            throw new ReleaseException(
                RegistryCodes.Answer.Create($"{address} is no list of versions as Maven repositories have it: {e.Message} Check that the address is that of such a repository."), e);
        }
    }

    /// <summary>The document that also lists a version.</summary>
    /// <param name="coordinate">The version that is there now.</param>
    /// <param name="now">When.</param>
    public byte[] With(MavenCoordinate coordinate, DateTimeOffset now)
    {
        var versions = Versions.Contains(coordinate.Version) ? Versions : Versions.Add(coordinate.Version);
        var newest = Highest(versions);
        var document = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<metadata>\n")
            .Append(CultureInfo.InvariantCulture, $"  <groupId>{coordinate.Group}</groupId>\n  <artifactId>{coordinate.Artifact}</artifactId>\n  <versioning>\n")
            .Append(CultureInfo.InvariantCulture, $"    <latest>{newest}</latest>\n    <release>{newest}</release>\n    <versions>\n");
        foreach (var version in versions)
        {
            document.Append(CultureInfo.InvariantCulture, $"      <version>{new XText(version)}</version>\n");
        }

        return Encoding.UTF8.GetBytes(
            document.Append(CultureInfo.InvariantCulture, $"    </versions>\n    <lastUpdated>{now.UtcDateTime:yyyyMMddHHmmss}</lastUpdated>\n  </versioning>\n</metadata>\n").ToString());
    }

    /// <summary>The highest stable version, where there is one; lists are for resolvers, and an older line must not move them back.</summary>
    private static string Highest(ImmutableArray<string> versions)
    {
        var parsed = versions.Select(v => MavenVersion.TryParse(v, out var version) ? version : null).OfType<MavenVersion>().Where(v => !v.Qualifier.EndsWith("SNAPSHOT", StringComparison.OrdinalIgnoreCase)).ToArray();
        return (parsed.Where(v => !v.IsPrerelease).DefaultIfEmpty().Max() ?? parsed.Max())?.ToString() ?? versions[^1];
    }
}
