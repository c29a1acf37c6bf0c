using System.Collections.Immutable;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems.Gradle.Projects;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Clients;

/// <summary>Finds the build and the path of the project that a package is.</summary>
internal static class ProjectLocator
{
    private static readonly HashSet<string> Passed = new([".git", ".gradle", "node_modules", "build", "target", "src"], StringComparer.Ordinal);

    /// <summary>The absolute folder of the build and the project's path in it, <c>:a:b</c>.</summary>
    /// <param name="package">The package.</param>
    public static (string Folder, string Path) Find(PackageContext package)
    {
        var files = new WorkspaceFileSystem(package.WorkspaceRoot);
        var directory = RelativePath.Parse(System.IO.Path.GetRelativePath(package.WorkspaceRoot, package.Directory));
        var listing = Scripts(package.WorkspaceRoot).Select(f => RelativePath.Parse(System.IO.Path.GetRelativePath(package.WorkspaceRoot, f))).Order().ToImmutableArray();
        var builds = new BuildFinder(new BuildFiles(new DiscoveryRequest(files, listing, RelativePath.Root, _ => false))).Find();
        foreach (var build in builds)
        {
            // Where several projects share a folder, the package's own name tells.
            var here = build.Projects.Where(p => p.Directory == directory).ToArray();
            if ((Array.Find(here, p => package.Id.Name.EndsWith($":{p.Name}", StringComparison.Ordinal)) ?? here.FirstOrDefault()) is { } project)
            {
                return (files.Absolute(build.Directory), project.Path);
            }
        }

        return (package.Directory, ":");
    }

    /// <summary>The files that tell of builds; what builds write, and sources, are not looked through.</summary>
    private static IEnumerable<string> Scripts(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            if (file.EndsWith(".gradle", StringComparison.Ordinal) || file.EndsWith(".kts", StringComparison.Ordinal) || file.EndsWith(".properties", StringComparison.Ordinal))
            {
                yield return file;
            }
        }

        foreach (var below in Directory.EnumerateDirectories(folder))
        {
            if (!Passed.Contains(System.IO.Path.GetFileName(below)) && (File.GetAttributes(below) & FileAttributes.ReparsePoint) == 0)
            {
                foreach (var file in Scripts(below))
                {
                    yield return file;
                }
            }
        }
    }
}
