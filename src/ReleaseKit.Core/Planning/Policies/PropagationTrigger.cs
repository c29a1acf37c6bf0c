namespace ReleaseKit.Core.Planning.Policies;

/// <summary>When the release of a dependency releases its dependent.</summary>
public enum PropagationTrigger
{
    /// <summary>It does not.</summary>
    Never,

    /// <summary>When the range as written excludes the dependency's new version.</summary>
    OutOfRange,

    /// <summary>Whenever the dependency is released.</summary>
    Always,
}
