using System.Numerics;

namespace ReleaseKit.Core.Versions.Maven;

/// <summary>Takes a version apart as <c>ComparableVersion</c> of Maven 3.8 does.</summary>
internal sealed class VersionReader(string version)
{
    private readonly string _text = version.ToLowerInvariant();
    private readonly Stack<ListItem> _lists = [];
    private bool _inDigits;
    private int _start;

    public ListItem Read()
    {
        var root = new ListItem([]);
        _lists.Push(root);
        for (var i = 0; i < _text.Length; i++)
        {
            Take(i);
        }

        if (_start < _text.Length)
        {
            Add(_text.Length, beforeDigit: false);
        }

        // From the innermost list outwards, so that a list that became empty can go.
        foreach (var list in _lists)
        {
            list.Normalize();
        }

        return root;
    }

    private void Take(int index)
    {
        switch (_text[index])
        {
            case '.':
                Add(index, beforeDigit: false);
                _start++;
                break;
            case '-':
                Add(index, beforeDigit: false);
                _start++;
                Nest();
                break;
            case >= '0' and <= '9':
                Change(index, toDigits: true);
                break;
            default:
                Change(index, toDigits: false);
                break;
        }
    }

    private void Change(int index, bool toDigits)
    {
        if (_inDigits != toDigits && index > _start)
        {
            Add(index, beforeDigit: toDigits);
            Nest();
        }

        _inDigits = toDigits;
    }

    private void Nest()
    {
        var list = new ListItem([]);
        _lists.Peek().Items.Add(list);
        _lists.Push(list);
    }

    /// <summary>Adds what was read up to an offset; nothing between two separators counts as 0.</summary>
    private void Add(int end, bool beforeDigit)
    {
        var word = _text[_start..end];
        _lists.Peek().Items.Add(word.Length == 0 ? new NumberItem(BigInteger.Zero)
            : _inDigits ? new NumberItem(BigInteger.Parse(word))
            : new QualifierItem(word, beforeDigit));
        _start = end;
    }
}
