using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>What a pom in a repository says of the files beside it, which no list names.</summary>
/// <param name="Packaging">Its packaging.</param>
internal sealed record ServedPom(string Packaging)
{
    private static readonly HashSet<string> Archives = new(["war", "ear", "rar", "aar", "zip", "hpi", "jpi", "nar", "so", "exe", "swc", "apk", "car", "kar", "mar", "feature"], StringComparer.Ordinal);

    /// <summary>The endings of files that such a package usually has.</summary>
    public IEnumerable<string> UsualEndings => Packaging == "pom" ? [".pom"]
        : Archives.Contains(Packaging) ? [".pom", $".{Packaging}", "-sources.jar", "-javadoc.jar"]
        : [".pom", ".jar", "-sources.jar", "-javadoc.jar"];

    /// <summary>Reads a pom.</summary>
    /// <exception cref="ReleaseException"><c>RK-REGISTRY-ANSWER</c>.</exception>
    public static ServedPom Parse(Uri address, byte[] content)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var root = XDocument.Load(reader).Root!;
            var packaging = root.Elements().FirstOrDefault(e => e.Name.LocalName == "packaging")?.Value.Trim();
            return root.Name.LocalName == "project" ? new ServedPom(packaging is { Length: > 0 } ? packaging : "jar") : throw new XmlException("its root is no 'project'.");
        }
        catch (XmlException e)
        {
            throw new ReleaseException(
                RegistryCodes.Answer.Create($"{address} is no pom: {e.Message} Check that the address is that of a Maven repository."), e);
        }
    }

    /// <summary>The names of the files that a version may have: the usual ones, and those that were built here.</summary>
    public ImmutableArray<string> Candidates(MavenCoordinate coordinate, string artifactsDirectory)
    {
        var built = Directory.Exists(artifactsDirectory) ? Directory.EnumerateFiles(artifactsDirectory).Select(f => Path.GetFileName(f)) : [];
        return
        [
            .. built.Where(name => name.StartsWith(coordinate.Stem, StringComparison.Ordinal) && name.Length > coordinate.Stem.Length && name[coordinate.Stem.Length] is '.' or '-')
                .Concat(UsualEndings.Select(ending => coordinate.Stem + ending)).Distinct().Order(StringComparer.Ordinal),
        ];
    }
}
