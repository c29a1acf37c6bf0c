using System.Collections.Immutable;
using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Clients;

/// <summary>What a package file says of itself.</summary>
/// <param name="Id">The package id.</param>
/// <param name="Version">The version as written.</param>
/// <param name="Types">The declared package types; empty for an ordinary dependency.</param>
/// <param name="Dependencies">Dependencies of all target frameworks.</param>
/// <param name="Frameworks">The target frameworks of the <c>lib</c> and <c>ref</c> folders.</param>
internal sealed record NuGetPackageFile(
    string Id, string Version, ImmutableArray<string> Types, ImmutableArray<NuGetDependency> Dependencies, ImmutableArray<string> Frameworks)
{
    private const long LargestManifest = 4 * 1024 * 1024;

    /// <summary>Reads a <c>.nupkg</c> or <c>.snupkg</c>.</summary>
    /// <exception cref="InvalidDataException">It is no package.</exception>
    public static NuGetPackageFile Read(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        var manifest = zip.Entries.FirstOrDefault(entry => entry.FullName == entry.Name && entry.Name.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase))
            ?? throw new InvalidDataException("it holds no .nuspec");
        if (manifest.Length > LargestManifest)
        {
            throw new InvalidDataException("its .nuspec is too large");
        }

        using var stream = manifest.Open();
        return ReadManifest(stream) with { Frameworks = [.. zip.Entries.Select(entry => FrameworkOf(entry.FullName)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)] };
    }

    /// <summary>Reads a manifest alone.</summary>
    /// <exception cref="InvalidDataException">It is no manifest.</exception>
    public static NuGetPackageFile ReadManifest(Stream manifest)
    {
        try
        {
            using var reader = XmlReader.Create(manifest, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var metadata = Child(XDocument.Load(reader).Root, "metadata") ?? throw new InvalidDataException("its .nuspec has no metadata");
            var groups = Child(metadata, "dependencies");
            return new NuGetPackageFile(
                Text(metadata, "id"),
                Text(metadata, "version"),
                [.. Children(Child(metadata, "packageTypes"), "packageType").Select(type => (string?)type.Attribute("name") ?? "")],
                [.. Children(groups, "group").Append(groups).SelectMany(group => Children(group, "dependency")).Select(NuGetDependency.Read)],
                []);
        }
        catch (XmlException e)
        {
            throw new InvalidDataException($"its .nuspec is broken: {e.Message}", e);
        }
    }

    /// <summary>Whether the package declares a type.</summary>
    public bool Is(string type) => Types.Contains(type, StringComparer.OrdinalIgnoreCase);

    private static string? FrameworkOf(string entry) =>
        entry.Split('/') is [var folder, var framework, _, ..] && folder is "lib" or "ref" ? framework : null;

    // The namespace changes with the schema's year; the names do not.
    private static XElement? Child(XElement? parent, string name) => Children(parent, name).FirstOrDefault();

    private static IEnumerable<XElement> Children(XElement? parent, string name) =>
        parent?.Elements().Where(element => element.Name.LocalName == name) ?? [];

    private static string Text(XElement parent, string name) => Child(parent, name)?.Value.Trim() ?? "";
}

/// <summary>One dependency of a package.</summary>
/// <param name="Id">The package depended upon.</param>
/// <param name="Range">The range as written; empty when there is none.</param>
internal sealed record NuGetDependency(string Id, string Range)
{
    /// <summary>Reads a <c>dependency</c> element.</summary>
    public static NuGetDependency Read(XElement element) =>
        new((string?)element.Attribute("id") ?? "", ((string?)element.Attribute("version") ?? "").Trim());
}
