using ReleaseKit.Core.Forges;

namespace ReleaseKit.Core.PullRequests;

/// <summary>Reads what a merged pull request releases: those of this program, and those that another one left behind when a repository changed over.</summary>
public interface IPullRequestManifestReader
{
    /// <summary>The manifest; null when the pull request is none of this kind.</summary>
    /// <exception cref="Diagnostics.ReleaseException"><c>RK-PULL-REQUEST-MANIFEST</c>: it is one, and cannot be read.</exception>
    PullRequestManifest? Read(PullRequest pullRequest);
}
