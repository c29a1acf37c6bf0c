namespace ReleaseKit.Engine.Files;

/// <summary>
/// Files that we make for others to read and could make again. Readers see the old bytes or the new ones; what would not change is
/// not touched, so that whoever watches times of files sees nothing new.
/// </summary>
public static class OutputFile
{
    private const int Portion = 64 << 10;

    /// <summary>Writes a short file.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        if (new FileInfo(path) is not { Exists: true } info || info.Length != bytes.Length || !File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var temporary = path + ".tmp";
            using (var stream = CreateNew(temporary))
            {
                stream.Write(bytes);
            }

            File.Move(temporary, path, overwrite: true);
        }
    }

    /// <summary>Writes a long file without having it in memory; what writes may seek.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = path + ".tmp";
        using (var stream = CreateNew(temporary))
        {
            write(stream);
        }

        if (AreEqual(temporary, path))
        {
            File.Delete(temporary);
        }
        else
        {
            File.Move(temporary, path, overwrite: true);
        }
    }

    /// <summary>In place of what a kill left there; a link that somebody committed there is removed, not followed.</summary>
    private static FileStream CreateNew(string path)
    {
        File.Delete(path);
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, Portion);
    }

    private static bool AreEqual(string one, string other)
    {
        if (!File.Exists(other) || new FileInfo(one).Length != new FileInfo(other).Length)
        {
            return false;
        }

        using var left = File.OpenRead(one);
        using var right = File.OpenRead(other);
        byte[] here = new byte[Portion], there = new byte[Portion];
        int count;
        while ((count = left.ReadAtLeast(here, Portion, throwOnEndOfStream: false)) > 0)
        {
            if (right.ReadAtLeast(there, Portion, throwOnEndOfStream: false) != count || !here.AsSpan(0, count).SequenceEqual(there.AsSpan(0, count)))
            {
                return false;
            }
        }

        return true;
    }
}
