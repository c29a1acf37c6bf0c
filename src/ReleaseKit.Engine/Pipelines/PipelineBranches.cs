using System.Text.RegularExpressions;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.Pipelines;

/// <summary>Patterns of branches in the languages of CI services.</summary>
internal static class PipelineBranches
{
    /// <summary>One regular expression for all of them, with slashes escaped as RE2 between slashes wants it.</summary>
    public static string Expression(IEnumerable<string> patterns) => $"^({string.Join('|', patterns.Select(Expression))})$";

    /// <summary>A scalar of YAML that is this text whatever it looks like.</summary>
    public static string Quoted(string text) => $"\"{DisplayText.Line(text).Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Expression(string pattern) => Regex.Escape(pattern)
        .Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal).Replace("/", @"\/", StringComparison.Ordinal);
}
