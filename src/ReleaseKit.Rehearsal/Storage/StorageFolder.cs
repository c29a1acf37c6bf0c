using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Rehearsal.Storage;

/// <summary>
/// The folder behind a registry. One process owns it while it runs (the operating system drops the lock even after a
/// SIGKILL), and every file in it appears by a rename.
/// </summary>
internal sealed class StorageFolder : IDisposable
{
    private readonly FileStream _lock;
    private readonly string _incoming;

    private StorageFolder(string path, FileStream exclusive)
    {
        Path = path;
        _lock = exclusive;
        _incoming = System.IO.Path.Combine(path, ".incoming");
        // What lies here was being received when an earlier process died; nothing refers to it.
        if (Directory.Exists(_incoming))
        {
            Directory.Delete(_incoming, recursive: true);
        }

        Directory.CreateDirectory(_incoming);
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>Takes the folder, making it when absent; throws <c>RK-REHEARSAL-STORAGE</c>.</summary>
    public static StorageFolder Open(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(full);
            var exclusive = new FileStream(System.IO.Path.Combine(full, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new StorageFolder(full, exclusive);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseException(
                RehearsalServerCodes.Storage.Create($"the storage folder '{full}' cannot be used: another registry runs on it, or it cannot be written ({failure.Message})"),
                failure);
        }
    }

    /// <summary>The path of a file or folder below; every segment is encoded by <see cref="SafeName"/>.</summary>
    public string PathOf(params ReadOnlySpan<string> segments)
    {
        var path = Path;
        foreach (var segment in segments)
        {
            path = System.IO.Path.Combine(path, SafeName.Encode(segment));
        }

        return path;
    }

    /// <summary>Writes a file whole, replacing an earlier one.</summary>
    public void Write(string path, ReadOnlySpan<byte> content)
    {
        var temporary = System.IO.Path.Combine(_incoming, Guid.NewGuid().ToString("N"));
        using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(content);
        }

        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.Move(temporary, path, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}
