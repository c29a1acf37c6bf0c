using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Releasing;

/// <summary>What one file was, and what it is about to become.</summary>
/// <param name="File">The file.</param>
/// <param name="Before">Its bytes; null when it did not exist.</param>
/// <param name="After">Digest of the bytes to be written.</param>
internal sealed record JournalEntry(RelativePath File, byte[]? Before, string After)
{
    /// <summary>The digest that names a file's content; empty for a file that does not exist.</summary>
    public static string Digest(byte[]? bytes) => bytes is null ? "" : Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>All entries in one file: an index as one line of JSON, then the bytes one after the other.</summary>
    public static byte[] Serialize(IReadOnlyCollection<JournalEntry> entries)
    {
        using var stream = new MemoryStream();
        stream.Write(JsonSerializer.SerializeToUtf8Bytes(entries.Select(e => new Line(e.File.Value, e.Before?.Length ?? -1, e.After))));
        stream.WriteByte((byte)'\n');
        foreach (var entry in entries)
        {
            stream.Write(entry.Before);
        }

        return stream.ToArray();
    }

    /// <summary>The way back of <see cref="Serialize"/>; null when the bytes are not such a file.</summary>
    public static ImmutableArray<JournalEntry>? Deserialize(byte[] journal)
    {
        var end = Array.IndexOf(journal, (byte)'\n');
        if (end < 0)
        {
            return null;
        }

        try
        {
            var entries = ImmutableArray.CreateBuilder<JournalEntry>();
            var position = end + 1;
            foreach (var line in JsonSerializer.Deserialize<Line[]>(journal.AsSpan(0, end))!)
            {
                var before = line.Length < 0 ? null : journal[position..(position += line.Length)];
                entries.Add(new JournalEntry(RelativePath.Parse(line.File), before, line.After));
            }

            return position == journal.Length ? entries.ToImmutable() : null;
        }
        catch (Exception e) when (e is JsonException or ArgumentOutOfRangeException or FormatException)
        {
            return null;
        }
    }

    private sealed record Line(string File, int Length, string After);
}
