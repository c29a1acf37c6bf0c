using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Engine.Vcs;

/// <summary>Makes release commits and tags. Doing either twice is safe.</summary>
public interface IRepositoryWriter
{
    /// <summary>Fails when git does not know who commits.</summary>
    /// <exception cref="ReleaseException"><c>RK-GIT-IDENTITY</c>.</exception>
    Task RequireIdentityAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Commits exactly these files as they are on disk; whatever else is staged stays staged. Signs when
    /// <c>commit.gpgSign</c> says so; runs no hook. Doing it twice is safe.
    /// </summary>
    /// <exception cref="ReleaseException"><c>RK-GIT-IDENTITY</c>.</exception>
    /// <returns>Whether there was anything to commit.</returns>
    Task<bool> CommitAsync(IReadOnlyCollection<RelativePath> files, string message, CancellationToken cancellationToken);

    /// <summary>Takes files out of the index again that a commit was about to take; the work tree is left alone.</summary>
    Task UnstageAsync(IReadOnlyCollection<RelativePath> files, CancellationToken cancellationToken);

    /// <summary>Makes an annotated tag; signs when <c>tag.gpgSign</c> says so.</summary>
    /// <returns>Whether it was made now; false when it names that commit already.</returns>
    /// <exception cref="ReleaseException"><c>RK-TAG-EXISTS</c>: it names another commit. <c>RK-GIT-IDENTITY</c>.</exception>
    Task<bool> TagAsync(string name, string commit, string message, CancellationToken cancellationToken);

    /// <summary>Deletes a local tag if it still names what it was seen to name.</summary>
    /// <param name="name">Without <c>refs/tags/</c>.</param>
    /// <param name="expected">Full name of the object, of an annotated tag the tag itself.</param>
    /// <param name="cancellationToken">Stops the client.</param>
    Task DeleteTagAsync(string name, string expected, CancellationToken cancellationToken);

    /// <summary>Keeps a folder of ours out of everybody's status, through <c>info/exclude</c>; nothing tracked changes.</summary>
    /// <param name="folder">Relative to the workspace root.</param>
    /// <exception cref="ReleaseException"><c>RK-FILE-UNWRITABLE</c>.</exception>
    void Exclude(RelativePath folder);
}
