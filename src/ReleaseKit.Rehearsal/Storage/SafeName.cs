using System.Globalization;
using System.Text;

namespace ReleaseKit.Rehearsal.Storage;

/// <summary>
/// The one way from a name in a request to a name on disk. The encoding is injective, also on file systems that ignore
/// case, and its result is never <c>.</c>, <c>..</c>, hidden, reserved by Windows, or more than one path segment.
/// </summary>
internal static class SafeName
{
    /// <summary>The longest encoded name, in characters; leaves room for suffixes below the usual limit of 255.</summary>
    public const int LongestEncoded = 240;

    private static readonly HashSet<string> Reserved = new(
        [
            "con", "prn", "aux", "nul",
            .. Enumerable.Range(0, 10).SelectMany(n => new[] { $"com{n}", $"lpt{n}" }),
        ],
        StringComparer.Ordinal);

    /// <summary>Why a decoded URL segment or form value cannot name anything, or null when it can.</summary>
    public static string? Objection(string name) => name switch
    {
        "" => "is empty",
        "." or ".." => "is a relative path",
        _ when name.Length > LongestEncoded => $"is longer than {LongestEncoded} characters",
        _ when name.Contains("..", StringComparison.Ordinal) => "contains '..'",
        _ when name.AsSpan().IndexOfAny('/', '\\') >= 0 => "contains a path separator",
        _ when name.Any(char.IsControl) => "contains a control character",
        _ when name.Any(char.IsSurrogate) || name.Contains('\uFFFD', StringComparison.Ordinal) => "contains characters no package name has",
        _ => null,
    };

    /// <summary>The name as one path segment; throws <see cref="ArgumentException"/> when that would be too long.</summary>
    public static string Encode(string name)
    {
        var result = new StringBuilder(name.Length + 8);
        foreach (var value in Encoding.UTF8.GetBytes(name))
        {
            var letter = (char)value;
            var plain = char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '_' or '@' or '+' or '.';
            if (plain && !(letter == '.' && result.Length == 0))
            {
                result.Append(letter);
            }
            else
            {
                result.Append(CultureInfo.InvariantCulture, $"%{value:x2}");
            }
        }

        if (result.Length > 0 && result[^1] == '.')
        {
            result.Length--;
            result.Append("%2e");
        }

        var stem = result.ToString();
        if (Reserved.Contains(stem.Split('.')[0]))
        {
            stem = $"%{(int)stem[0]:x2}{stem[1..]}";
        }

        return stem.Length is > 0 and <= LongestEncoded
            ? stem
            : throw new ArgumentException($"The name '{name[..Math.Min(40, name.Length)]}' is too long to be stored.", nameof(name));
    }
}
