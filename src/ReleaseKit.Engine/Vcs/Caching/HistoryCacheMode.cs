namespace ReleaseKit.Engine.Vcs.Caching;

/// <summary>What a run does with the history that earlier runs kept under the git directory. The answers are the same.</summary>
public enum HistoryCacheMode
{
    /// <summary>Everything is read from git.</summary>
    Off,

    /// <summary>What is kept is used; nothing is written.</summary>
    ReadOnly,

    /// <summary>What is kept is used, and what was read anew is kept.</summary>
    ReadWrite,
}
