using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.History;
using ReleaseKit.Core.Packages;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Vcs.Caching;

namespace ReleaseKit.Engine.Vcs;

/// <summary>A repository with its work tree, driven through the executable of its version control system. No hook runs.</summary>
public interface IRepository
{
    /// <summary>What the repository is.</summary>
    RepositoryFacts Facts { get; }

    /// <summary>The client that is driven, with the first version that has all the options that are used.</summary>
    RequiredClient Client { get; }

    /// <summary>Whether a remote has names besides branches and tags, in which ledgers, leases and plans are kept.</summary>
    bool KeepsRefs { get; }

    /// <summary>Whether history is kept from run to run; the answers are the same.</summary>
    HistoryCacheMode HistoryCache { get; set; }

    /// <summary>Reads what is checked out again, after a commit.</summary>
    Task RefreshAsync(CancellationToken cancellationToken);

    /// <summary>Date of the commit that is checked out, with its own offset.</summary>
    Task<DateTimeOffset> HeadDateAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Files below the workspace root that are tracked, or untracked and not ignored, and that exist; in ordinal order.
    /// Ignored folders are never entered; submodules, nested repositories and what a sparse checkout leaves out are not
    /// listed.
    /// </summary>
    Task<ImmutableArray<RelativePath>> ListFilesAsync(CancellationToken cancellationToken);

    /// <summary>Folders below the workspace root that are ignored as a whole, in ordinal order.</summary>
    Task<ImmutableArray<RelativePath>> IgnoredFoldersAsync(CancellationToken cancellationToken);

    /// <summary>What differs from what is checked out anywhere in the work tree.</summary>
    Task<WorkTreeStatus> StatusAsync(CancellationToken cancellationToken);

    /// <summary>Every tag that leads to a commit, annotated or not, in ordinal order.</summary>
    Task<ImmutableArray<VcsTag>> TagsAsync(CancellationToken cancellationToken);

    /// <summary>Names of the tags whose commits the one that is checked out contains.</summary>
    Task<ImmutableHashSet<string>> MergedTagsAsync(CancellationToken cancellationToken);

    /// <summary>Whether a remote is set not to fetch tags, as <c>git clone --no-tags</c> does.</summary>
    Task<bool> IgnoresTagsAsync(CancellationToken cancellationToken);

    /// <summary>Which files each commit has, of some.</summary>
    /// <param name="commits">Full object names.</param>
    /// <param name="files">Relative to the workspace root.</param>
    /// <param name="cancellationToken">Stops the client.</param>
    Task<ImmutableHashSet<(string Commit, RelativePath File)>> FilesInCommitsAsync(
        IReadOnlyCollection<string> commits, IReadOnlyCollection<RelativePath> files, CancellationToken cancellationToken);

    /// <summary>The commit that a revision names, or null when it names none.</summary>
    Task<string?> ResolveAsync(string revision, CancellationToken cancellationToken);

    /// <summary>The history of every package since its own baseline, in one pass.</summary>
    Task<RepositoryHistory> HistoryAsync(IReadOnlyCollection<PackageRange> ranges, CancellationToken cancellationToken);

    /// <summary>The same, and the commits that added files, which one more process looks for when they are older.</summary>
    /// <param name="ranges">What each package's history is; ids are unique.</param>
    /// <param name="added">Files, relative to the workspace root, each once; one that is not committed has no commit.</param>
    /// <param name="cancellationToken">Stops the client.</param>
    Task<RepositoryHistory> HistoryAsync(
        IReadOnlyCollection<PackageRange> ranges, IReadOnlyCollection<RelativePath> added, CancellationToken cancellationToken);

    /// <summary>What the branch that is checked out changes, seen from where it left another one.</summary>
    /// <exception cref="ReleaseException"><c>RK-CHECK-SINCE</c>: the revision names no commit, or none that shares history with what is checked out.</exception>
    Task<BranchChanges> ChangesSinceAsync(string revision, CancellationToken cancellationToken);

    /// <summary>Files below some folders as commits since some baselines added them, newest first, whether or not they are still there.</summary>
    /// <param name="baselines">Full object names of commits that the one that is checked out contains; at least one.</param>
    /// <param name="folders">The folders, relative to the workspace root.</param>
    /// <param name="wanted">Which files.</param>
    /// <param name="cancellationToken">Stops the client.</param>
    Task<IReadOnlyList<AddedContent>> AdditionsSinceAsync(
        IReadOnlyCollection<string> baselines, IReadOnlyCollection<RelativePath> folders, Func<RelativePath, bool> wanted, CancellationToken cancellationToken);

    /// <summary>The address that commits are made with; null when none is known.</summary>
    Task<string?> EmailAsync(CancellationToken cancellationToken);

    /// <summary>Makes release commits and tags.</summary>
    IRepositoryWriter Writer();

    /// <summary>Talks to remotes.</summary>
    IRemotes Remotes();

    /// <summary>Talks to remotes about refs that are neither branches nor tags.</summary>
    IRemoteRefs Refs();

    /// <summary>Asks what state the work tree is in.</summary>
    IWorkTreeState State();

    /// <summary>Writes and reads objects beside history.</summary>
    IObjectStore Objects();

    /// <summary>What release branches need; null where there are none.</summary>
    IReleaseBranches? ReleaseBranches => null;

    /// <summary>Makes throw-away work trees.</summary>
    IWorktrees Worktrees();

    /// <summary>
    /// The one commit of this history in which a text came into a file, whatever the file was called before; null when there is
    /// none, or more than one.
    /// </summary>
    /// <param name="file">Relative to the workspace root.</param>
    /// <param name="text">What the file says now.</param>
    /// <param name="cancellationToken">Stops the client.</param>
    Task<string?> FindIntroductionAsync(RelativePath file, string text, CancellationToken cancellationToken);
}
