namespace ReleaseKit.Core.Planning.Policies;

/// <summary>Which ranges on siblings can be rewritten.</summary>
public enum RewriteScope
{
    /// <summary>Those of internal edges; a range on a registry's version stays as it is.</summary>
    Internal,

    /// <summary>Those with the protocol <c>workspace:</c>.</summary>
    Protocol,

    /// <summary>All, those on a registry's version too.</summary>
    Every,
}
