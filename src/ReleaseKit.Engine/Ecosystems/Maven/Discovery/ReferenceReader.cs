using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Xml;
using ReleaseKit.Engine.Ecosystems.Maven.Poms;

namespace ReleaseKit.Engine.Ecosystems.Maven.Discovery;

/// <summary>Lists what a project needs, by itself or by its ancestors: parent, dependencies, imported bills of materials, plugins and extensions.</summary>
internal sealed class ReferenceReader(ManagedVersions managed)
{
    private const string PluginGroup = "org.apache.maven.plugins";

    /// <summary>The references of a project, those of its management last.</summary>
    public IEnumerable<Reference> Of(Pom pom) => [.. ParentOf(pom), .. DependenciesOf(pom), .. ImportsOf(pom), .. PluginsOf(pom), .. ExtensionsOf(pom), .. ManagementOf(pom)];

    private static IEnumerable<Reference> ParentOf(Pom pom)
    {
        if (pom.File.Parent is { } parent)
        {
            var name = pom.Parent?.Name ?? $"{pom.Interpolate(parent.Group)}:{pom.Interpolate(parent.Artifact)}";
            yield return new Reference(pom, pom.File, parent.Element, name, DependencyKind.Build, Version(pom, pom.File, parent.Element));
        }
    }

    private IEnumerable<Reference> DependenciesOf(Pom pom)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var management = managed.Of(pom);
        foreach (var (ancestor, layer) in LayersOf(pom))
        {
            foreach (var dependency in PomFile.ItemsOf(layer, "dependencies", "dependency"))
            {
                var key = ManagedVersions.KeyOf(pom, dependency);
                if (seen.Add(key))
                {
                    var entry = management.GetValueOrDefault(key);
                    var version = Version(pom, ancestor.File, dependency) ?? (entry is null ? null : Version(entry.Context, entry.File, entry.Entry));
                    var scope = pom.Interpolate(PomFile.TextOf(dependency.Element("scope")) ?? PomFile.TextOf(entry?.Entry.Element("scope")));
                    yield return new Reference(pom, ancestor.File, dependency, ManagedVersions.NameOf(pom, dependency), KindOf(scope, pom.Interpolate(PomFile.TextOf(dependency.Element("optional")))), version);
                }
            }
        }
    }

    private static DependencyKind KindOf(string? scope, string? optional) => scope switch
    {
        "test" => DependencyKind.Dev,
        _ when optional == "true" => DependencyKind.Optional,
        "provided" => DependencyKind.Peer,
        _ => DependencyKind.Runtime,
    };

    private static IEnumerable<Reference> ImportsOf(Pom pom) => ManagedVersions.OwnEntries(pom).Where(ManagedVersions.IsImport)
        .Select(entry => new Reference(pom, pom.File, entry, ManagedVersions.NameOf(pom, entry), DependencyKind.Build, Version(pom, pom.File, entry)));

    private static IEnumerable<Reference> PluginsOf(Pom pom)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (ancestor, layer) in LayersOf(pom))
        {
            foreach (var plugin in PomFile.ItemsOf(layer.Element("build"), "plugins", "plugin"))
            {
                var name = PluginName(pom, plugin);
                if (ancestor != pom && PomFile.TextOf(plugin.Element("inherited")) == "false")
                {
                    continue;
                }

                if (seen.Add(name))
                {
                    yield return new Reference(pom, ancestor.File, plugin, name, DependencyKind.Build, Version(pom, ancestor.File, plugin) ?? ManagedPluginVersion(pom, name));
                }

                foreach (var dependency in PomFile.ItemsOf(plugin, "dependencies", "dependency"))
                {
                    yield return new Reference(pom, ancestor.File, dependency, ManagedVersions.NameOf(pom, dependency), DependencyKind.Build, Version(pom, ancestor.File, dependency));
                }
            }
        }
    }

    private static DeclaredVersion? ManagedPluginVersion(Pom pom, string name) => LayersOf(pom)
        .SelectMany(l => ManagedPlugins(l.Layer).Where(plugin => PluginName(pom, plugin) == name).Select(plugin => Version(pom, l.Ancestor.File, plugin)))
        .FirstOrDefault(version => version is not null);

    private static IEnumerable<Reference> ExtensionsOf(Pom pom) => LayersOf(pom)
        .SelectMany(l => PomFile.ItemsOf(l.Layer.Element("build"), "extensions", "extension").Select(extension =>
            new Reference(pom, l.Ancestor.File, extension, ManagedVersions.NameOf(pom, extension), DependencyKind.Build, Version(pom, l.Ancestor.File, extension))));

    /// <summary>What a pom says for those who need it, and may not need itself.</summary>
    private static IEnumerable<Reference> ManagementOf(Pom pom) =>
    [
        .. ManagedVersions.OwnEntries(pom).Where(entry => !ManagedVersions.IsImport(entry))
            .Select(entry => new Reference(pom, pom.File, entry, ManagedVersions.NameOf(pom, entry), DependencyKind.Runtime, Version(pom, pom.File, entry)) { IsManagement = true }),
        .. pom.Layers.SelectMany(ManagedPlugins)
            .Select(plugin => new Reference(pom, pom.File, plugin, PluginName(pom, plugin), DependencyKind.Build, Version(pom, pom.File, plugin)) { IsManagement = true }),
    ];

    private static IEnumerable<XmlElementSyntax> ManagedPlugins(XmlElementSyntax layer) => PomFile.ItemsOf(layer.Find("build", "pluginManagement"), "plugins", "plugin");

    private static string PluginName(Pom pom, XmlElementSyntax plugin) =>
        $"{pom.Interpolate(PomFile.TextOf(plugin.Element("groupId"))) ?? PluginGroup}:{pom.Interpolate(PomFile.TextOf(plugin.Element("artifactId")))}";

    private static IEnumerable<(Pom Ancestor, XmlElementSyntax Layer)> LayersOf(Pom pom) => pom.Lineage.SelectMany(ancestor => ancestor.Layers.Select(layer => (ancestor, layer)));

    private static DeclaredVersion? Version(Pom context, PomFile file, XmlElementSyntax holder) =>
        holder.Element("version") is { } version && PomFile.TextOf(version) is not null ? new DeclaredVersion(context, file, version) : null;
}
