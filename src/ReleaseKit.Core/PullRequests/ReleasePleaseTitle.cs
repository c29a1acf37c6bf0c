using System.Text.RegularExpressions;

namespace ReleaseKit.Core.PullRequests;

/// <summary>What the title of a pull request of release-please says, by the pattern it was written with (<c>pull-request-title.ts</c>).</summary>
/// <param name="Component">The component; empty or null when there is none.</param>
/// <param name="TargetBranch">The branch it is merged into; null when the title does not say.</param>
/// <param name="Version">The version; null in the title of several packages.</param>
public sealed record ReleasePleaseTitle(string? Component, string? TargetBranch, string? Version)
{
    /// <summary>The pattern of titles of one package.</summary>
    public const string DefaultPattern = "chore${scope}: release${component} ${version}";

    /// <summary>The pattern of titles of several packages.</summary>
    public const string DefaultGroupPattern = "chore: release ${branch}";

    /// <summary>Reads a title; null when it does not fit the pattern.</summary>
    /// <param name="title">The title.</param>
    /// <param name="pattern">The pattern, <c>pull-request-title-pattern</c>; null for <see cref="DefaultPattern"/>.</param>
    /// <param name="componentNoSpace">Whether no blank stands before the component, <c>component-no-space</c>.</param>
    public static ReleasePleaseTitle? Parse(string title, string? pattern = null, bool componentNoSpace = false)
    {
        ArgumentNullException.ThrowIfNull(title);
        var match = Expression(pattern ?? DefaultPattern, componentNoSpace).Match(title);
        return match.Success ? new ReleasePleaseTitle(Group(match, "component"), Group(match, "branch"), Group(match, "version")) : null;
    }

    /// <summary>Unlike release-please, which escapes brackets only, all of a pattern but its placeholders stands for itself.</summary>
    private static Regex Expression(string pattern, bool componentNoSpace)
    {
        // A blank before the component belongs to its placeholder, which may be absent.
        var text = Regex.Escape(pattern)
            .Replace(@"\$\{scope}", @"(\((?<branch>[\w\-./]+)\))?", StringComparison.Ordinal)
            .Replace(@"\$\{component}", componentNoSpace ? @"(?<component>@?[\w\-./]*)?" : @" ?(?<component>@?[\w\-./]*)?", StringComparison.Ordinal)
            .Replace(@"\$\{version}", "v?(?<version>[0-9].*)", StringComparison.Ordinal)
            .Replace(@"\$\{branch}", @"(?<branch>[\w\-./]+)?", StringComparison.Ordinal);
        return new Regex($@"\A{text}\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    private static string? Group(Match match, string name) => match.Groups[name] is { Success: true, Length: > 0 } group ? group.Value : null;
}
