namespace ReleaseKit.Core.Packages;

/// <summary>
/// A path below the workspace root, with forward slashes and without <c>.</c>, <c>..</c>, empty segments or a trailing
/// slash. The root itself is the empty path. Values of this type are safe to join to the root.
/// </summary>
public readonly record struct RelativePath : IComparable<RelativePath>
{
    private readonly string? _value;

    /// <summary>The root is null inside, however it was made, so that equal paths are equal values.</summary>
    private RelativePath(string value) => _value = value.Length == 0 ? null : value;

    /// <summary>The workspace root.</summary>
    public static RelativePath Root => default;

    /// <summary>The path as text; empty for the root.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this is the workspace root.</summary>
    public bool IsRoot => Value.Length == 0;

    /// <summary>The last segment; empty for the root.</summary>
    public string FileName => Value[(Value.LastIndexOf('/') + 1)..];

    /// <summary>The path without its last segment; the root for a path of one segment and for the root itself.</summary>
    public RelativePath Parent => Value.LastIndexOf('/') is var slash and > 0 ? new RelativePath(Value[..slash]) : Root;

    /// <summary>Normalises a path; back slashes count as separators and inner <c>..</c> are resolved.</summary>
    /// <exception cref="FormatException">The path is absolute, leaves the root, or holds a NUL.</exception>
    public static RelativePath Parse(string path) =>
        TryParse(path, out var result) ? result : throw new FormatException($"'{path}' is not a path below the workspace root.");

    /// <summary>Like <see cref="Parse"/>, answering false instead of throwing.</summary>
    public static bool TryParse(string? path, out RelativePath result)
    {
        result = Root;
        if (path is null || path.Contains('\0', StringComparison.Ordinal) || path.StartsWith('/') || path.StartsWith('\\') ||
            (path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0])))
        {
            return false;
        }

        return TryJoin([], path, out result);
    }

    /// <summary>A path below this one; inner <c>..</c> may climb, though not out of the root.</summary>
    /// <exception cref="FormatException">The result leaves the workspace root.</exception>
    public RelativePath Combine(string path) =>
        TryCombine(path, out var result) ? result : throw new FormatException($"'{path}' seen from '{Value}' leaves the workspace root.");

    /// <summary>Like <see cref="Combine"/>, answering false instead of throwing.</summary>
    public bool TryCombine(string path, out RelativePath result)
    {
        result = Root;
        if (path is null || path.StartsWith('/') || path.StartsWith('\\') || path.Contains('\0', StringComparison.Ordinal) ||
            (path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0])))
        {
            return false;
        }

        return TryJoin(IsRoot ? [] : Value.Split('/'), path, out result);
    }

    /// <summary>Whether this path is <paramref name="directory"/> or lies below it.</summary>
    public bool IsWithin(RelativePath directory) =>
        directory.IsRoot || Value.Equals(directory.Value, StringComparison.Ordinal) ||
        (Value.Length > directory.Value.Length && Value[directory.Value.Length] == '/' && Value.StartsWith(directory.Value, StringComparison.Ordinal));

    /// <summary>Ordinal order.</summary>
    public int CompareTo(RelativePath other) => string.CompareOrdinal(Value, other.Value);

    /// <summary>The path as text, <c>.</c> for the root.</summary>
    public override string ToString() => IsRoot ? "." : Value;

    /// <summary>Orders before.</summary>
    public static bool operator <(RelativePath left, RelativePath right) => left.CompareTo(right) < 0;

    /// <summary>Orders before or equal.</summary>
    public static bool operator <=(RelativePath left, RelativePath right) => left.CompareTo(right) <= 0;

    /// <summary>Orders after.</summary>
    public static bool operator >(RelativePath left, RelativePath right) => left.CompareTo(right) > 0;

    /// <summary>Orders after or equal.</summary>
    public static bool operator >=(RelativePath left, RelativePath right) => left.CompareTo(right) >= 0;

    private static bool TryJoin(IEnumerable<string> start, string path, out RelativePath result)
    {
        var segments = new List<string>(start);
        result = Root;
        foreach (var segment in path.Split('/', '\\'))
        {
            if (segment is "" or ".")
            {
                continue;
            }

            if (segment != "..")
            {
                segments.Add(segment);
            }
            else if (segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else
            {
                return false;
            }
        }

        result = new RelativePath(string.Join('/', segments));
        return true;
    }
}
