namespace ReleaseKit.Engine.Ledgers;

/// <summary>How an open release lies to what is checked out.</summary>
public enum OpenReleaseRelation
{
    /// <summary>It can go on from here, perhaps after a fast-forward to its commit.</summary>
    Current,

    /// <summary>What is checked out contains it and has moved on.</summary>
    Past,

    /// <summary>What is checked out lacks its commit and has others.</summary>
    Diverged,
}
