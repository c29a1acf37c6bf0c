using System.Text;
using ReleaseKit.Core.Ledgers;
using ReleaseKit.Engine.Files;

namespace ReleaseKit.Engine.Ledgers;

/// <summary>
/// A ledger on disk. Any task in any process appends to it; an entry is on the disk when the call returns. Whoever reads
/// meanwhile sees whole lines, besides perhaps the beginning of the last one.
/// </summary>
public sealed class LedgerFile
{
    private const int Piece = 4096;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>A ledger that may not exist yet.</summary>
    public LedgerFile(string path) => Path = path;

    /// <summary>Its absolute path.</summary>
    public string Path { get; }

    /// <summary>Whether there is one.</summary>
    public bool Exists => File.Exists(Path);

    /// <summary>Adds an entry; its sequence number is given here.</summary>
    /// <returns>The number.</returns>
    public async Task<int> AppendAsync(LedgerEntry entry, CancellationToken cancellationToken)
    {
        // The ledger itself is never locked, so that it can be read at any time.
        using var alone = await FileLock.TakeAsync(Path + ".lock", cancellationToken);
        using var stream = new FileStream(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        var sequence = Last(stream) + 1;
        stream.Write(Utf8.GetBytes(LedgerText.Write(entry with { Sequence = sequence })));
        stream.Flush(flushToDisk: true);
        return sequence;
    }

    /// <summary>All that was written to its end.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-LEDGER-DAMAGED</c>, <c>RK-DOCUMENT-SCHEMA</c>.</exception>
    public Ledger Read() => new(LedgerText.Read(ReadText(), Path));

    /// <summary>Writes the whole ledger anew, in one step.</summary>
    public void Replace(Ledger ledger) => AtomicFile.Replace(Path, Utf8.GetBytes(string.Concat(ledger.Entries.Select(LedgerText.Write))));

    private string ReadText()
    {
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Utf8);
        return reader.ReadToEnd();
    }

    /// <summary>The number of the last whole entry, after which the stream stands; what a killed run left behind it is cut off.</summary>
    private static int Last(FileStream stream)
    {
        var tail = "";
        var start = stream.Length;
        while (true)
        {
            // Lines of the tail, of which the first may lack its beginning.
            var lines = LedgerText.Lines(tail);
            for (var i = lines.Length - 1; i >= (start == 0 ? 0 : 1); i--)
            {
                if (LedgerText.SequenceOf(lines[i]) is { } sequence)
                {
                    var end = start + lines.Take(i + 1).Sum(line => line.Length + 1);
                    stream.SetLength(end);
                    stream.Position = end;
                    return sequence;
                }
            }

            if (start == 0)
            {
                stream.SetLength(0);
                return 0;
            }

            start = Math.Max(0, start - Piece);
            stream.Position = start;
            var bytes = new byte[stream.Length - start];
            stream.ReadExactly(bytes);

            // One character for each byte, so that lengths are positions; only numbers and the form are looked at.
            tail = Encoding.Latin1.GetString(bytes);
        }
    }
}
