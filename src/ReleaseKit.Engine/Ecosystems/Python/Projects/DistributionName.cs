using System.Text;

namespace ReleaseKit.Engine.Ecosystems.Python.Projects;

/// <summary>Names of Python distributions: which are valid, and which are the same.</summary>
public static class DistributionName
{
    /// <summary>
    /// Whether the text is a name by the core metadata specification: ASCII letters, digits, <c>.</c>, <c>_</c> and <c>-</c>,
    /// beginning and ending with a letter or digit. Such a name is safe as an argument, in a path and in an address.
    /// </summary>
    public static bool IsValid(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= 200 && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1]) &&
            name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
    }

    /// <summary>The form in which equal names are equal (PEP 503): lower case, each run of <c>-_.</c> one hyphen.</summary>
    public static string Normalize(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var result = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            if (c is not ('-' or '_' or '.'))
            {
                result.Append(char.ToLowerInvariant(c));
            }
            else if (result.Length == 0 || result[^1] != '-')
            {
                result.Append('-');
            }
        }

        return result.ToString();
    }
}
