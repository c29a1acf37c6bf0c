using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Npm.Discovery;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.Ecosystems.Npm.Locking;

/// <summary>
/// Splices a <c>pnpm-lock.yaml</c>: the ranges of members under <c>importers</c>, and ranges and versions under <c>catalogs</c>. Only these
/// two sections are read; what was resolved is many times as long, and not ours.
/// </summary>
internal static class PnpmLockEditor
{
    private const string Importers = "importers";
    private const string Catalogs = "catalogs";

    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException"><c>RK-MANIFEST-SYNTAX</c>.</exception>
    public static ImmutableArray<TextEdit> Edit(SourceText file, IReadOnlyList<ManifestChange> changes)
    {
        var edits = new LockEdits();
        var importers = YamlSection.Find(file, Importers);
        var catalogs = YamlSection.Find(file, Catalogs);
        foreach (var change in changes)
        {
            switch (change)
            {
                case LockChange version:
                    EditVersion(catalogs, version, edits);
                    break;
                case LockRangeChange range:
                    foreach (var section in importers)
                    {
                        EditImporter(section, section.Content.FindMapping(Key(file, range.Directory)), catalogs, range, edits);
                    }

                    break;
            }
        }

        return edits.Build();
    }

    /// <summary>A catalogue's entry that a member meets has that member's version.</summary>
    private static void EditVersion(IReadOnlyList<YamlSection> catalogs, LockChange change, LockEdits edits)
    {
        foreach (var (section, catalog) in catalogs.SelectMany(section => section.Content.Entries.Select(entry => (section, entry.Value))))
        {
            if (catalog.FindScalar(change.Package.Name, "version") is { } version && version.Value == change.From)
            {
                section.Replace(version, change.To, edits);
            }
        }
    }

    private static void EditImporter(YamlSection importers, YamlMappingSyntax? importer, IReadOnlyList<YamlSection> catalogs, LockRangeChange change, LockEdits edits)
    {
        foreach (var (name, specifier) in importer is null ? [] : Specifiers(importer, change.Kind))
        {
            if (DependencySpecifier.Parse(specifier.Value) is { Kind: SpecifierKind.Catalog, Value: var catalog })
            {
                foreach (var section in catalogs.Where(_ => name == change.Dependency.Name))
                {
                    if (section.Content.FindScalar(catalog, name, "specifier") is { } range && range.Value == change.From)
                    {
                        section.Replace(range, change.To, edits);
                    }
                }
            }
            else if (specifier.Value == change.From.Trim() && LockRanges.Concerns(name, specifier.Value, change))
            {
                importers.Replace(specifier, change.To, edits);
            }
        }
    }

    /// <summary>The ranges of one block; those of pnpm 7 and before are all in one.</summary>
    private static IEnumerable<(string Name, YamlScalarSyntax Specifier)> Specifiers(YamlMappingSyntax importer, DependencyKind kind)
    {
        if (importer.FindMapping("specifiers") is { } older)
        {
            return older.Entries.Where(e => e.Value is YamlScalarSyntax).Select(e => (e.Key, (YamlScalarSyntax)e.Value));
        }

        // A peer is there only when pnpm installs it, as what is needed to run.
        var block = kind switch { DependencyKind.Dev => "devDependencies", DependencyKind.Optional => "optionalDependencies", _ => "dependencies" };
        return (importer.FindMapping(block)?.Entries ?? []).Select(e => (e.Key, Specifier: e.Value.FindScalar("specifier")!)).Where(e => e.Specifier is not null);
    }

    /// <summary>A folder as the lock file names it: from its own, with <c>.</c> for that itself.</summary>
    private static string Key(SourceText file, RelativePath directory) => Path.GetRelativePath(
        "/" + RelativePath.Parse(file.Path).Parent.Value, "/" + directory.Value).Replace('\\', '/');
}
