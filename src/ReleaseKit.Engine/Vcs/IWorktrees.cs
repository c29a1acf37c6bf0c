namespace ReleaseKit.Engine.Vcs;

/// <summary>Throw-away work trees of commits. The work tree that is checked out is left alone.</summary>
public interface IWorktrees
{
    /// <summary>Checks a commit out, on no branch, at a path where nothing is. What an earlier run left there is removed first.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="commit">Full object name.</param>
    /// <param name="cancellationToken">Stops the client.</param>
    Task AddAsync(string path, string commit, CancellationToken cancellationToken);

    /// <summary>Removes a work tree with all that is in it. Doing it twice is safe.</summary>
    Task RemoveAsync(string path, CancellationToken cancellationToken);

    /// <summary>Takes what the repository knows of a work tree away, whose files the caller removes; starts no process. Doing it twice is safe.</summary>
    void Forget(string path);

    /// <summary>Makes a copy of the repository that stands for its remote, and a clone of that with a work tree of the commit that is checked out, in an empty folder.</summary>
    /// <param name="folder">Absolute.</param>
    /// <param name="cancellationToken">Stops the client.</param>
    /// <returns>Absolute path of the clone's top level.</returns>
    Task<string> CloneAsync(string folder, CancellationToken cancellationToken);
}
