using System.Collections.Immutable;
using ReleaseKit.Core.Forges;
using ReleaseKit.Core.Tags;

namespace ReleaseKit.Core.PullRequests;

/// <summary>
/// Finishes what release-please began: the tags of one of its pull requests after the merge, by its own rules
/// (<c>strategies/base.ts</c>, <c>buildRelease</c>). A body is text that many can edit, so whoever tags compares each version with
/// the manifest at the merge commit first.
/// </summary>
public static class ReleasePleaseMerge
{
    /// <summary>Whether a pull request is one of release-please's, by the name of its branch and its own text.</summary>
    public static bool IsOne(PullRequest pullRequest)
    {
        ArgumentNullException.ThrowIfNull(pullRequest);
        return ReleasePleaseBranch.Parse(pullRequest.Head) is not null && ReleasePleaseBody.Parse(pullRequest.Body) is not null;
    }

    /// <summary>The tags, in the order of the configuration's packages; empty when the text names none of them.</summary>
    /// <param name="pullRequest">The pull request.</param>
    /// <param name="settings">The configuration at the merge commit.</param>
    public static ImmutableArray<ReleasePleaseTag> Tags(PullRequest pullRequest, ReleasePleaseSettings settings)
    {
        ArgumentNullException.ThrowIfNull(pullRequest);
        ArgumentNullException.ThrowIfNull(settings);
        if (ReleasePleaseBranch.Parse(pullRequest.Head) is not { } branch || ReleasePleaseBody.Parse(pullRequest.Body) is not { } body)
        {
            return [];
        }

        return [.. settings.Packages.Select(package => TagOf(package, pullRequest.Title, branch, body, settings)).OfType<ReleasePleaseTag>()];
    }

    private static ReleasePleaseTag? TagOf(ReleasePleasePackage package, string title, ReleasePleaseBranch branch, ReleasePleaseBody body, ReleasePleaseSettings settings)
    {
        var read = ReleasePleaseTitle.Parse(title, package.TitlePattern, settings.ComponentNoSpace) ??
            ReleasePleaseTitle.Parse(title, settings.GroupTitlePattern ?? ReleasePleaseTitle.DefaultGroupPattern, settings.ComponentNoSpace);
        if (read is null || (branch.IsComponent && branch.Component != package.Component))
        {
            return null;
        }

        // With one release and no name in the text it is the branch that tells whose it is.
        var alone = body.Releases is [{ Component: null }];
        var release = alone
            ? (branch.Component ?? "") == package.Component || (branch.Component is null && (settings.Packages.Length == 1 || !package.ComponentInTag)) ? body.Releases[0] : null
            : body.Releases.FirstOrDefault(r => (r.Component ?? "") == package.Component) ??
              body.Releases.FirstOrDefault(r => r.Component is null && !package.ComponentInTag);
        if (release is null)
        {
            return null;
        }

        var version = body.Releases.Length == 1 ? read.Version ?? release.Version : release.Version;
        var tag = package.Tag(version);
        return TagName.IsValid(tag) ? new ReleasePleaseTag(package.Path, package.Component, version, tag, release.Notes) : null;
    }
}
