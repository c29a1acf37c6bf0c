using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Toml;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>Collects what a manifest requires, in the order of the file's tables. What cannot be read is reported to the manifest.</summary>
internal static class RequirementReader
{
    public static List<DeclaredRequirement> Read(PyProject manifest)
    {
        var result = new List<DeclaredRequirement>();
        AddList(manifest, manifest.Project, "dependencies", DependencyKind.Runtime, result);
        AddLists(manifest, manifest.TableOf(manifest.Project, "optional-dependencies"), DependencyKind.Optional, result);
        AddLists(manifest, manifest.TableOf(manifest.Root, "dependency-groups"), DependencyKind.Dev, result);
        AddList(manifest, manifest.Uv, "dev-dependencies", DependencyKind.Dev, result);
        AddList(manifest, manifest.TableOf(manifest.Root, "build-system"), "requires", DependencyKind.Build, result);
        if (manifest.Poetry is { } poetry)
        {
            AddPoetry(manifest, poetry, result);
        }

        return result;
    }

    private static void AddLists(PyProject manifest, TomlTable? table, DependencyKind kind, List<DeclaredRequirement> result)
    {
        foreach (var entry in table?.Entries ?? [])
        {
            AddList(manifest, table, entry.Key, kind, result);
        }
    }

    private static void AddList(PyProject manifest, TomlTable? table, string key, DependencyKind kind, List<DeclaredRequirement> result)
    {
        foreach (var item in manifest.ArrayOf(table, key)?.Items ?? [])
        {
            switch (item)
            {
                case TomlString text:
                    AddText(manifest, text, kind, result);
                    break;
                case TomlTable include when kind == DependencyKind.Dev && include["include-group"] is TomlString:
                    // PEP 735: the included group is read where it stands.
                    break;
                default:
                    manifest.Report(item, $"{manifest.Path}: '{key}' must hold requirement strings, yet this item is {item.Description}.");
                    break;
            }
        }
    }

    private static void AddText(PyProject manifest, TomlString text, DependencyKind kind, List<DeclaredRequirement> result)
    {
        if (Requirement.TryParse(text.Value, out var requirement, out var problem))
        {
            result.Add(new StandardRequirement(requirement, text, kind, manifest.Source));
        }
        else
        {
            manifest.Report(text, $"{manifest.Path}: '{text.Value}' is not a requirement by PEP 508: {problem}.");
        }
    }

    private static void AddPoetry(PyProject manifest, TomlTable poetry, List<DeclaredRequirement> result)
    {
        AddPoetryTable(manifest, manifest.TableOf(poetry, "dependencies"), DependencyKind.Runtime, result);
        AddPoetryTable(manifest, manifest.TableOf(poetry, "dev-dependencies"), DependencyKind.Dev, result);
        var groups = manifest.TableOf(poetry, "group");
        foreach (var group in groups?.Entries ?? [])
        {
            AddPoetryTable(manifest, manifest.TableOf(manifest.TableOf(groups, group.Key), "dependencies"), DependencyKind.Dev, result);
        }
    }

    private static void AddPoetryTable(PyProject manifest, TomlTable? table, DependencyKind kind, List<DeclaredRequirement> result)
    {
        foreach (var entry in table?.Entries ?? [])
        {
            if (entry.Key == "python")
            {
                continue;
            }

            if (!DistributionName.IsValid(entry.Key))
            {
                manifest.Report(entry.Value, $"{manifest.Path}: '{entry.Key}' is not a package name by PEP 508.");
                continue;
            }

            foreach (var node in entry.Value is TomlArray several ? [.. several.Items] : new[] { entry.Value })
            {
                if (node is TomlString or TomlTable)
                {
                    var optional = kind == DependencyKind.Runtime && (node as TomlTable)?.FindBoolean("optional")?.Value == true;
                    result.Add(new PoetryRequirement(DistributionName.Normalize(entry.Key), optional ? DependencyKind.Optional : kind, node, manifest.Source));
                }
                else
                {
                    manifest.Report(node, $"{manifest.Path}: the dependency '{entry.Key}' must be a string or a table, yet it is {node.Description}.");
                }
            }
        }
    }
}
