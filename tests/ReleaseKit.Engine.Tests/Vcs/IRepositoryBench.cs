namespace ReleaseKit.Engine.Tests.Vcs;

/// <summary>A real repository with a remote, of some version control system.</summary>
public interface IRepositoryBench
{
    /// <summary>Absolute path of the work tree.</summary>
    string Path { get; }

    /// <summary>Variables of whoever works there.</summary>
    IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Writes a file.</summary>
    void Write(string path, string text);

    /// <summary>Commits all that was written.</summary>
    /// <returns>The commit's full name.</returns>
    string Commit(string message);

    /// <summary>Makes a tag of what is checked out that everybody gets.</summary>
    void Tag(string name);

    /// <summary>Pushes all there is.</summary>
    void Push();

    /// <summary>Lets somebody else commit a file and push it.</summary>
    void CommitElsewhere(string path, string text);

    /// <summary>Keeps a folder out of the status.</summary>
    void Ignore(string folder);

    /// <summary>Makes a hook that fails every commit, and leaves a file when it runs.</summary>
    void FailCommits(string evidence);

    /// <summary>Takes the name of whoever commits away.</summary>
    void ForgetIdentity();

    /// <summary>Goes back to a commit.</summary>
    void CheckOut(string commit);

    /// <summary>Files that a commit changed.</summary>
    string[] FilesOf(string commit);

    /// <summary>Full name of the newest commit of the remote's branch.</summary>
    string RemoteHead();
}
