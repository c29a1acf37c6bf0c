using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Forges;

namespace ReleaseKit.Engine.Forges;

/// <summary>
/// A repository on its forge. Every answer is checked; whatever the forge refuses is a <see cref="ReleaseException"/> with an
/// <c>RK-FORGE-</c> code. What <see cref="Capabilities"/> says it lacks does nothing and says so by its result. Every change looks
/// first, so that doing it twice is safe.
/// </summary>
public interface IForge
{
    /// <summary>The repository.</summary>
    ForgeRepository Repository { get; }

    /// <summary>What the forge can do.</summary>
    ForgeCapabilities Capabilities { get; }

    /// <summary>The branch that pull requests are merged into when nobody says.</summary>
    Task<string> DefaultBranchAsync(CancellationToken cancellationToken);

    /// <summary>A pull request by number; null when there is none.</summary>
    Task<PullRequest?> FindAsync(long number, CancellationToken cancellationToken);

    /// <summary>Pull requests of this repository's own branches, newest first, read page by page as they are asked for.</summary>
    /// <param name="state">Only those in that state; null for all.</param>
    /// <param name="head">Only those of that branch; null for all.</param>
    /// <param name="target">Only those into that branch; null for all.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    IAsyncEnumerable<PullRequest> ListAsync(PullRequestState? state, string? head, string? target, CancellationToken cancellationToken);

    /// <summary>The pull requests that brought a commit onto its branch, or that have it.</summary>
    Task<ImmutableArray<PullRequest>> OfCommitAsync(string commit, CancellationToken cancellationToken);

    /// <summary>Opens a pull request; the one that is open already when there is one for the same two branches.</summary>
    /// <param name="head">The branch that is to be merged.</param>
    /// <param name="target">The branch to merge into.</param>
    /// <param name="title">The title.</param>
    /// <param name="body">The description.</param>
    /// <param name="draft">Whether it is a draft, where the forge has drafts.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    Task<PullRequest> OpenAsync(string head, string target, string title, string body, bool draft, CancellationToken cancellationToken);

    /// <summary>Changes a pull request, as it is afterwards.</summary>
    Task<PullRequest> ChangeAsync(long number, PullRequestChange change, CancellationToken cancellationToken);

    /// <summary>Merges a pull request if its branch ends in that commit.</summary>
    Task<PullRequest> MergeAsync(long number, string headCommit, MergeMethod method, CancellationToken cancellationToken);

    /// <summary>Adds and removes labels, making those that the repository lacks.</summary>
    /// <returns>Whether the forge has labels.</returns>
    Task<bool> LabelAsync(long number, IReadOnlyCollection<string> add, IReadOnlyCollection<string> remove, CancellationToken cancellationToken);

    /// <summary>Adds a comment to a pull request, unless its last one of ours says the same.</summary>
    Task CommentAsync(long number, string body, CancellationToken cancellationToken);

    /// <summary>The release of a tag, drafts included; null when there is none, or the forge has no releases.</summary>
    Task<ForgeRelease?> FindReleaseAsync(string tag, CancellationToken cancellationToken);

    /// <summary>All releases, drafts included, newest first.</summary>
    IAsyncEnumerable<ForgeRelease> ListReleasesAsync(CancellationToken cancellationToken);

    /// <summary>Makes the release of a tag as described, or makes the one that is there so. <see cref="ForgeRelease.Id"/> and <see cref="ForgeRelease.Assets"/> of the description are not looked at.</summary>
    /// <returns>As it is afterwards; null when the forge has no releases.</returns>
    Task<ForgeRelease?> PutReleaseAsync(ForgeRelease release, CancellationToken cancellationToken);

    /// <summary>Deletes a release; its tag stays.</summary>
    /// <returns>Whether the forge has releases.</returns>
    Task<bool> DeleteReleaseAsync(ForgeRelease release, CancellationToken cancellationToken);

    /// <summary>Attaches a file to a release; one of that name that is there is kept when it has the same length, and replaced otherwise.</summary>
    /// <param name="release">The release.</param>
    /// <param name="name">Name of the file there.</param>
    /// <param name="path">Absolute path of the file here.</param>
    /// <param name="cancellationToken">Stops uploading.</param>
    /// <returns>Whether the forge takes files.</returns>
    Task<bool> AttachAsync(ForgeRelease release, string name, string path, CancellationToken cancellationToken);

    /// <summary>Tells a repository of the same forge that something was released, which starts its pipeline.</summary>
    /// <param name="repository">Owner and name of that repository.</param>
    /// <param name="eventType">What happened, such as <c>releasekit</c>.</param>
    /// <param name="payload">A JSON object.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    /// <returns>Whether the forge can do it.</returns>
    Task<bool> DispatchAsync(string repository, string eventType, string payload, CancellationToken cancellationToken);

    /// <summary>Says something about a commit, under a name that later calls replace.</summary>
    /// <returns>Whether the forge has statuses.</returns>
    Task<bool> SetStatusAsync(string commit, string name, CommitState state, string description, CancellationToken cancellationToken);
}
