using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Ecosystems.Python.Projects;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.Python;

/// <summary>The indexes of <c>[[tool.uv.index]]</c> that have a <c>publish-url</c>, in the project's own file and those above it.</summary>
internal sealed class UvIndexes : INamedRegistries
{
    public NamedRegistries Read(IFileSystem files, Package package)
    {
        var known = ImmutableSortedDictionary.CreateBuilder<string, NamedRegistry>(StringComparer.Ordinal);
        for (var folder = package.Directory; ; folder = folder.Parent)
        {
            if (folder.Combine(PyProject.FileName) is var file && files.FileExists(file))
            {
                foreach (var index in TomlDocument.Parse(SourceText.Decode(file.Value, files.Read(file))).Root.FindTable("tool")?.FindTable("uv")?.FindArray("index")?.Items.OfType<TomlTable>() ?? [])
                {
                    if (index.FindString("name")?.Value is { } name && index.FindString("publish-url")?.Value is { } upload && !known.ContainsKey(name))
                    {
                        known.Add(name, new NamedRegistry(upload, index.FindString("url")?.Value));
                    }
                }
            }

            if (folder.IsRoot)
            {
                return new NamedRegistries(known.ToImmutable(), null);
            }
        }
    }
}
