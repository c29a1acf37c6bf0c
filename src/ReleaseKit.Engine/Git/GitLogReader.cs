using System.Globalization;
using System.Text;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Git;

/// <summary>
/// Reads <c>git log --raw -z</c> in the format of <see cref="Format"/> as it comes. Fields end with NUL, which neither
/// messages nor paths can hold, so no text in them can be taken for structure.
/// </summary>
internal sealed class GitLogReader
{
    /// <summary>Mark, object name, parents, committer seconds, author name, author e-mail, author seconds, message; then the raw entries.</summary>
    public const string Format = "--format=tformat:%x01%H%x00%P%x00%ct%x00%an%x00%ae%x00%at%x00%B%x00";

    private const byte Mark = 1;
    private readonly FieldReader _fields;
    private readonly ILogVisitor _visitor;
    private char[] _path = new char[512];

    public GitLogReader(Stream stream, ILogVisitor visitor)
    {
        _fields = new FieldReader(stream);
        _visitor = visitor;
    }

    /// <summary>Reads until the visitor has enough.</summary>
    /// <returns>Whether it read to the end.</returns>
    public bool Read()
    {
        var header = new string[7];
        var open = false;
        while (_fields.TryRead(out var field))
        {
            field = Trim(field);
            if (field.IsEmpty)
            {
                continue;
            }

            if (field[0] == Mark)
            {
                if (open && !Complete(header))
                {
                    return false;
                }

                header[0] = Encoding.ASCII.GetString(field[1..]);
                for (var i = 1; i < header.Length; i++)
                {
                    header[i] = _fields.TryRead(out var text) ? Encoding.UTF8.GetString(text) : "";
                }

                open = true;
            }
            else if (field[0] == (byte)':')
            {
                // A merge has a letter for each parent; it adds a file when none of them has it.
                var added = field[(field.LastIndexOf((byte)' ') + 1)..].IndexOfAnyExcept((byte)'A') < 0;
                if (_fields.TryRead(out var path))
                {
                    Touch(path, added);
                }
            }
        }

        if (open)
        {
            Complete(header);
        }

        return true;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> field) => field.Length > 0 && field[0] == (byte)'\n' ? field[1..] : field;

    private bool Complete(string[] header) =>
        _visitor.Commit(header[0], header[1].Length == 0 ? [] : header[1].Split(' '), Seconds(header[2]), new Authorship(header[3], header[4], Seconds(header[5])), header[6]);

    private static long Seconds(string text) => long.TryParse(text, CultureInfo.InvariantCulture, out var seconds) ? seconds : 0;

    private void Touch(ReadOnlySpan<byte> path, bool added)
    {
        if (_path.Length < path.Length)
        {
            _path = new char[path.Length * 2];
        }

        _visitor.Path(_path.AsSpan(0, Encoding.UTF8.GetChars(path, _path)), added);
    }
}
