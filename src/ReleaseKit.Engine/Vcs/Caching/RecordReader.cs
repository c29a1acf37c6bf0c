using System.Buffers.Binary;
using System.Text;

namespace ReleaseKit.Engine.Vcs.Caching;

/// <summary>Reads what <see cref="RecordWriter"/> wrote.</summary>
/// <exception cref="InvalidDataException">The bytes end too early or hold a number that cannot be.</exception>
internal ref struct RecordReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>So many bytes as they are.</summary>
    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if ((uint)count > (uint)_rest.Length)
        {
            throw new InvalidDataException();
        }

        var bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }

    /// <summary>All that is left.</summary>
    public ReadOnlySpan<byte> ReadRest() => ReadBytes(_rest.Length);

    /// <summary>A number.</summary>
    public ulong ReadNumber()
    {
        ulong number = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = ReadBytes(1)[0];
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return number;
            }
        }

        throw new InvalidDataException();
    }

    /// <summary>A number that may be negative.</summary>
    public long ReadSigned()
    {
        var number = ReadNumber();
        return (long)(number >> 1) ^ -(long)(number & 1);
    }

    /// <summary>A number below a limit: an index or a count.</summary>
    public int ReadIndex(int limit)
    {
        var number = ReadNumber();
        return number < (ulong)limit ? (int)number : throw new InvalidDataException();
    }

    /// <summary>A text.</summary>
    public string ReadText() => Encoding.UTF8.GetString(ReadBytes(ReadIndex(int.MaxValue)));

    /// <summary>What a block holds.</summary>
    public ReadOnlySpan<byte> ReadBlock() => ReadBytes(BinaryPrimitives.ReadInt32LittleEndian(ReadBytes(sizeof(int))));
}
