using System.Buffers;
using System.Security;
using System.Text;

namespace ReleaseKit.Tasks.Hosting;

/// <summary>Text from manifests on its way into MSBuild, where <c>$( )</c>, <c>@( )</c>, <c>;</c> and wildcards mean something.</summary>
public static class MSBuildText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("%$@'();?*");

    /// <summary>The text with MSBuild's special characters as <c>%xx</c>.</summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().IndexOfAny(Special) < 0)
        {
            return text;
        }

        var builder = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            if (Special.Contains(c))
            {
                builder.Append('%').Append(((int)c).ToString("x2"));
            }
            else
            {
                builder.Append(c);
            }
        }

        return builder.ToString();
    }

    /// <summary>The text ready for a project file: escaped for MSBuild, then for XML, whose attributes would lose their line breaks.</summary>
    public static string ForProject(string text) => (SecurityElement.Escape(Escape(text)) ?? "")
        .Replace("\r", "&#xD;", StringComparison.Ordinal).Replace("\n", "&#xA;", StringComparison.Ordinal).Replace("\t", "&#x9;", StringComparison.Ordinal);
}
