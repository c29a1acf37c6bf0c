namespace ReleaseKit.Core.Xml;

/// <summary>Turns the lines and columns of <see cref="System.Xml.XmlReader"/>, to which a lone carriage return ends a line too, into offsets.</summary>
internal sealed class XmlLineMap
{
    private readonly List<int> _starts;
    private readonly int _end;

    public XmlLineMap(string text, int start)
    {
        _starts = [start];
        _end = text.Length;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n')))
            {
                _starts.Add(i + 1);
            }
        }
    }

    /// <summary>The offset of a one-based line and column; the end of the text for a line of 0, which stands for nowhere.</summary>
    public int ToOffset(int line, int column) =>
        line < 1 || line > _starts.Count ? _end : Math.Min(_starts[line - 1] + Math.Max(column, 1) - 1, _end);
}
