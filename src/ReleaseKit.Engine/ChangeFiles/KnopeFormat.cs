using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Toml;
using ReleaseKit.Core.Versions;

namespace ReleaseKit.Engine.ChangeFiles;

/// <summary>
/// The files of knope, in the folder of changesets: any word is a type, and all but major, minor and none raise like patch.
/// Such a word chooses the changelog section that <c>knope.toml</c> gives it, or one of its own name.
/// </summary>
public sealed class KnopeFormat : MarkdownFormat
{
    private readonly ImmutableDictionary<string, string> _sections;

    /// <summary>The format of a repository.</summary>
    /// <param name="configuration">Its <c>knope.toml</c>.</param>
    public KnopeFormat(TomlDocument configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _sections = Sections(configuration.Root).ToImmutableDictionary(StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public override string Name => "knope";

    /// <inheritdoc/>
    public override RelativePath Folder => ChangesetsFormat.Directory;

    private protected override (BumpLevel Level, string? Section) Meaning(string type, string package, SourceLocation location) => type switch
    {
        "major" => (BumpLevel.Major, null),
        "minor" => (BumpLevel.Minor, null),
        "patch" => (BumpLevel.Patch, null),
        "none" => (BumpLevel.None, null),
        _ => (BumpLevel.Patch, _sections.GetValueOrDefault(type, type)),
    };

    /// <summary>Of each type the first section that any package gives it.</summary>
    private static Dictionary<string, string> Sections(TomlTable root)
    {
        var sections = new Dictionary<string, string>(StringComparer.Ordinal);
        IEnumerable<TomlValue?> packages = [root["package"], .. (root["packages"] as TomlTable)?.Entries.Select(entry => entry.Value) ?? []];
        var declared = packages.OfType<TomlTable>().SelectMany(package => (package["extra_changelog_sections"] as TomlArray)?.Items ?? []).OfType<TomlTable>();
        foreach (var section in declared)
        {
            if (section["name"] is TomlString name)
            {
                foreach (var type in (section["types"] as TomlArray)?.Items.OfType<TomlString>() ?? [])
                {
                    sections.TryAdd(type.Value, name.Value);
                }
            }
        }

        return sections;
    }
}
