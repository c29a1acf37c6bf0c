using System.Security.Cryptography;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Publishing;

/// <summary>
/// Remembers manifests before they are pinned, so that they come back byte for byte: at the end of the stage, after a
/// failure, at the end of a cancelled build, and at the start of the next run after a kill. The copy and its digest are on
/// disk before the first byte of the manifest changes.
/// </summary>
public sealed class PinJournal
{
    private const string EntryFile = "entry.json";
    private const string OriginalFile = "original";
    private readonly IFileSystem _files;
    private readonly string _directory;

    /// <summary>A journal in <c>pins/</c> of the output folder.</summary>
    public PinJournal(IFileSystem files, string outputPath)
    {
        _files = files;
        _directory = Path.Combine(outputPath, "pins");
    }

    /// <summary>Whether anything is pinned, by whichever run.</summary>
    public bool IsPending => Directory.Exists(_directory) && Directory.EnumerateFiles(_directory, OriginalFile, SearchOption.AllDirectories).Any();

    /// <summary>The manifests that are pinned, by whichever run.</summary>
    public IReadOnlyList<RelativePath> PendingFiles => !Directory.Exists(_directory) ? [] :
    [
        .. Directory.EnumerateFiles(_directory, EntryFile, SearchOption.AllDirectories)
            .Select(path => RelativePath.Parse(JsonSerializer.Deserialize<Entry>(File.ReadAllBytes(path))!.File)).Distinct().Order(),
    ];

    /// <summary>Replaces a manifest, remembering what it was. Nothing is written when the bytes are equal.</summary>
    /// <param name="owner">The package that pins.</param>
    /// <param name="file">The manifest.</param>
    /// <param name="original">Its bytes as they were read to compute <paramref name="pinned"/>.</param>
    /// <param name="pinned">The bytes to write.</param>
    /// <exception cref="ReleaseException"><c>RK-PIN-CONFLICT</c>: the file changed since it was read.</exception>
    public void Pin(PackageId owner, RelativePath file, byte[] original, byte[] pinned)
    {
        if (original.AsSpan().SequenceEqual(pinned))
        {
            return;
        }

        var folder = Folder(owner, file);
        if (Directory.Exists(folder))
        {
            RestoreFolder(folder);
        }

        Directory.CreateDirectory(folder);
        WriteThrough(Path.Combine(folder, OriginalFile), original);
        var entry = new Entry(owner.ToString(), file.Value, Hash(original), Hash(pinned));
        WriteThrough(Path.Combine(folder, EntryFile), JsonSerializer.SerializeToUtf8Bytes(entry));
        if (Hash(_files.Read(file)) != entry.Original)
        {
            Directory.Delete(folder, recursive: true);
            throw Conflict(file);
        }

        _files.Write(file, pinned);
    }

    /// <summary>Puts back what a package pinned. Doing it twice is safe.</summary>
    /// <returns>The manifests that were put back.</returns>
    /// <exception cref="ReleaseException"><c>RK-PIN-CONFLICT</c>: somebody else changed a pinned manifest; it is left alone.</exception>
    public IReadOnlyList<RelativePath> Restore(PackageId owner) => RestoreAll(Path.Combine(_directory, SafeName.For(owner)));

    /// <summary>Puts back whatever any run left pinned.</summary>
    /// <returns>The manifests that were put back.</returns>
    /// <exception cref="ReleaseException"><c>RK-PIN-CONFLICT</c>, once for each manifest that somebody else changed.</exception>
    public IReadOnlyList<RelativePath> RestoreEverything() => RestoreAll(_directory);

    private List<RelativePath> RestoreAll(string below)
    {
        if (!Directory.Exists(below))
        {
            return [];
        }

        var restored = new List<RelativePath>();
        var problems = new List<Diagnostic>();
        foreach (var original in Directory.EnumerateFiles(below, OriginalFile, SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray())
        {
            try
            {
                if (RestoreFolder(Path.GetDirectoryName(original)!) is { } file)
                {
                    restored.Add(file);
                }
            }
            catch (ReleaseException e)
            {
                problems.AddRange(e.Diagnostics);
            }
        }

        return problems.Count == 0 ? restored : throw new ReleaseException(problems);
    }

    private RelativePath? RestoreFolder(string folder)
    {
        var entryPath = Path.Combine(folder, EntryFile);
        if (!File.Exists(entryPath))
        {
            // Killed before the entry was complete: the manifest had not been touched.
            Directory.Delete(folder, recursive: true);
            return null;
        }

        var entry = JsonSerializer.Deserialize<Entry>(File.ReadAllBytes(entryPath))!;
        var file = RelativePath.Parse(entry.File);
        var current = _files.FileExists(file) ? Hash(_files.Read(file)) : "";
        if (current != entry.Original)
        {
            if (current != entry.Pinned)
            {
                throw Conflict(file, Path.Combine(folder, OriginalFile));
            }

            _files.Write(file, File.ReadAllBytes(Path.Combine(folder, OriginalFile)));
        }

        Directory.Delete(folder, recursive: true);
        return current == entry.Original ? null : file;
    }

    private static ReleaseException Conflict(RelativePath file, string? copy = null) => new(PinCodes.Conflict.At(
        new SourceLocation(file.Value),
        copy is null
            ? $"{file} changed while it was being pinned; nothing was written. Run again when nothing else edits it."
            : $"{file} was changed by somebody else while it was pinned, so it was left alone. The original is kept in {copy}; merge the two by hand and delete that folder."));

    private string Folder(PackageId owner, RelativePath file) =>
        Path.Combine(_directory, SafeName.For(owner), Hash(System.Text.Encoding.UTF8.GetBytes(file.Value))[..12]);

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static void WriteThrough(string path, ReadOnlySpan<byte> bytes)
    {
        var temporary = path + ".tmp";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 4096, FileOptions.WriteThrough))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private sealed record Entry(string Owner, string File, string Original, string Pinned);
}
