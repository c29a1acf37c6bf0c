namespace ReleaseKit.Engine.Preparing;

/// <summary>Names of release branches.</summary>
public static class ReleaseBranchName
{
    /// <summary>The template when configuration has none.</summary>
    public const string Default = "releasekit/release/{branch}";

    /// <summary>The branch that a release is prepared on. A group that the template does not name follows two hyphens.</summary>
    /// <param name="template">With <c>{branch}</c> and <c>{group}</c>.</param>
    /// <param name="branch">The branch to release from.</param>
    /// <param name="group">The group; empty for all.</param>
    public static string Of(string template, string branch, string group)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(group);
        var part = string.Concat(group.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-')).Trim('.', '-');
        var name = template.Replace("{branch}", branch, StringComparison.Ordinal);
        return name.Contains("{group}", StringComparison.Ordinal) ? name.Replace("{group}", part.Length == 0 ? "all" : part, StringComparison.Ordinal)
            : part.Length == 0 ? name : $"{name}--{part}";
    }
}
