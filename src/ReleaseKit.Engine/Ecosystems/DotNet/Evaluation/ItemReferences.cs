using System.Text.RegularExpressions;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;

/// <summary>Finds the item types that <c>@(…)</c> expressions name.</summary>
internal static partial class ItemReferences
{
    /// <summary>The types named anywhere in a text.</summary>
    public static IEnumerable<string> TypesIn(string text) => Any().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>The type of a reference without a transformation or separator, <c>@(Type)</c>; null for anything else.</summary>
    public static string? Plain(string text) => Whole().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"@\(\s*([A-Za-z_][\w-]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Any();

    [GeneratedRegex(@"^@\(\s*([A-Za-z_][\w-]*)\s*\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
