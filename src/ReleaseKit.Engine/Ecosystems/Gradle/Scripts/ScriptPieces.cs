using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Gradle.Scripts;

/// <summary>Collects what a string is made of.</summary>
internal sealed class ScriptPieces(string text)
{
    private readonly StringBuilder _value = new();
    private readonly List<ScriptNode> _pieces = [];
    private bool _hasEscapes;

    public void Add(char c) => _value.Append(c);

    public void AddHole(ScriptNode hole)
    {
        Flush();
        _pieces.Add(hole);
    }

    /// <summary>Adds what stands behind a back slash, and says how many characters that took.</summary>
    public int AddEscape(int at)
    {
        _hasEscapes = true;
        var c = at + 1 < text.Length ? text[at + 1] : '\\';
        if (c == 'u' && at + 6 <= text.Length && ushort.TryParse(text.AsSpan(at + 2, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var unit))
        {
            _value.Append((char)unit);
            return 6;
        }

        if (c is '\r' or '\n')
        {
            return 2;
        }

        _value.Append(c switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' => '\b', 'f' => '\f', _ => c });
        return 2;
    }

    public ScriptNode ToNode(TextSpan span)
    {
        if (_pieces.Count == 0)
        {
            return new ScriptNode(ScriptNodeKind.Text, span, _value.ToString()) { IsPlain = !_hasEscapes };
        }

        Flush();
        return new ScriptNode(ScriptNodeKind.Text, span, "") { Children = [.. _pieces] };
    }

    private void Flush()
    {
        if (_value.Length > 0)
        {
            _pieces.Add(new ScriptNode(ScriptNodeKind.Text, default, _value.ToString()));
            _value.Clear();
        }
    }
}
