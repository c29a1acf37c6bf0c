namespace ReleaseKit.Engine.Vcs;

/// <summary>Receives history as it is read: the paths of a commit, then the commit.</summary>
internal interface ILogVisitor
{
    /// <summary>A path that the commit now being read changes, relative to the repository's top level; or adds.</summary>
    void Path(ReadOnlySpan<char> path, bool added);

    /// <summary>The commit whose paths were told.</summary>
    /// <param name="id">Full object name.</param>
    /// <param name="parents">Full object names.</param>
    /// <param name="seconds">Committer date in seconds since 1970.</param>
    /// <param name="author">Who wrote it.</param>
    /// <param name="message">The whole message.</param>
    /// <returns>Whether more is wanted.</returns>
    bool Commit(string id, string[] parents, long seconds, Authorship author, string message);
}
