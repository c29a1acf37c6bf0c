namespace ReleaseKit.Core.Versions;

/// <summary>How much a version grows; a larger value wins over a smaller one.</summary>
public enum BumpLevel
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>The last of three numbers: fixes.</summary>
    Patch,

    /// <summary>The middle number: features.</summary>
    Minor,

    /// <summary>The first number: breaking changes.</summary>
    Major,
}
