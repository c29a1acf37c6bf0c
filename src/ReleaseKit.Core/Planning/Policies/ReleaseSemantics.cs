namespace ReleaseKit.Core.Planning.Policies;

/// <summary>Whose rules are the defaults of the policies.</summary>
public enum ReleaseSemantics
{
    /// <summary>Our own.</summary>
    ReleaseKit,

    /// <summary>Those of @changesets/cli 2.</summary>
    Changesets2,

    /// <summary>Those of @changesets/cli 3.</summary>
    Changesets3,
}
