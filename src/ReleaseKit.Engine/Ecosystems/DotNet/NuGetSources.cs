using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>The sources of <c>NuGet.config</c> files, from the root down, and the one of <c>defaultPushSource</c>. Folders are left out.</summary>
internal sealed class NuGetSources : INamedRegistries
{
    private static readonly string[] Names = ["nuget.config", "NuGet.config", "NuGet.Config"];

    public NamedRegistries Read(IFileSystem files, Package package)
    {
        var sources = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        string? push = null;
        foreach (var folder in Upwards(package.Directory).Reverse())
        {
            if (Names.Select(folder.Combine).FirstOrDefault(files.FileExists) is { IsRoot: false } file)
            {
                Merge(Parse(file, files.Read(file)), sources, ref push);
            }
        }

        var known = sources.Where(s => Uri.TryCreate(s.Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            .ToImmutableSortedDictionary(s => s.Key, s => new NamedRegistry(s.Value), StringComparer.OrdinalIgnoreCase);
        return new NamedRegistries(known, push is null ? null : known.TryGetValue(push, out var named) ? named : Uri.TryCreate(push, UriKind.Absolute, out _) ? new NamedRegistry(push) : null);
    }

    private static void Merge(XElement root, Dictionary<string, string> sources, ref string? push)
    {
        foreach (var entry in root.Elements("packageSources").Elements())
        {
            switch (entry.Name.LocalName)
            {
                case "clear":
                    sources.Clear();
                    break;
                case "add" when (string?)entry.Attribute("key") is { } key && (string?)entry.Attribute("value") is { } value && !value.Contains('%', StringComparison.Ordinal):
                    sources[key] = value;
                    break;
            }
        }

        push = root.Elements("config").Elements("add").LastOrDefault(e => "defaultPushSource".Equals((string?)e.Attribute("key"), StringComparison.OrdinalIgnoreCase))?.Attribute("value")?.Value ?? push;
    }

    private static XElement Parse(RelativePath file, byte[] content)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(content), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader).Root!;
        }
        catch (XmlException e)
        {
            throw new ReleaseException(ManifestCodes.Syntax.At(new SourceLocation(file.Value, e.LineNumber, e.LinePosition), $"{file} is no XML: {e.Message}"));
        }
    }

    private static IEnumerable<RelativePath> Upwards(RelativePath folder)
    {
        for (; !folder.IsRoot; folder = folder.Parent)
        {
            yield return folder;
        }

        yield return folder;
    }
}
