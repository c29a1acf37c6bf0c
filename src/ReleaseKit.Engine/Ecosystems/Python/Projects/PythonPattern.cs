using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>
/// Turns a regular expression in Python's notation into one that runs here, with the same groups in the same order. It comes
/// from a manifest, so it runs against the clock.
/// </summary>
internal static class PythonPattern
{
    /// <summary>The name under which <see cref="Compile"/> offers the group that holds the version.</summary>
    public const string VersionGroup = "version";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The pattern in multi-line mode, as Hatch runs it. Python numbers named groups together with the others and .NET does
    /// not, so every named group becomes a numbered one.
    /// </summary>
    /// <returns>The expression, and the number of the group named <c>version</c>, or of the first group when none has that name.</returns>
    /// <exception cref="ArgumentException">The notation is not understood.</exception>
    public static (Regex Expression, int Group) Compile(string pattern)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var result = new StringBuilder(pattern.Length);
        var groups = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\' when i + 1 < pattern.Length:
                    // Python's \Z is the very end of the text, which .NET writes \z.
                    result.Append('\\').Append(pattern[++i] == 'Z' ? 'z' : pattern[i]);
                    break;
                case '[':
                    i = CopySet(pattern, i, result);
                    break;
                case '(' when StartsAt(pattern, i, "(?P="):
                    i = CopyReference(pattern, i, names, result);
                    break;
                case '(' when StartsAt(pattern, i, "(?P<"):
                    var close = Find(pattern, '>', i);
                    names[pattern[(i + 4)..close]] = ++groups;
                    result.Append('(');
                    i = close;
                    break;
                case '(':
                    groups += i + 1 < pattern.Length && pattern[i + 1] == '?' ? 0 : 1;
                    result.Append('(');
                    break;
                default:
                    result.Append(pattern[i]);
                    break;
            }
        }

        var expression = new Regex(result.ToString(), RegexOptions.Multiline | RegexOptions.CultureInvariant, Limit);
        return groups == 0
            ? throw new ArgumentException("it has no group that could hold the version")
            : (expression, names.GetValueOrDefault(VersionGroup, 1));
    }

    private static int CopySet(string pattern, int open, StringBuilder result)
    {
        var first = open + 1 < pattern.Length && pattern[open + 1] == '^' ? open + 2 : open + 1;
        result.Append(pattern, open, Math.Min(first, pattern.Length) - open);
        for (var i = first; i < pattern.Length; i++)
        {
            if (pattern[i] == ']' && i > first)
            {
                result.Append(']');
                return i;
            }

            // In .NET an inner '[' or a first ']' would change the meaning; escaped, both are what Python takes them for.
            result.Append(pattern[i] is '[' or ']' ? $"\\{pattern[i]}" : pattern[i]);
            if (pattern[i] == '\\' && i + 1 < pattern.Length)
            {
                result.Append(pattern[++i]);
            }
        }

        throw new ArgumentException("a '[' is not closed");
    }

    private static int CopyReference(string pattern, int start, Dictionary<string, int> names, StringBuilder result)
    {
        var close = Find(pattern, ')', start);
        var name = pattern[(start + 4)..close];
        var number = names.TryGetValue(name, out var known) ? known : throw new ArgumentException($"there is no group '{name}'");
        result.Append(CultureInfo.InvariantCulture, $"(?:\\{number})");
        return close;
    }

    private static int Find(string pattern, char c, int start) =>
        pattern.IndexOf(c, start) is var index and >= 0 ? index : throw new ArgumentException($"a '{c}' is missing");

    private static bool StartsAt(string pattern, int index, string text) => string.CompareOrdinal(pattern, index, text, 0, text.Length) == 0;
}
