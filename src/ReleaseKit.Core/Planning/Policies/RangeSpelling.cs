namespace ReleaseKit.Core.Planning.Policies;

/// <summary>How a range is rewritten.</summary>
public enum RangeSpelling
{
    /// <summary>Moved in the style it is written in.</summary>
    Styled,

    /// <summary>As version 2 of changesets does: the first operator, then the new version. Ranges of other schemes than SemVer are moved in their style.</summary>
    Changesets2,

    /// <summary>As version 3 does: the same, but two bounds stay two bounds.</summary>
    Changesets3,
}
