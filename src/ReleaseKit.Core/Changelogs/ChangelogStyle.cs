namespace ReleaseKit.Core.Changelogs;

/// <summary>The styles that there are. Key <c>changelog_style</c>.</summary>
public enum ChangelogStyle
{
    /// <summary>Sections by conventional type: Features, Bug Fixes …</summary>
    Conventional,

    /// <summary>Added, Changed, Fixed … below <c>## [1.2.0] - 2026-01-31</c>, after keepachangelog.com.</summary>
    KeepAChangelog,

    /// <summary>Major, Minor and Patch Changes, byte for byte as changesets writes them.</summary>
    Changesets,
}
