namespace ReleaseKit.Core.Versions;

/// <summary>How versions and ranges in the grammar of node-semver are read.</summary>
[Flags]
public enum SemanticOptions
{
    /// <summary>Strictly: no leading zeros, and a hyphen before every prerelease.</summary>
    None = 0,

    /// <summary>As npm's clients read manifests: leading zeros and <c>1.2.3beta</c> pass, and so does <c>v</c> or <c>=</c> before a version.</summary>
    Loose = 1,

    /// <summary>Prereleases count like other versions instead of being accepted only where a bound names one of the same three numbers.</summary>
    IncludePrerelease = 2,
}
