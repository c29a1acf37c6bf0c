using System.Diagnostics.CodeAnalysis;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>
/// Reads PEP 508: <c>name [extra, …] (specifier, …) ; marker</c> or <c>name @ address ; marker</c>. Markers are taken as they
/// are: nothing here depends on them, and the real resolver judges them.
/// </summary>
internal sealed class RequirementParser(string text)
{
    private static readonly string[] Operators = ["===", "~=", "==", "!=", "<=", ">=", "<", ">"];
    private int _position;
    private string? _problem;

    public bool TryParse([NotNullWhen(true)] out Requirement? requirement, [NotNullWhen(false)] out string? problem)
    {
        requirement = Parse();
        problem = requirement is null ? _problem ?? Expected("a requirement") : null;
        return requirement is not null;
    }

    private Requirement? Parse()
    {
        SkipBlanks();
        var name = ReadIdentifier();
        if (name is null || !DistributionName.IsValid(name))
        {
            return Fail("a package name");
        }

        var afterName = _position;
        SkipBlanks();
        if (Current == '[' && !ReadExtras(ref afterName))
        {
            return null;
        }

        SkipBlanks();
        if (Current == '@')
        {
            return ReadAddress(name);
        }

        var range = ReadRange(afterName);
        return range is not null && AtEndOrMarker() ? new Requirement(text, DistributionName.Normalize(name), range.Value, isDirect: false) : null;
    }

    private bool ReadExtras(ref int end)
    {
        do
        {
            _position++;
            SkipBlanks();
            if (Current == ']')
            {
                break;
            }

            if (ReadIdentifier() is null)
            {
                return Fail("an extra's name") is not null;
            }

            SkipBlanks();
        }
        while (Current == ',');
        if (Current != ']')
        {
            return Fail("',' or ']'") is not null;
        }

        end = ++_position;
        return true;
    }

    /// <summary>The address ends at a blank, as PEP 508 demands one before a marker's semicolon.</summary>
    private Requirement? ReadAddress(string name)
    {
        var start = _position++;
        SkipBlanks();
        var address = _position;
        while (_position < text.Length && !char.IsWhiteSpace(text[_position]))
        {
            _position++;
        }

        if (_position == address)
        {
            return Fail("an address after '@'");
        }

        var span = TextSpan.FromBounds(start, _position);
        return AtEndOrMarker() ? new Requirement(text, DistributionName.Normalize(name), span, isDirect: true) : null;
    }

    private TextSpan? ReadRange(int whenNone)
    {
        if (Current != '(')
        {
            return ReadSpecifiers() ?? (_problem is null ? new TextSpan(whenNone, 0) : null);
        }

        _position++;
        SkipBlanks();
        var inside = _position;
        var range = ReadSpecifiers() ?? new TextSpan(inside, 0);
        SkipBlanks();
        if (_problem is not null || Current != ')')
        {
            Fail("')'");
            return null;
        }

        _position++;
        return range;
    }

    /// <summary>The comma-separated specifiers, or null when there is none or one is malformed. A trailing comma is accepted as pip does.</summary>
    private TextSpan? ReadSpecifiers()
    {
        var start = _position;
        var end = -1;
        while (ReadOperator() is { } operation)
        {
            SkipBlanks();
            if (!ReadVersion(arbitrary: operation == "==="))
            {
                Fail($"a version after '{operation}'");
                return null;
            }

            end = _position;
            SkipBlanks();
            if (Current != ',')
            {
                break;
            }

            end = ++_position;
            SkipBlanks();
        }

        return end < 0 ? null : TextSpan.FromBounds(start, end);
    }

    private string? ReadOperator()
    {
        var found = Array.Find(Operators, o => string.CompareOrdinal(text, _position, o, 0, o.Length) == 0);
        _position += found?.Length ?? 0;
        return found;
    }

    private bool ReadVersion(bool arbitrary)
    {
        var start = _position;
        while (_position < text.Length && (arbitrary
            ? !char.IsWhiteSpace(text[_position]) && text[_position] is not (',' or ';' or ')')
            : char.IsAsciiLetterOrDigit(text[_position]) || text[_position] is '.' or '_' or '*' or '+' or '!' or '-'))
        {
            _position++;
        }

        return _position > start;
    }

    private bool AtEndOrMarker()
    {
        SkipBlanks();
        if (_position == text.Length || (Current == ';' && text.AsSpan(_position + 1).Trim().Length > 0))
        {
            return true;
        }

        Fail(Current == ';' ? "a marker after ';'" : "a version specifier, ';' or the end");
        return false;
    }

    private string? ReadIdentifier()
    {
        var start = _position;
        while (_position < text.Length && (char.IsAsciiLetterOrDigit(text[_position]) || text[_position] is '.' or '_' or '-'))
        {
            _position++;
        }

        return _position > start ? text[start.._position] : null;
    }

    private char Current => _position < text.Length ? text[_position] : '\0';

    private void SkipBlanks()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position]))
        {
            _position++;
        }
    }

    private Requirement? Fail(string expected)
    {
        _problem ??= Expected(expected);
        return null;
    }

    private string Expected(string what) => $"{what} was expected at character {_position + 1}";
}
