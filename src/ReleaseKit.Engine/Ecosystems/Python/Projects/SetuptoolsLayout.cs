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
        var directories = manifest.TableOf(setuptools, "package-dir");
        var named = new[] { "", module.Split('.')[0] }.Distinct(StringComparer.Ordinal)
            .Select(name => (name, folder: manifest.StringOf(directories, name)?.Value)).Where(d => d.folder is not null)
            .ToDictionary(d => d.name, d => d.folder!, StringComparer.Ordinal);
        return FindModule(manifest.Directory, named, manifest.StringsOf(setuptools.FindTable("packages", "find"), "where").Select(w => w.Value), module, files);
    }

    /// <summary>The file of a module; null when it is in none of the places that are named or customary.</summary>
    /// <param name="directory">The project's folder.</param>
    /// <param name="directories">Folders of packages by name; the empty name is all others'.</param>
    /// <param name="where">Folders that packages are looked for in.</param>
    /// <param name="module">The module's name with dots.</param>
    /// <param name="files">The workspace's files.</param>
    public static RelativePath? FindModule(RelativePath directory, IReadOnlyDictionary<string, string> directories, IEnumerable<string> where, string module, IFileSystem files)
    {
        foreach (var folder in Folders(directories, where, module.Split('.')))
        {
            foreach (var suffix in new[] { ".py", "/__init__.py" })
            {
                if (directory.TryCombine(folder + suffix, out var path) && files.FileExists(path))
                {
                    return path;
                }
            }
        }

        return null;
    }

    private static IEnumerable<string> Folders(IReadOnlyDictionary<string, string> directories, IEnumerable<string> where, string[] parts)
    {
        var name = string.Join('/', parts);
        if (directories.TryGetValue(parts[0], out var own))
        {
            yield return string.Join('/', [own, .. parts[1..]]);
        }

        if (directories.TryGetValue("", out var all))
        {
            yield return $"{all}/{name}";
        }

        foreach (var folder in where)
        {
            yield return $"{folder}/{name}";
        }

        yield return name;
        yield return $"src/{name}";
    }
}
