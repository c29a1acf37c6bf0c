using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Maven.Clients;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Clients;

/// <summary>
/// The modules among the files of a package: its own and, where a project has several publications, such as those of Kotlin's
/// targets or the marker of a plugin, the others. Each has a pom that tells its coordinates.
/// </summary>
internal sealed class PackedModules
{
    private PackedModules(ImmutableArray<(MavenCoordinate Coordinate, ImmutableArray<string> Files)> modules) => All = modules;

    /// <summary>The modules with the names of their files, the package's own last.</summary>
    public ImmutableArray<(MavenCoordinate Coordinate, ImmutableArray<string> Files)> All { get; }

    /// <summary>Reads the poms in a package's folder of artifacts; of a package without artifacts its own module alone.</summary>
    public static PackedModules Of(PackageContext package)
    {
        var own = MavenCoordinate.Of(package);
        var names = Directory.Exists(package.ArtifactsDirectory) ? Directory.EnumerateFiles(package.ArtifactsDirectory).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal).ToArray() : [];
        MavenCoordinate[] coordinates =
        [
            own,
            .. names.Where(n => n.EndsWith(".pom", StringComparison.Ordinal) && n != own.PomName)
                .Select(n => Read(Path.Combine(package.ArtifactsDirectory, n))).OfType<MavenCoordinate>(),
        ];
        var files = names.ToLookup(n => coordinates.Where(c => n.StartsWith(c.Stem, StringComparison.Ordinal)).MaxBy(c => c.Stem.Length) ?? own);
        return new PackedModules([.. coordinates.Skip(1).Append(own).Select(c => (c, files[c].ToImmutableArray()))]);
    }

    /// <summary>The package as which a module is uploaded and looked for.</summary>
    public static PackageContext As(PackageContext package, MavenCoordinate coordinate) =>
        package with { Id = new PackageId(package.Id.Ecosystem, $"{coordinate.Group}:{coordinate.Artifact}"), Version = coordinate.Version };

    private static MavenCoordinate? Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var root = XDocument.Load(reader).Root!;
            string? Text(string name) => root.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value.Trim();
            return (Text("groupId"), Text("artifactId"), Text("version")) is ({ } group, { } artifact, { } version) && Coordinates(group, artifact, version) ? new MavenCoordinate(group, artifact, version) : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static bool Coordinates(string group, string artifact, string version) =>
        Projects.Coordinates.IsValid(group) && Projects.Coordinates.IsValid(artifact) && Core.Versions.MavenVersion.TryParse(version, out _);
}
