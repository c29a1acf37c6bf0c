using System.Text;
using System.Text.Json;

namespace ReleaseKit.Rehearsal.Storage;

/// <summary>Every upload in the order of its answer, kept over restarts as one JSON object a line.</summary>
internal sealed class UploadLog
{
    private readonly Lock _lock = new();
    private readonly List<UploadLogEntry> _entries;
    private readonly string _path;
    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _start;

    private UploadLog(string path, List<UploadLogEntry> entries, TimeProvider clock)
    {
        _path = path;
        _entries = entries;
        _clock = clock;
        _start = clock.GetUtcNow();
    }

    /// <summary>The entries so far.</summary>
    public IReadOnlyList<UploadLogEntry> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _entries];
            }
        }
    }

    /// <summary>Continues the log of a storage folder; a last line that a crash cut short is dropped.</summary>
    public static UploadLog Open(StorageFolder folder, TimeProvider clock)
    {
        var path = Path.Combine(folder.Path, "uploads.jsonl");
        var text = File.Exists(path) ? File.ReadAllText(path) : "";
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        if (whole.Length < text.Length)
        {
            folder.Write(path, Encoding.UTF8.GetBytes(whole));
        }

        var entries = whole.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize(line, StorageJson.Default.UploadLogEntry)!);
        return new UploadLog(path, [.. entries], clock);
    }

    /// <summary>Adds an upload, stamped with the time now.</summary>
    public void Add(UploadLogEntry entry)
    {
        lock (_lock)
        {
            var now = _clock.GetUtcNow();
            var stamped = entry with { At = now, OffsetMs = (long)(now - _start).TotalMilliseconds };
            File.AppendAllText(_path, JsonSerializer.Serialize(stamped, StorageJson.Default.UploadLogEntry) + "\n");
            _entries.Add(stamped);
        }
    }
}
