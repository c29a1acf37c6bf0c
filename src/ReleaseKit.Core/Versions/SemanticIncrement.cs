namespace ReleaseKit.Core.Versions;

/// <summary>What <c>npm version</c> can raise beside the three numbers.</summary>
public enum SemanticIncrement
{
    /// <summary>The next prerelease of the same numbers; the first one of the next patch for a stable version.</summary>
    Prerelease,

    /// <summary>The first prerelease of the next patch.</summary>
    Prepatch,

    /// <summary>The first prerelease of the next minor version.</summary>
    Preminor,

    /// <summary>The first prerelease of the next major version.</summary>
    Premajor,

    /// <summary>The stable version that a prerelease leads to.</summary>
    Release,
}
