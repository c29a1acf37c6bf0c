using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Manifests;

/// <summary>Reads the dependency tables of a manifest: the plain ones, those for targets, and the workspace's.</summary>
internal static class DependencyTables
{
    /// <summary>Cargo takes the older spellings with an underscore too.</summary>
    private static readonly ImmutableArray<(string Key, DependencyKind Kind)> Kinds =
    [
        ("dependencies", DependencyKind.Runtime), ("dev-dependencies", DependencyKind.Dev), ("dev_dependencies", DependencyKind.Dev),
        ("build-dependencies", DependencyKind.Build), ("build_dependencies", DependencyKind.Build),
    ];

    /// <summary>The package's own dependencies, in the order of the tables.</summary>
    public static IEnumerable<DeclaredDependency> OfPackage(CargoManifest manifest) =>
        Of(manifest, manifest.Root).Concat((manifest.TableOf(manifest.Root, "target")?.Entries ?? [])
            .Select(entry => entry.Value).OfType<TomlTable>().SelectMany(target => Of(manifest, target)));

    /// <summary><c>[workspace.dependencies]</c>, which members inherit from.</summary>
    public static IEnumerable<DeclaredDependency> OfWorkspace(CargoManifest manifest) =>
        Entries(manifest, manifest.Workspace, "dependencies").Select(entry => new DeclaredDependency(entry, null));

    /// <summary>Entries of <c>[patch]</c> with a path, whatever registry they stand in for.</summary>
    public static IEnumerable<DeclaredDependency> OfPatches(CargoManifest manifest) =>
        (manifest.TableOf(manifest.Root, "patch")?.Entries ?? []).Select(entry => entry.Value).OfType<TomlTable>()
            .SelectMany(patch => patch.Entries).Select(entry => new DeclaredDependency(entry, null)).Where(patch => patch.LocalPath is not null);

    private static IEnumerable<DeclaredDependency> Of(CargoManifest manifest, TomlTable table) =>
        from kind in Kinds
        from entry in Entries(manifest, table, kind.Key)
        let declared = new DeclaredDependency(entry, kind.Kind)
        select kind.Kind == DependencyKind.Runtime && declared.IsOptional ? declared with { Kind = DependencyKind.Optional } : declared;

    private static IEnumerable<TomlEntry> Entries(CargoManifest manifest, TomlTable? table, string key)
    {
        foreach (var entry in manifest.TableOf(table, key)?.Entries ?? [])
        {
            if (entry.Value is TomlString or TomlTable)
            {
                yield return entry;
            }
            else
            {
                manifest.Report(entry.Value.Span, $"{manifest.Path}: the dependency '{entry.Key}' must be a version requirement or a table, yet it is {entry.Value.Description}.");
            }
        }
    }
}
