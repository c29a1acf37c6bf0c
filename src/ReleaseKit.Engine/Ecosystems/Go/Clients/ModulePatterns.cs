using System.Text;
using System.Text.RegularExpressions;

namespace ReleaseKit.Engine.Ecosystems.Go.Clients;

/// <summary>The patterns of <c>GOPRIVATE</c> and its kin: globs between commas, each of which matches a prefix of whole path elements.</summary>
internal static class ModulePatterns
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static bool Match(string patterns, string module) => patterns.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Any(pattern => Regex.IsMatch(Prefix(module, pattern.Count(c => c == '/') + 1), Expression(pattern), RegexOptions.CultureInvariant, Patience));

    private static string Prefix(string module, int elements) => string.Join('/', module.Split('/').Take(elements));

    private static string Expression(string pattern)
    {
        var expression = new StringBuilder("\\A");
        foreach (var c in pattern)
        {
            _ = c switch
            {
                '*' => expression.Append("[^/]*"),
                '?' => expression.Append("[^/]"),
                _ => expression.Append(Regex.Escape($"{c}")),
            };
        }

        return expression.Append("\\z").ToString();
    }
}
