namespace ReleaseKit.Core.Forges;

/// <summary>What a status says of a commit.</summary>
public enum CommitState
{
    /// <summary>It is not known yet.</summary>
    Pending,

    /// <summary>All is well.</summary>
    Success,

    /// <summary>Something is wrong.</summary>
    Failure,
}
