namespace ReleaseKit.Core.Configuration;

/// <summary>Where packages are pinned and built.</summary>
public enum Isolation
{
    /// <summary>In the work tree; manifests that are pinned come back byte for byte.</summary>
    InPlace,

    /// <summary>In a throw-away work tree of the release commit; the user's own is not touched.</summary>
    Worktree,
}
