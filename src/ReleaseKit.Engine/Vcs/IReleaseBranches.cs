using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Vcs;

/// <summary>What release branches need of a version control system: answers about commits that are not checked out, commits of other people, and pushes over what was seen.</summary>
public interface IReleaseBranches
{
    /// <summary>The tree of a commit: the same for two commits with the same files.</summary>
    Task<string> TreeAsync(string commit, CancellationToken cancellationToken);

    /// <summary>Commits that lead to one and not to any of others, oldest first, merges left out.</summary>
    Task<ImmutableArray<string>> BetweenAsync(string commit, IEnumerable<string> excluded, CancellationToken cancellationToken);

    /// <summary>The commits of a branch after a base, oldest first, merges as the one step that they are for the branch.</summary>
    /// <param name="from">Not included.</param>
    /// <param name="to">The branch's last commit.</param>
    /// <param name="paths">Only those that change one of these, relative to the workspace root; all when there are none.</param>
    /// <param name="cancellationToken">Stops the client.</param>
    Task<ImmutableArray<string>> FirstParentsAsync(string from, string to, IReadOnlyCollection<string> paths, CancellationToken cancellationToken);

    /// <summary>Values of a trailer in the messages of commits that lead to one and not to another.</summary>
    Task<IReadOnlyList<string>> TrailersAsync(string name, string from, string to, CancellationToken cancellationToken);

    /// <summary>The value of a trailer in the message of a local annotated tag; null when the tag is missing, not annotated, or without it.</summary>
    Task<string?> TagTrailerAsync(string tag, string name, CancellationToken cancellationToken);

    /// <summary>Paths below the workspace root, relative to it, that differ between two commits.</summary>
    Task<ImmutableArray<string>> ChangedAsync(string from, string to, CancellationToken cancellationToken);

    /// <summary>The text of a file of a commit, relative to the workspace root; null when it has none.</summary>
    Task<string?> ReadAsync(string commit, string path, CancellationToken cancellationToken);

    /// <summary>The subject of a commit.</summary>
    Task<string> SubjectAsync(string commit, CancellationToken cancellationToken);

    /// <summary>Commits nothing but a message, where a release changes no file.</summary>
    /// <exception cref="ReleaseException"><c>RK-GIT-IDENTITY</c>.</exception>
    Task CommitEmptyAsync(string message, CancellationToken cancellationToken);

    /// <summary>Puts a commit of somebody else on top of what is checked out, with its author and message; nothing when it changes nothing any more.</summary>
    /// <param name="commit">Full object name.</param>
    /// <param name="ours">Paths, relative to the repository's top level, of which what is checked out is kept where both differ.</param>
    /// <param name="cancellationToken">Stops the client.</param>
    /// <returns>Paths that conflict, in which case nothing was changed; empty otherwise.</returns>
    /// <exception cref="ReleaseException"><c>RK-GIT-IDENTITY</c>.</exception>
    Task<IReadOnlyList<string>> PickAsync(string commit, IReadOnlySet<string> ours, CancellationToken cancellationToken);

    /// <summary>Takes tags away again that were made here and not pushed.</summary>
    Task ForgetTagsAsync(IReadOnlyCollection<string> tags, CancellationToken cancellationToken);

    /// <summary>Changes several refs of a remote together: all of them or none.</summary>
    /// <returns>Why not; null when they were changed.</returns>
    /// <exception cref="ReleaseException"><c>RK-GIT-REMOTE-UNREACHABLE</c>.</exception>
    Task<RefRefusal?> UpdateAsync(string remote, IReadOnlyCollection<RefUpdate> updates, CancellationToken cancellationToken);
}
