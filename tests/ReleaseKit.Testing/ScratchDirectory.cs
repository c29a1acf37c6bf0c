namespace ReleaseKit.Testing;

/// <summary>A directory of its own for one test, deleted afterwards. Its path holds no symbolic link.</summary>
public sealed class ScratchDirectory : IDisposable
{
    /// <summary>Creates an empty directory under the machine's temporary folder.</summary>
    public ScratchDirectory()
    {
        Path = Directory.CreateTempSubdirectory("releasekit-").FullName;
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>The absolute path of a file below the directory.</summary>
    public string File(params string[] segments) => System.IO.Path.Combine([Path, .. segments]);

    /// <summary>Writes a text file, making its folders, with the text's own line endings.</summary>
    public string Write(string relativePath, string text)
    {
        var path = System.IO.Path.Combine(Path, relativePath);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(Path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
            {
                if (new FileInfo(file) is { IsReadOnly: true, LinkTarget: null } info)
                {
                    info.IsReadOnly = false;
                }
            }

            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A client that is still closing its files; the operating system clears the folder later.
        }
    }
}
