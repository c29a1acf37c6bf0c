using System.Text.RegularExpressions;

namespace ReleaseKit.Core.PullRequests;

/// <summary>What the name of a branch of release-please says, of this and of earlier versions (<c>branch-name.ts</c>).</summary>
/// <param name="TargetBranch">The branch it is merged into; null in the oldest form, which does not say.</param>
/// <param name="Component">The component; null when the branch is for all packages, or a group.</param>
/// <param name="Version">The version, which only the oldest form has.</param>
public sealed partial record ReleasePleaseBranch(string? TargetBranch, string? Component, string? Version)
{
    /// <summary>The group of packages; null when the branch is for all, or for one.</summary>
    public string? Group { get; init; }

    /// <summary>Whether the name is bound to a component.</summary>
    public bool IsComponent => Component is not null && Version is null;

    /// <summary>Reads the name of a branch; null when it is none of release-please's.</summary>
    public static ReleasePleaseBranch? Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!name.StartsWith("release-please--branches", StringComparison.Ordinal) && Oldest().Match(name) is { Success: true } oldest)
        {
            return new ReleasePleaseBranch(null, oldest.Groups["component"] is { Length: > 0 } component ? component.Value : null, oldest.Groups["version"].Value);
        }

        foreach (var form in new[] { Component17(), Group17(), Default17(), Component12(), Default12() })
        {
            if (form.Match(name) is { Success: true } match)
            {
                return new ReleasePleaseBranch(match.Groups["branch"].Value, Value(match, "component"), null) { Group = Value(match, "group") };
            }
        }

        return null;
    }

    private static string? Value(Match match, string name) => match.Groups[name] is { Success: true } group ? group.Value : null;

    [GeneratedRegex(@"\Arelease-?(?<component>[\w\-.]*)?-v(?<version>[0-9].*)\z")]
    private static partial Regex Oldest();

    [GeneratedRegex(@"\Arelease-please--branches--(?<branch>.+)--components--(?<component>.+)\z")]
    private static partial Regex Component17();

    [GeneratedRegex(@"\Arelease-please--branches--(?<branch>.+)--groups--(?<group>.+)\z")]
    private static partial Regex Group17();

    [GeneratedRegex(@"\Arelease-please--branches--(?<branch>.+)\z")]
    private static partial Regex Default17();

    [GeneratedRegex(@"\Arelease-please/branches/(?<branch>[^/]+)/components/(?<component>.+)\z")]
    private static partial Regex Component12();

    [GeneratedRegex(@"\Arelease-please/branches/(?<branch>[^/]+)\z")]
    private static partial Regex Default12();
}
