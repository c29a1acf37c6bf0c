using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Yaml;

namespace ReleaseKit.Engine.Ecosystems.Dart.Manifests;

/// <summary>Reads the dependency sections of a pubspec.</summary>
internal static class Dependencies
{
    /// <summary>What the package needs, in the order of the sections.</summary>
    public static IEnumerable<DeclaredDependency> Of(PubspecManifest manifest) =>
        In(manifest, "dependencies", DependencyKind.Runtime).Concat(In(manifest, "dev_dependencies", DependencyKind.Dev));

    /// <summary>What stands in for dependencies while the package is developed; never published.</summary>
    public static IEnumerable<DeclaredDependency> OverridesOf(PubspecManifest manifest) => In(manifest, "dependency_overrides", DependencyKind.Dev);

    private static IEnumerable<DeclaredDependency> In(PubspecManifest manifest, string section, DependencyKind kind)
    {
        foreach (var entry in manifest.MappingOf(manifest.Root, section)?.Entries ?? [])
        {
            if (entry.Value is YamlScalarSyntax or YamlMappingSyntax)
            {
                yield return new DeclaredDependency(entry, kind);
            }
            else
            {
                manifest.Report(entry.Value.Span, $"{manifest.Path}: the dependency '{entry.Key}' must be a constraint or a mapping, yet it is {entry.Value.Description}.");
            }
        }
    }
}
