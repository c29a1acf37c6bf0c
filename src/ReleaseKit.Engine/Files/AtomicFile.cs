namespace ReleaseKit.Engine.Files;

/// <summary>Replaces files in one step: whoever reads sees the old bytes or the new ones, also after a crash.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes a temporary file (<c>.releasekit-*.tmp</c>) beside the target, flushes it to the disk and renames it over the
    /// target, whose Unix permissions it keeps. Missing folders are made.
    /// </summary>
    /// <exception cref="IOException">The disk refuses; the target is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not write there; the target is unchanged.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> bytes)
    {
        var folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Join(folder, $".releasekit-{Path.GetRandomFileName()}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                if (!OperatingSystem.IsWindows() && File.Exists(path))
                {
                    File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(path));
                }

                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
