namespace ReleaseKit.Core.Packages;

/// <summary>What a dependency is needed for, in the terms that ecosystems share.</summary>
public enum DependencyKind
{
    /// <summary>Needed to run; installed with the package.</summary>
    Runtime,

    /// <summary>Needed to work on the package only; never published, never orders publication.</summary>
    Dev,

    /// <summary>Needed to run, brought by the consumer.</summary>
    Peer,

    /// <summary>Used when present or asked for (npm optional dependencies, Python extras).</summary>
    Optional,

    /// <summary>Needed to build the published artifact (Python build requirements).</summary>
    Build,
}
