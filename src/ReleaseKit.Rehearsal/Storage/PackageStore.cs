using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ReleaseKit.Rehearsal.Storage;

/// <summary>
/// The packages of one protocol: for each a document, which is the only truth, and the files it names. An upload writes
/// its files first and then the document; until that last rename nothing of it exists, after it all of it does.
/// </summary>
/// <typeparam name="TDocument">The protocol's own immutable record of a package.</typeparam>
internal sealed class PackageStore<TDocument>(StorageFolder folder, string protocol, JsonTypeInfo<TDocument> json)
    where TDocument : class
{
    private const string DocumentName = "package.json";

    private readonly ConcurrentDictionary<string, TDocument> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lock> _locks = new(StringComparer.Ordinal);

    /// <summary>The package's document, or null when nothing was ever stored under the name.</summary>
    public TDocument? Find(string name)
    {
        if (_known.TryGetValue(name, out var known))
        {
            return known;
        }

        var path = folder.PathOf(protocol, name, DocumentName);
        return File.Exists(path) ? _known.GetOrAdd(name, JsonSerializer.Deserialize(File.ReadAllBytes(path), json)!) : null;
    }

    /// <summary>Every package, in no particular order.</summary>
    public IEnumerable<TDocument> All()
    {
        var root = folder.PathOf(protocol);
        foreach (var package in Directory.Exists(root) ? Directory.EnumerateDirectories(root) : [])
        {
            var path = Path.Combine(package, DocumentName);
            if (File.Exists(path))
            {
                yield return JsonSerializer.Deserialize(File.ReadAllBytes(path), json)!;
            }
        }
    }

    /// <summary>
    /// Changes one package while nobody else can. The change sees the document as it is and returns the one to store, or
    /// null to leave it, and an answer; it may <see cref="WriteFile"/> before it returns.
    /// </summary>
    public TAnswer Change<TAnswer>(string name, Func<TDocument?, (TDocument? Document, TAnswer Answer)> change)
    {
        lock (_locks.GetOrAdd(name, _ => new Lock()))
        {
            var (document, answer) = change(Find(name));
            if (document is not null)
            {
                folder.Write(folder.PathOf(protocol, name, DocumentName), JsonSerializer.SerializeToUtf8Bytes(document, json));
                _known[name] = document;
            }

            return answer;
        }
    }

    /// <summary>Stores a file of a package; it counts from the moment its document names it.</summary>
    public void WriteFile(string name, string file, ReadOnlySpan<byte> content) => folder.Write(FilePath(name, file), content);

    /// <summary>Where a file of a package lies.</summary>
    public string FilePath(string name, string file) => folder.PathOf(protocol, name, "files", file);
}
