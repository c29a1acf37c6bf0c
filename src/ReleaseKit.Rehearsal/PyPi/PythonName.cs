using System.Text.RegularExpressions;

namespace ReleaseKit.Rehearsal.PyPi;

/// <summary>Names of Python projects.</summary>
internal static partial class PythonName
{
    /// <summary>Whether a project may be called so.</summary>
    public static bool IsValid(string name) => name.Length <= 200 && Grammar().IsMatch(name);

    /// <summary>The one spelling that all spellings of a name share (PEP 503).</summary>
    public static string Normalize(string name) => Separators().Replace(name, "-").ToLowerInvariant();

    [GeneratedRegex(@"\A[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\z")]
    private static partial Regex Grammar();

    [GeneratedRegex("[-_.]+")]
    private static partial Regex Separators();
}
