namespace ReleaseKit.Core.History;

/// <summary>A commit in the walk: known as somebody's parent first, listed later.</summary>
internal sealed class HistoryNode(BaselineSet reached)
{
    /// <summary>The baselines that reach it, as far as the walk has come.</summary>
    public BaselineSet Reached { get; set; } = reached;

    /// <summary>Whether the walk has been here.</summary>
    public bool IsListed { get; set; }

    /// <summary>Its place in the walk.</summary>
    public int Order { get; set; }

    /// <summary>Its parents, once listed.</summary>
    public HistoryNode[] Parents { get; set; } = [];

    /// <summary>Indices of the packages it touches, ascending.</summary>
    public int[] Touched { get; set; } = [];

    /// <summary>The commit, when it may belong to a package.</summary>
    public RawCommit? Commit { get; set; }
}
