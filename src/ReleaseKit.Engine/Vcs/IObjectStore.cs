using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Vcs;

/// <summary>Writes and reads objects and refs that no branch leads to, and asks how commits lie to each other. The work tree is left alone, except by <see cref="FastForwardAsync"/>.</summary>
public interface IObjectStore
{
    /// <summary>Keeps a text.</summary>
    /// <returns>Its object name.</returns>
    Task<string> WriteAsync(string text, CancellationToken cancellationToken);

    /// <summary>Makes a commit that holds just these files.</summary>
    /// <param name="files">Text by file name.</param>
    /// <param name="parents">Commits that come along wherever this one goes.</param>
    /// <param name="message">The subject.</param>
    /// <param name="cancellationToken">Stops the client.</param>
    /// <returns>Its object name.</returns>
    Task<string> CommitFilesAsync(IReadOnlyDictionary<string, string> files, IEnumerable<string> parents, string message, CancellationToken cancellationToken);

    /// <summary>Makes a commit that holds just these files, which <see cref="WriteAsync"/> kept: names of objects by file name.</summary>
    /// <returns>Its object name.</returns>
    Task<string> CommitAsync(IReadOnlyDictionary<string, string> blobs, IEnumerable<string> parents, string message, CancellationToken cancellationToken);

    /// <summary>The text of a file of a commit; null when the commit has no such file.</summary>
    Task<string?> ReadFileAsync(string commit, string name, CancellationToken cancellationToken);

    /// <summary>What a local ref names; null when there is no such ref.</summary>
    Task<string?> FindRefAsync(string name, CancellationToken cancellationToken);

    /// <summary>Every local tag, without <c>refs/tags/</c>, with the full name of its object: of an annotated tag the tag itself.</summary>
    Task<IReadOnlyDictionary<string, string>> TagObjectsAsync(CancellationToken cancellationToken);

    /// <summary>Sets a local ref, which keeps its objects, or removes it when <paramref name="value"/> is null.</summary>
    Task SetRefAsync(string name, string? value, CancellationToken cancellationToken);

    /// <summary>Whether a commit is another one or comes before it. False too when either is not here.</summary>
    Task<bool> IsAncestorAsync(string ancestor, string commit, CancellationToken cancellationToken);

    /// <summary>The newest commit that two have in common: where the branch of one left that of the other; null when they share no history.</summary>
    Task<string?> BranchPointAsync(string commit, string other, CancellationToken cancellationToken);

    /// <summary>The first parent of a commit; null when it has none or is not here.</summary>
    Task<string?> ParentAsync(string commit, CancellationToken cancellationToken);

    /// <summary>Moves the branch that is checked out, and the work tree, to a descendant. The caller has seen that the work tree is clean.</summary>
    /// <exception cref="ReleaseException"><c>RK-CHECK-DIRTY</c>: git would overwrite something.</exception>
    Task FastForwardAsync(string commit, CancellationToken cancellationToken);
}
