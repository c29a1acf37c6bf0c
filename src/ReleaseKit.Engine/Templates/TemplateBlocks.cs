using System.Text.RegularExpressions;

namespace ReleaseKit.Engine.Templates;

/// <summary>Finds the places of mistakes in a template, which the compiler does not name.</summary>
internal static partial class TemplateBlocks
{
    /// <summary>The first block that is not closed, or is closed as another one; null when all are balanced.</summary>
    public static (int Offset, string Problem)? Unbalanced(string template)
    {
        var open = new Stack<(string Name, int Offset)>();
        foreach (Match tag in Tag().Matches(template))
        {
            var name = tag.Groups["name"].Value;
            if (!tag.Groups["kind"].Success)
            {
                continue;
            }

            if (tag.Groups["kind"].Value is "#" or "^")
            {
                open.Push((name, tag.Index));
            }
            else if (!open.TryPop(out var opened))
            {
                return (tag.Index, $"{{{{/{name}}}}} closes nothing");
            }
            else if (opened.Name != name)
            {
                return (opened.Offset, $"{{{{#{opened.Name}}}}} is closed by {{{{/{name}}}}}");
            }
        }

        return open.TryPop(out var last) ? (last.Offset, $"{{{{#{last.Name}}}}} is never closed") : null;
    }

    /// <summary>Where a name is first used.</summary>
    public static int? Find(string template, string name)
    {
        foreach (Match tag in Tag().Matches(template))
        {
            var at = Regex.Match(tag.Value, $@"(?<![\w]){Regex.Escape(name)}(?![\w])");
            if (at.Success)
            {
                return tag.Index + at.Index;
            }
        }

        return null;
    }

    [GeneratedRegex(@"\{\{!--.*?--\}\}|\{\{![^}]*\}\}|\{\{\{?~?\s*(?:(?<kind>[#^/])[*>]?\s*(?<name>[^\s}~]+))?[^}]*\}?\}\}", RegexOptions.Singleline)]
    private static partial Regex Tag();
}
