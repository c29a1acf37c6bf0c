using ReleaseKit.Engine.Ecosystems.Npm.Clients;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>
/// A folder in which a package finds nothing but its own dependencies. Node.js looks for modules in every folder above, so
/// that below a workspace with <c>node_modules</c> an undeclared dependency would be found; there the machine's temporary
/// folder is used.
/// </summary>
internal sealed class CleanPlace : IDisposable
{
    private CleanPlace(string path) => Path = path;

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>Makes the folder, below <paramref name="scratch"/> where that is clean.</summary>
    public static CleanPlace Create(string scratch)
    {
        for (var folder = scratch; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(System.IO.Path.Combine(folder, "node_modules")))
            {
                return new CleanPlace(Directory.CreateTempSubdirectory("releasekit-npm-").FullName);
            }
        }

        return new CleanPlace(PrivateFile.EmptyFolder(System.IO.Path.Combine(scratch, "npm-consumer")));
    }

    /// <inheritdoc/>
    public void Dispose() => PrivateFile.Remove(Path);
}
