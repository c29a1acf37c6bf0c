namespace ReleaseKit.Core.Configuration;

/// <summary>Which machine uploads packages.</summary>
public enum PublishFrom
{
    /// <summary>The machine that runs the release.</summary>
    Local,

    /// <summary>A continuous integration job, started by the tag or the draft release.</summary>
    Ci,
}
