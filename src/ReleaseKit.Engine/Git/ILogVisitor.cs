namespace ReleaseKit.Engine.Git;

/// <summary>Receives history as it is read: the paths of a commit, then the commit.</summary>
internal interface ILogVisitor
{
    /// <summary>A path that the commit now being read changes, relative to the repository's top level.</summary>
    void Path(ReadOnlySpan<char> path);

    /// <summary>The commit whose paths were told.</summary>
    /// <returns>Whether more is wanted.</returns>
    bool Commit(string id, string[] parents, string authorName, string authorEmail, string authorSeconds, string message);
}
