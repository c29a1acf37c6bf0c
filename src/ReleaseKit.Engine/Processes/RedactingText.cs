using System.Text;

namespace ReleaseKit.Engine.Processes;

/// <summary>Redacts a text that arrives in pieces, also where a credential is split between two of them.</summary>
internal sealed class RedactingText(Redactor redactor, Action<string> sink)
{
    private readonly StringBuilder _held = new();

    /// <summary>Takes the next piece and passes on what certainly holds no credential.</summary>
    public void Append(ReadOnlySpan<char> piece)
    {
        if (redactor.IsEmpty)
        {
            sink(piece.ToString());
            return;
        }

        _held.Append(piece);
        Pass(isEnd: false);
    }

    /// <summary>Passes on the rest.</summary>
    public void Complete() => Pass(isEnd: true);

    private void Pass(bool isEnd)
    {
        if (_held.Length == 0)
        {
            return;
        }

        var result = new StringBuilder(_held.Length);
        var taken = redactor.Redact(_held.ToString(), isEnd, result);
        _held.Remove(0, taken);
        if (result.Length > 0)
        {
            sink(result.ToString());
        }
    }
}
