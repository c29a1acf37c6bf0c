using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Cargo.Manifests;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Discovery;

/// <summary>Reads one package on its way through the pipeline, with the workspace root that it inherits from.</summary>
internal static class CrateReader
{
    /// <summary>The package in a folder; null when the folder has no manifest any more.</summary>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException"><c>RK-MANIFEST-SYNTAX</c>, <c>RK-FILE-UNREADABLE</c>, <c>RK-FILE-OUTSIDE</c>.</exception>
    public static CrateMember? Find(PackageContext package)
    {
        var files = new WorkspaceFileSystem(package.WorkspaceRoot);
        return Find(files, RelativePath.Parse(Path.GetRelativePath(package.WorkspaceRoot, package.Directory)));
    }

    /// <summary>The package in a folder of the workspace; null when the folder has no manifest any more.</summary>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException">As the other.</exception>
    public static CrateMember? Find(IFileSystem files, RelativePath directory) =>
        Read(files, directory) is { } manifest ? new CrateMember(manifest, RootOf(files, manifest)) : null;

    private static CargoManifest RootOf(IFileSystem files, CargoManifest manifest)
    {
        if (manifest.Workspace is not null)
        {
            return manifest;
        }

        if (manifest.Package?.FindString("workspace") is { } pointer)
        {
            return manifest.Directory.TryCombine(pointer.Value, out var pointed) && Read(files, pointed) is { } root ? root : manifest;
        }

        for (var folder = manifest.Directory; !folder.IsRoot;)
        {
            folder = folder.Parent;
            if (Read(files, folder) is { Workspace: not null } root)
            {
                return CargoTree.Of(root)!.Excludes(manifest.Directory) ? manifest : root;
            }
        }

        return manifest;
    }

    private static CargoManifest? Read(IFileSystem files, RelativePath directory)
    {
        var path = directory.Combine(CargoManifest.FileName);
        return files.FileExists(path) ? CargoManifest.Parse(path, SourceText.Decode(path.Value, files.Read(path))) : null;
    }
}
