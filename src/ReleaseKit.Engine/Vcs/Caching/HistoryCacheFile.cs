using System.Security.Cryptography;

namespace ReleaseKit.Engine.Vcs.Caching;

/// <summary>
/// Keeps a store in one file between runs. Whatever is wrong with the file, there is none: it is a copy of what git knows. It
/// is replaced in one step, so that runs at the same time see one or the other.
/// </summary>
internal sealed class HistoryCacheFile
{
    /// <summary>Goes up whenever what a record holds, or how git is asked for it, changes.</summary>
    private const int Format = 1;

    private readonly string _path;
    private readonly string _tool;
    private readonly int _limit;

    /// <summary>A cache in a folder, which is made when it is first written.</summary>
    /// <param name="folder">Absolute path.</param>
    /// <param name="tool">Version of what writes: another one reads nothing of it.</param>
    /// <param name="limit">How many bytes its commits may take.</param>
    public HistoryCacheFile(string folder, string tool, int limit)
    {
        _path = Path.Combine(folder, "history");
        _tool = $"releasekit history {Format} {tool}";
        _limit = limit;
    }

    /// <summary>What was kept, or null when nothing was or it cannot be used.</summary>
    public CommitStore? Load()
    {
        try
        {
            if (!File.Exists(_path) || new FileInfo(_path).Length > 2L * _limit + (1 << 20))
            {
                return null;
            }

            var bytes = File.ReadAllBytes(_path).AsSpan();
            var reader = new RecordReader(bytes);
            var sum = reader.ReadBytes(SHA256.HashSizeInBytes);
            return SHA256.HashData(bytes[SHA256.HashSizeInBytes..]).AsSpan().SequenceEqual(sum) && reader.ReadText() == _tool
                ? CommitStore.ReadFrom(ref reader)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Keeps a store; of too many commits the newest. Where that is not possible, nothing is kept.</summary>
    public void Save(CommitStore store)
    {
        try
        {
            var writer = new RecordWriter(new byte[SHA256.HashSizeInBytes]);
            writer.Write(_tool);
            (store.Size > _limit ? Newest(store) : store).WriteTo(writer);
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            Replace(SHA256.HashData(writer.Written[SHA256.HashSizeInBytes..]), writer.Written[SHA256.HashSizeInBytes..]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A read-only repository, a full disk, another run that writes just now: the next one reads from git again.
        }
    }

    /// <summary>Not flushed to the disk: the sum tells after a crash. One name, so that killed runs leave one file at most.</summary>
    private void Replace(ReadOnlySpan<byte> sum, ReadOnlySpan<byte> rest)
    {
        var temporary = _path + ".tmp";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            stream.Write(sum);
            stream.Write(rest);
        }

        File.Move(temporary, _path, overwrite: true);
    }

    /// <summary>Half of what is allowed, so that this is not done every time.</summary>
    private CommitStore Newest(CommitStore store)
    {
        var newest = new CommitStore(store.Watched);
        foreach (var commit in store.Ids.Select(store.Read).OrderByDescending(commit => commit.Seconds).ThenBy(commit => commit.Id, StringComparer.Ordinal))
        {
            if (newest.Size > _limit / 2)
            {
                break;
            }

            newest.Add(commit with { Directories = [.. commit.Directories.Select(index => newest.Text(store.Text(index)))] });
        }

        return newest;
    }
}
