using System.Text;

namespace ReleaseKit.Rehearsal.Go;

/// <summary>Module paths and versions as they are written in addresses: an exclamation mark and a small letter stand for a capital one.</summary>
internal static class GoPath
{
    /// <summary>What was escaped; null when it is no escaped text.</summary>
    public static string? Unescape(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (char.IsAsciiLetterUpper(escaped[i]) || (escaped[i] == '!' && (i + 1 == escaped.Length || !char.IsAsciiLetterLower(escaped[i + 1]))))
            {
                return null;
            }

            text.Append(escaped[i] == '!' ? char.ToUpperInvariant(escaped[++i]) : escaped[i]);
        }

        return text.ToString();
    }

    public static bool IsModule(string path) => path.Length > 0 && path.Split('/').All(element =>
        element.Length > 0 && element[0] is not ('.' or '-') && element[^1] != '.' && element.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~'));
}
