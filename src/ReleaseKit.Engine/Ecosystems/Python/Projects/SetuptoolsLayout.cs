using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Toml;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>Where setuptools looks for a module, after <c>setuptools/config/expand.py</c>.</summary>
internal static class SetuptoolsLayout
{
    /// <summary>The file of a module; null when it is in none of the places that the manifest names or that are customary.</summary>
    public static RelativePath? FindModule(PyProject manifest, TomlTable setuptools, string module, IFileSystem files)
    {
        var parts = module.Split('.');
        foreach (var folder in Folders(manifest, setuptools, parts))
        {
            foreach (var suffix in new[] { ".py", "/__init__.py" })
            {
                if (manifest.Directory.TryCombine(folder + suffix, out var path) && files.FileExists(path))
                {
                    return path;
                }
            }
        }

        return null;
    }

    private static IEnumerable<string> Folders(PyProject manifest, TomlTable setuptools, string[] parts)
    {
        var directories = manifest.TableOf(setuptools, "package-dir");
        var name = string.Join('/', parts);
        if (manifest.StringOf(directories, parts[0]) is { } own)
        {
            yield return string.Join('/', [own.Value, .. parts[1..]]);
        }

        if (manifest.StringOf(directories, "") is { } all)
        {
            yield return $"{all.Value}/{name}";
        }

        foreach (var where in manifest.StringsOf(setuptools.FindTable("packages", "find"), "where"))
        {
            yield return $"{where.Value}/{name}";
        }

        yield return name;
        yield return $"src/{name}";
    }
}
