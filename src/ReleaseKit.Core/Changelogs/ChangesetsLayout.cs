namespace ReleaseKit.Core.Changelogs;

/// <summary>Whose bytes the changesets style writes.</summary>
public enum ChangesetsLayout
{
    /// <summary><c>@changesets/cli</c> 2 as it comes: formatted with Prettier.</summary>
    Formatted2,

    /// <summary><c>@changesets/cli</c> 2 with <c>"prettier": false</c>.</summary>
    Plain2,

    /// <summary><c>@changesets/cli</c> 3 in a repository without a formatter.</summary>
    Plain3,
}
