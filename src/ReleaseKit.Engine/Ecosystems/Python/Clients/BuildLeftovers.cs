namespace ReleaseKit.Engine.Ecosystems.Python.Clients;

/// <summary>setuptools leaves <c>*.egg-info</c> folders beside the sources. Those that a build adds are taken away again.</summary>
internal sealed class BuildLeftovers
{
    private readonly string _directory;
    private readonly HashSet<string> _before;

    private BuildLeftovers(string directory)
    {
        _directory = directory;
        _before = [.. Find()];
    }

    /// <summary>Remembers what is there.</summary>
    public static BuildLeftovers Before(string directory) => new(directory);

    /// <summary>Removes what has come since. What cannot be removed stays: it is no harm, only untidy.</summary>
    public void Remove()
    {
        foreach (var folder in Find().Where(f => !_before.Contains(f)))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody holds a file open; the folder is usually ignored by version control anyway.
            }
        }
    }

    private IEnumerable<string> Find() => new[] { _directory, Path.Combine(_directory, "src") }
        .Where(Directory.Exists)
        .SelectMany(d => Directory.EnumerateDirectories(d, "*.egg-info"))
        .Where(d => new DirectoryInfo(d).LinkTarget is null);
}
