namespace ReleaseKit.Core.Versions.Maven;

/// <summary>
/// One part of a Maven version, as <c>ComparableVersion</c> of Maven 3.8 orders them: numbers over lists (what follows a
/// hyphen, or a change between digits and letters) over words.
/// </summary>
internal abstract record VersionItem
{
    /// <summary>Whether the part says nothing, as trailing zeros do.</summary>
    public abstract bool IsNull { get; }

    /// <summary>Negative, zero or positive; null stands for the end of the other version.</summary>
    public abstract int CompareTo(VersionItem? other);
}
