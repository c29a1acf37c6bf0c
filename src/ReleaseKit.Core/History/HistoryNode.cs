namespace ReleaseKit.Core.History;

/// <summary>A commit in the walk: known as somebody's parent first, listed later.</summary>
internal sealed class HistoryNode(string id, BaselineSet reached)
{
    /// <summary>Full object name.</summary>
    public string Id { get; } = id;

    /// <summary>The baselines that reach it, as far as the walk has come.</summary>
    public BaselineSet Reached { get; set; } = reached;

    /// <summary>Whether the walk has been here.</summary>
    public bool IsListed { get; set; }

    /// <summary>Committer date in seconds since 1970, once listed.</summary>
    public long Seconds { get; set; }

    /// <summary>Its parents, once listed.</summary>
    public HistoryNode[] Parents { get; set; } = [];

    /// <summary>Indices of the packages it touches, ascending.</summary>
    public int[] Touched { get; set; } = [];

    /// <summary>Indices of the watched files it adds.</summary>
    public int[] Added { get; set; } = [];

    /// <summary>The commit, when it may belong to a package or adds a watched file.</summary>
    public RawCommit? Commit { get; set; }
}
