using System.Collections.Immutable;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.NuGet;

/// <summary>The manifest inside a package.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Id">As spelt in the manifest.</param>
/// <param name="Version">As spelt in the manifest.</param>
/// <param name="Facts">What registration and search tell.</param>
internal sealed record Nuspec(byte[] Content, string Id, string Version, NuGetFacts Facts)
{
    private const int Largest = 4 * 1024 * 1024;

    /// <summary>Reads the manifest of a <c>.nupkg</c> or <c>.snupkg</c>; refuses with 400 an archive that is broken or has not exactly one.</summary>
    public static Nuspec Read(byte[] package)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read);
            var manifests = zip.Entries.Where(e => !e.FullName.Contains('/', StringComparison.Ordinal) && e.FullName.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase)).ToList();
            if (manifests is not [{ Length: <= Largest } manifest])
            {
                throw new RefusedException(400, $"The package has {manifests.Count} manifests in its top folder, or one too large; it needs one.");
            }

            var content = new byte[manifest.Length];
            using (var stream = manifest.Open())
            {
                stream.ReadExactly(content);
            }

            return Parse(content);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or XmlException)
        {
            throw new RefusedException(400, $"The package cannot be read: {broken.Message}");
        }
    }

    private static Nuspec Parse(byte[] content)
    {
        using var reader = XmlReader.Create(new MemoryStream(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var metadata = Child(XDocument.Load(reader).Root, "metadata") ?? throw new RefusedException(400, "The package's manifest has no metadata.");
        var (id, version) = (Text(metadata, "id"), Text(metadata, "version"));
        if (!NuGetId.IsValid(id))
        {
            throw new RefusedException(400, $"'{id}' is not a package id.");
        }

        if (NuGetVersion.Parse(version) is null)
        {
            throw new RefusedException(400, $"'{version}' is not a NuGet version.");
        }

        var facts = new NuGetFacts(Text(metadata, "description"), Text(metadata, "authors"), Text(metadata, "tags"), Types(metadata), Groups(metadata));
        return new Nuspec(content, id, version, facts);
    }

    private static ImmutableArray<string> Types(XElement metadata) =>
        [.. Children(Child(metadata, "packageTypes"), "packageType").Select(type => (string?)type.Attribute("name") ?? "").DefaultIfEmpty("Dependency")];

    private static ImmutableArray<NuGetDependencyGroup> Groups(XElement metadata)
    {
        var dependencies = Child(metadata, "dependencies");
        var groups = Children(dependencies, "group").Select(group => new NuGetDependencyGroup((string?)group.Attribute("targetFramework"), Dependencies(group)));
        var loose = Dependencies(dependencies);
        return loose.IsEmpty ? [.. groups] : [new NuGetDependencyGroup(null, loose), .. groups];
    }

    private static ImmutableArray<NuGetDependency> Dependencies(XElement? parent) =>
        [.. Children(parent, "dependency").Select(d => new NuGetDependency((string?)d.Attribute("id") ?? "", (string?)d.Attribute("version") ?? ""))];

    // The namespace changes with the schema's year; the names do not.
    private static XElement? Child(XElement? parent, string name) => Children(parent, name).FirstOrDefault();

    private static IEnumerable<XElement> Children(XElement? parent, string name) => parent?.Elements().Where(e => e.Name.LocalName == name) ?? [];

    private static string Text(XElement parent, string name) => Child(parent, name)?.Value.Trim() ?? "";
}
