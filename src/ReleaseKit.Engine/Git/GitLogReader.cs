using System.Text;

namespace ReleaseKit.Engine.Git;

/// <summary>
/// Reads <c>git log --raw -z</c> in the format of <see cref="Format"/> as it comes. Fields end with NUL, which neither
/// messages nor paths can hold, so no text in them can be taken for structure.
/// </summary>
internal sealed class GitLogReader
{
    /// <summary>Mark, object name, parents, author name, author e-mail, author seconds, message; then the raw entries.</summary>
    public const string Format = "--format=tformat:%x01%H%x00%P%x00%an%x00%ae%x00%at%x00%B%x00";

    private const byte Mark = 1;
    private readonly Stream _stream;
    private readonly ILogVisitor _visitor;
    private byte[] _buffer = new byte[1 << 16];
    private char[] _path = new char[512];
    private int _start;
    private int _end;

    public GitLogReader(Stream stream, ILogVisitor visitor)
    {
        _stream = stream;
        _visitor = visitor;
    }

    /// <summary>Reads to the end.</summary>
    public void Read()
    {
        var header = new string[6];
        var open = false;
        while (TryReadField(out var field))
        {
            field = Trim(field);
            if (field.IsEmpty)
            {
                continue;
            }

            if (field[0] == Mark)
            {
                if (open)
                {
                    Complete(header);
                }

                header[0] = Encoding.ASCII.GetString(field[1..]);
                for (var i = 1; i < header.Length; i++)
                {
                    header[i] = TryReadField(out var text) ? Encoding.UTF8.GetString(text) : "";
                }

                open = true;
            }
            else if (field[0] == (byte)':' && TryReadField(out var path))
            {
                Touch(path);
            }
        }

        if (open)
        {
            Complete(header);
        }
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> field) => field.Length > 0 && field[0] == (byte)'\n' ? field[1..] : field;

    private void Complete(string[] header) =>
        _visitor.Commit(header[0], header[1].Length == 0 ? [] : header[1].Split(' '), header[2], header[3], header[4], header[5]);

    private void Touch(ReadOnlySpan<byte> path)
    {
        if (_path.Length < path.Length)
        {
            _path = new char[path.Length * 2];
        }

        _visitor.Path(_path.AsSpan(0, Encoding.UTF8.GetChars(path, _path)));
    }

    private bool TryReadField(out ReadOnlySpan<byte> field)
    {
        var scanned = _start;
        while (true)
        {
            var length = _buffer.AsSpan(scanned, _end - scanned).IndexOf((byte)0);
            if (length >= 0)
            {
                field = _buffer.AsSpan(_start, scanned + length - _start);
                _start = scanned + length + 1;
                return true;
            }

            scanned = _end;
            if (_start > 0)
            {
                Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
                scanned -= _start;
                _end -= _start;
                _start = 0;
            }

            if (_end == _buffer.Length)
            {
                Array.Resize(ref _buffer, _buffer.Length * 2);
            }

            var read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0)
            {
                field = default;
                return false;
            }

            _end += read;
        }
    }
}
