using System.Collections.Immutable;

namespace ReleaseKit.Engine.Vcs.Caching;

/// <summary>
/// Commits as bytes, found by their object names. A commit never changes, so what is in here stays true whatever happens to
/// branches and tags; it is only ever added to.
/// </summary>
internal sealed class CommitStore
{
    private readonly RecordWriter _records;
    private readonly Dictionary<string, int> _offsets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _textIndex = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];
    private readonly byte[] _kept;

    /// <summary>A store with nothing in it.</summary>
    /// <param name="watched">Folders, relative to the repository's top level, whose added files are kept.</param>
    public CommitStore(IEnumerable<string> watched)
        : this(watched, [], [])
    {
    }

    private CommitStore(IEnumerable<string> watched, IEnumerable<string> texts, byte[] kept)
    {
        Watched = [.. watched];
        _kept = kept;
        _records = new RecordWriter([]);
        foreach (var text in texts)
        {
            Text(text);
        }
    }

    /// <summary>Folders whose added files are kept.</summary>
    public ImmutableHashSet<string> Watched { get; }

    /// <summary>How many commits there are.</summary>
    public int Count => _offsets.Count;

    /// <summary>How many of them were added since the store was read.</summary>
    public int AddedCount { get; private set; }

    /// <summary>How many bytes they take.</summary>
    public int Size => _kept.Length + _records.Length;

    /// <summary>The names of all commits, in the order they were added.</summary>
    public IEnumerable<string> Ids => _offsets.Keys;

    /// <summary>Whether a commit is in it.</summary>
    public bool Contains(string id) => _offsets.ContainsKey(id);

    /// <summary>The number of a text that many commits share.</summary>
    public int Text(ReadOnlySpan<char> text)
    {
        if (!_textIndex.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var index))
        {
            index = _texts.Count;
            _texts.Add(text.ToString());
            _textIndex[_texts[index]] = index;
        }

        return index;
    }

    /// <summary>The text of a number.</summary>
    public string Text(int index) => _texts[index];

    /// <summary>Adds a commit that is not in it.</summary>
    public void Add(StoredCommit commit)
    {
        _offsets.Add(commit.Id, Size);
        AddedCount++;
        var block = _records.BeginBlock();
        WriteId(commit.Id);
        _records.Write((ulong)commit.Parents.Length);
        Array.ForEach(commit.Parents, WriteId);
        _records.WriteSigned(commit.Seconds);
        _records.Write((ulong)Text(commit.Author.Name));
        _records.Write((ulong)Text(commit.Author.Email));
        _records.WriteSigned(commit.Author.Seconds);
        _records.Write((ulong)commit.Directories.Length);
        Array.ForEach(commit.Directories, index => _records.Write((ulong)index));
        _records.Write((ulong)commit.Added.Length);
        Array.ForEach(commit.Added, _records.Write);
        _records.Write(commit.Utf8Message.Span);
        _records.EndBlock(block);
    }

    /// <summary>A commit that is in it.</summary>
    public StoredCommit Read(string id)
    {
        var offset = _offsets[id];
        var bytes = offset < _kept.Length ? _kept.AsSpan(offset) : _records.Written[(offset - _kept.Length)..];
        var reader = new RecordReader(new RecordReader(bytes).ReadBlock());
        ReadId(ref reader);
        var parents = new string[reader.ReadIndex(int.MaxValue)];
        for (var i = 0; i < parents.Length; i++)
        {
            parents[i] = ReadId(ref reader);
        }

        var seconds = reader.ReadSigned();
        var author = new Authorship(_texts[reader.ReadIndex(_texts.Count)], _texts[reader.ReadIndex(_texts.Count)], reader.ReadSigned());
        var directories = new int[reader.ReadIndex(int.MaxValue)];
        for (var i = 0; i < directories.Length; i++)
        {
            directories[i] = reader.ReadIndex(_texts.Count);
        }

        var added = new string[reader.ReadIndex(int.MaxValue)];
        for (var i = 0; i < added.Length; i++)
        {
            added[i] = reader.ReadText();
        }

        return new StoredCommit(id, parents, seconds, author, directories, added, reader.ReadRest().ToArray());
    }

    /// <summary>Writes everything so that <see cref="ReadFrom"/> reads it.</summary>
    public void WriteTo(RecordWriter writer)
    {
        var texts = writer.BeginBlock();
        _texts.ForEach(writer.Write);
        writer.EndBlock(texts);
        var watched = writer.BeginBlock();
        foreach (var folder in Watched.Order(StringComparer.Ordinal))
        {
            writer.Write(folder);
        }

        writer.EndBlock(watched);
        var records = writer.BeginBlock();
        writer.Write(_kept);
        writer.Write(_records.Written);
        writer.EndBlock(records);
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It did not write this.</exception>
    public static CommitStore ReadFrom(ref RecordReader reader)
    {
        var texts = new RecordReader(reader.ReadBlock());
        var watched = new RecordReader(reader.ReadBlock());
        var store = new CommitStore(ReadTexts(watched), ReadTexts(texts), reader.ReadBlock().ToArray());
        var records = new RecordReader(store._kept);
        for (var offset = 0; !records.IsAtEnd;)
        {
            var block = records.ReadBlock();
            var record = new RecordReader(block);
            store._offsets[ReadId(ref record)] = offset;
            offset += sizeof(int) + block.Length;
        }

        return store;
    }

    private static List<string> ReadTexts(RecordReader reader)
    {
        var texts = new List<string>();
        while (!reader.IsAtEnd)
        {
            texts.Add(reader.ReadText());
        }

        return texts;
    }

    private void WriteId(string id)
    {
        _records.Write((ulong)id.Length / 2);
        _records.Write(Convert.FromHexString(id));
    }

    private static string ReadId(ref RecordReader reader) => Convert.ToHexStringLower(reader.ReadBytes(reader.ReadIndex(byte.MaxValue)));
}
