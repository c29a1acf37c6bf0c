using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Dart.Discovery;
using ReleaseKit.Engine.Ecosystems.Dart.Manifests;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.Dart.Clients;

/// <summary>The repository that a package's own pubspec names.</summary>
internal static class DeclaredRepository
{
    /// <summary>Its normalised address; null when none is named, or there is no pubspec to ask, as for what was packed elsewhere.</summary>
    public static string? Of(PackageContext package) =>
        Find(package) is { } manifest && Publication.Of(manifest).Repository is { } repository ? PubRepository.Normalize(repository) : null;

    /// <summary>The package's pubspec; null when it is not there or cannot be read.</summary>
    public static PubspecManifest? Find(PackageContext package)
    {
        try
        {
            return File.Exists(package.Manifest)
                ? PubspecManifest.Parse(
                    Core.Packages.RelativePath.Parse(Path.GetRelativePath(package.WorkspaceRoot, package.Manifest)),
                    SourceText.Decode(PubspecManifest.FileName, new WorkspaceFileSystem(package.Directory).Read(Core.Packages.RelativePath.Parse(Path.GetFileName(package.Manifest)))))
                : null;
        }
        catch (ReleaseException)
        {
            return null;
        }
    }
}
