using System.Text;

namespace ReleaseKit.Engine.Processes;

/// <summary>Takes one output of a child: decodes, redacts, keeps its ends, and hands its lines to the log.</summary>
internal sealed class OutputCollector
{
    /// <summary>Characters kept of the beginning and again of the end.</summary>
    private const int Half = 8 * 1024 * 1024;

    private const int LongestLine = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly BoundedText _text = new(Half);
    private readonly StringBuilder _line = new();
    private readonly RedactingText _redacting;
    private readonly RunLog _log;
    private readonly bool _isError;

    public OutputCollector(Redactor redactor, RunLog log, bool isError)
    {
        _isError = isError;
        _log = log;
        _redacting = new RedactingText(redactor, Take);
    }

    /// <summary>Whether the middle of the output was not kept.</summary>
    public bool Shortened => _text.Shortened;

    /// <summary>Reads to the end; blocks.</summary>
    public void Read(Stream stream)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var buffer = new char[16 * 1024];
        int read;
        while ((read = reader.Read(buffer)) > 0)
        {
            lock (_lock)
            {
                _redacting.Append(buffer.AsSpan(0, read));
            }
        }
    }

    /// <summary>Everything read so far, redacted.</summary>
    public string Complete()
    {
        lock (_lock)
        {
            _redacting.Complete();
            if (_line.Length > 0)
            {
                FlushLine();
            }

            return _text.ToString();
        }
    }

    private void Take(string piece)
    {
        _text.Append(piece);
        var start = 0;
        for (var end = piece.IndexOf('\n', StringComparison.Ordinal); end >= 0; end = piece.IndexOf('\n', start))
        {
            _line.Append(piece.AsSpan(start, end - start));
            FlushLine();
            start = end + 1;
        }

        _line.Append(piece.AsSpan(start));
        if (_line.Length > LongestLine)
        {
            FlushLine();
        }
    }

    private void FlushLine()
    {
        _log.Output(_line.ToString().TrimEnd('\r'), _isError);
        _line.Clear();
    }
}
