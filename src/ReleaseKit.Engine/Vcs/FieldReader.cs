namespace ReleaseKit.Engine.Vcs;

/// <summary>Cuts a stream into fields that each end with one byte. Holds one buffer, however long the stream.</summary>
internal sealed class FieldReader(Stream stream, byte terminator = 0)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <summary>The next field without its terminator, valid until the next call; false at the end. What follows the last terminator is dropped.</summary>
    public bool TryRead(out ReadOnlySpan<byte> field)
    {
        var scanned = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf(terminator);
            if (length >= 0)
            {
                field = _buffer.AsSpan(_start, scanned + length);
                _start += scanned + length + 1;
                return true;
            }

            scanned = _end - _start;
            if (!Fill())
            {
                field = default;
                return false;
            }
        }
    }

    private bool Fill()
    {
        Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
        _end -= _start;
        _start = 0;
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        return read > 0;
    }
}
