using System.Text;

namespace ReleaseKit.Engine.Processes;

/// <summary>Keeps the beginning and the end of a text, however long it is.</summary>
internal sealed class BoundedText(int half)
{
    private readonly StringBuilder _head = new();
    private readonly Queue<string> _tail = new();
    private long _tailLength;
    private long _dropped;

    /// <summary>Whether the middle is missing.</summary>
    public bool Shortened => _dropped > 0;

    /// <summary>Takes the next piece.</summary>
    public void Append(string piece)
    {
        var room = half - _head.Length;
        if (room > 0)
        {
            _head.Append(piece.AsSpan(0, Math.Min(room, piece.Length)));
            piece = piece.Length <= room ? "" : piece[room..];
        }

        if (piece.Length == 0)
        {
            return;
        }

        _tail.Enqueue(piece);
        _tailLength += piece.Length;
        while (_tailLength - _tail.Peek().Length >= half)
        {
            var oldest = _tail.Dequeue();
            _tailLength -= oldest.Length;
            _dropped += oldest.Length;
        }
    }

    /// <summary>The text; where its middle is missing, a line says how much.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(_head.Length + (int)_tailLength + 64).Append(_head);
        if (Shortened)
        {
            text.Append($"\n[{_dropped} characters left out]\n");
        }

        foreach (var piece in _tail)
        {
            text.Append(piece);
        }

        return text.ToString();
    }
}
