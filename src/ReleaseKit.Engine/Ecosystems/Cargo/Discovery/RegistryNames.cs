using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Discovery;

/// <summary>The registries that the repository's own <c>.cargo/config.toml</c> files name, as Cargo merges them: nearer folders win.</summary>
internal sealed class RegistryNames(IFileSystem files)
{
    private const string Sparse = "sparse+";
    private static readonly ImmutableArray<string> Configurations = [".cargo/config", ".cargo/config.toml"];
    private readonly Dictionary<RelativePath, TomlTable?> _configurations = [];

    /// <summary>The index of a registry as a package in that folder sees it; null when none is named or it is no sparse index.</summary>
    /// <param name="name">The registry's name.</param>
    /// <param name="from">The package's folder.</param>
    public string? FindSparseIndex(string name, RelativePath from)
    {
        for (var folder = from; ; folder = folder.Parent)
        {
            if (Read(folder)?.FindString("registries", name, "index")?.Value is { } index)
            {
                return index.StartsWith(Sparse, StringComparison.Ordinal) ? index[Sparse.Length..] : null;
            }

            if (folder.IsRoot)
            {
                return null;
            }
        }
    }

    /// <summary>Every name that a package in that folder sees.</summary>
    public IEnumerable<string> All(RelativePath from) => Seen(from).SelectMany(table => table.FindTable("registries")?.Entries ?? []).Select(entry => entry.Key).Distinct(StringComparer.Ordinal);

    /// <summary>The name that cargo uploads to when nobody says another; null for crates.io.</summary>
    public string? Default(RelativePath from) => Seen(from).Select(table => table.FindString("registry", "default")?.Value).FirstOrDefault(name => name is not null);

    private IEnumerable<TomlTable> Seen(RelativePath from)
    {
        for (var folder = from; ; folder = folder.Parent)
        {
            if (Read(folder) is { } table)
            {
                yield return table;
            }

            if (folder.IsRoot)
            {
                yield break;
            }
        }
    }

    private TomlTable? Read(RelativePath folder)
    {
        if (!_configurations.TryGetValue(folder, out var table))
        {
            var path = Configurations.Select(folder.Combine).FirstOrDefault(files.FileExists);
            table = path.IsRoot ? null : TomlDocument.Parse(SourceText.Decode(path.Value, files.Read(path))).Root;
            _configurations.Add(folder, table);
        }

        return table;
    }
}
