namespace ReleaseKit.Core.Json;

/// <summary>Turns offsets into UTF-8 bytes into offsets into UTF-16 text. Offsets must be asked for in ascending order, so that all together take linear time.</summary>
internal ref struct Utf8OffsetMap(ReadOnlySpan<byte> utf8, int textStart)
{
    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private int _byte;
    private int _character = textStart;

    /// <summary>The text offset of the character that begins at a byte offset.</summary>
    public int ToText(long byteOffset)
    {
        var end = Math.Min((int)byteOffset, _utf8.Length);
        for (; _byte < end; _byte++)
        {
            // Continuation bytes add nothing; a lead byte of four is a surrogate pair.
            var value = _utf8[_byte];
            _character += (value & 0xC0) == 0x80 ? 0 : value >= 0xF0 ? 2 : 1;
        }

        return _character;
    }
}
