using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ecosystems.Npm.Discovery;

/// <summary>
/// Reads each manifest once. What is wrong with a manifest is told only when it turns out to matter: a broken fixture
/// beside the members of a workspace is nobody's problem.
/// </summary>
internal sealed class ManifestCache(IFileSystem files)
{
    private readonly Dictionary<RelativePath, (PackageManifest? Manifest, IReadOnlyList<Diagnostic> Problems)> _read = [];

    /// <summary>The manifest; null when it is not there any more, or cannot be read, with the reasons.</summary>
    public PackageManifest? Read(RelativePath file, ICollection<Diagnostic>? problems = null)
    {
        if (!_read.TryGetValue(file, out var result))
        {
            result = Parse(file);
            _read.Add(file, result);
        }

        foreach (var problem in problems is null ? [] : result.Problems)
        {
            problems!.Add(problem);
        }

        return result.Manifest;
    }

    private (PackageManifest? Manifest, IReadOnlyList<Diagnostic> Problems) Parse(RelativePath file)
    {
        try
        {
            return (PackageManifest.Parse(file, SourceText.Decode(file.Value, files.Read(file))), []);
        }
        catch (ReleaseException e)
        {
            // A listing from the version control still has files that were deleted since.
            return (null, files.FileExists(file) ? e.Diagnostics : []);
        }
    }
}
