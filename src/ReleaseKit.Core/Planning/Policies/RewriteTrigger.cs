namespace ReleaseKit.Core.Planning.Policies;

/// <summary>When the range on a released sibling is rewritten.</summary>
public enum RewriteTrigger
{
    /// <summary>When it excludes the new version.</summary>
    OutOfRange,

    /// <summary>When the sibling's release is a minor or major one, or is excluded.</summary>
    Minor,

    /// <summary>Whenever the sibling is released.</summary>
    Always,
}
