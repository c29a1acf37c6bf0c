using System.Buffers.Binary;
using System.Text;

namespace ReleaseKit.Engine.Vcs.Caching;

/// <summary>Bytes that grow at the end. Numbers take as few bytes as they need, texts are UTF-8 after their length.</summary>
internal sealed class RecordWriter
{
    private byte[] _bytes;

    public RecordWriter(ReadOnlySpan<byte> start)
    {
        _bytes = new byte[Math.Max(1 << 12, start.Length + (start.Length >> 3))];
        Write(start);
    }

    /// <summary>How many bytes there are.</summary>
    public int Length { get; private set; }

    /// <summary>All bytes so far; valid until the next one is written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Appends bytes as they are.</summary>
    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Grow(bytes.Length));

    /// <summary>Appends a number.</summary>
    public void Write(ulong number)
    {
        while (number >= 0x80)
        {
            Grow(1)[0] = (byte)(number | 0x80);
            number >>= 7;
        }

        Grow(1)[0] = (byte)number;
    }

    /// <summary>Appends a number that may be negative.</summary>
    public void WriteSigned(long number) => Write((ulong)((number << 1) ^ (number >> 63)));

    /// <summary>Appends a text.</summary>
    public void Write(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Write((ulong)length);
        Encoding.UTF8.GetBytes(text, Grow(length));
    }

    /// <summary>Makes room for a length that is known later; see <see cref="EndBlock"/>.</summary>
    public int BeginBlock()
    {
        Grow(sizeof(int));
        return Length;
    }

    /// <summary>Writes the length of what came since the block began.</summary>
    public void EndBlock(int begin) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(begin - sizeof(int)), Length - begin);

    private Span<byte> Grow(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(Length + count, _bytes.Length * 2));
        }

        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }
}
