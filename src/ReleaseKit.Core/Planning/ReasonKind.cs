namespace ReleaseKit.Core.Planning;

/// <summary>What led to a release; the <c>kind</c> of a reason in <c>plan.json</c>.</summary>
public enum ReasonKind
{
    /// <summary>A commit since the baseline that touches the package.</summary>
    Commit,

    /// <summary>A change file that names the package.</summary>
    ChangeFile,

    /// <summary>A dependency that is released.</summary>
    Dependency,

    /// <summary>A package of another repository that is released, and that it depends on.</summary>
    Upstream,

    /// <summary>A member of the same version group, or of the synchronised workspace, that is released.</summary>
    Group,

    /// <summary>Said outright: a property, a first release, or a manifest whose version is ahead of its newest tag.</summary>
    Explicit,
}
