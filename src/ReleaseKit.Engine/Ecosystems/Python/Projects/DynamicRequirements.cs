using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>Dependencies that <c>[tool.setuptools.dynamic]</c> takes from requirement files.</summary>
internal static class DynamicRequirements
{
    public static List<DeclaredRequirement> Read(PyProject manifest, IFileSystem files)
    {
        var result = new List<DeclaredRequirement>();
        var dynamic = manifest.StringsOf(manifest.Project, "dynamic").Select(d => d.Value).ToHashSet(StringComparer.Ordinal);
        var table = manifest.TableOf(manifest.TableOf(manifest.Tool, "setuptools"), "dynamic");
        if (dynamic.Contains("dependencies"))
        {
            Add(manifest, manifest.TableOf(table, "dependencies"), DependencyKind.Runtime, files, result);
        }

        if (dynamic.Contains("optional-dependencies") && manifest.TableOf(table, "optional-dependencies") is { } extras)
        {
            foreach (var extra in extras.Entries)
            {
                Add(manifest, manifest.TableOf(extras, extra.Key), DependencyKind.Optional, files, result);
            }
        }

        return result;
    }

    private static void Add(PyProject manifest, TomlTable? source, DependencyKind kind, IFileSystem files, List<DeclaredRequirement> result)
    {
        foreach (var name in source?["file"] is TomlString one ? [one] : manifest.StringsOf(source, "file"))
        {
            if (manifest.Directory.TryCombine(name.Value, out var path) && files.FileExists(path))
            {
                result.AddRange(LineRequirement.Read(SourceText.Decode(path.Value, files.Read(path)), kind));
            }
            else
            {
                manifest.Report(name, $"{manifest.Path}: dependencies should be in '{name.Value}', which is not a file of this workspace.");
            }
        }
    }
}
