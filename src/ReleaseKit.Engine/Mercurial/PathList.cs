namespace ReleaseKit.Engine.Mercurial;

/// <summary>Paths in a file, for commands that would otherwise take them for options or patterns, or find them too many.</summary>
internal sealed class PathList : IDisposable
{
    private readonly string _path;

    /// <summary>Writes the paths.</summary>
    /// <param name="folder">Absolute path of the repository's own folder.</param>
    /// <param name="paths">Relative to the repository's top level.</param>
    public PathList(string folder, IEnumerable<string> paths)
    {
        _path = Path.Combine(folder, $"releasekit-{Guid.NewGuid():N}.list");
        File.WriteAllText(_path, string.Concat(paths.Select(path => $"path:{path}\0")));
    }

    /// <summary>Stands for the paths on a command line.</summary>
    public string Pattern => "listfile0:" + _path;

    /// <inheritdoc/>
    public void Dispose() => File.Delete(_path);
}
