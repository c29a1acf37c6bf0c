using ReleaseKit.Core.Forges;

namespace ReleaseKit.Core.Reconciling;

/// <summary>What a forge says of a tag.</summary>
/// <param name="Tag">The tag, without <c>refs/tags/</c>.</param>
/// <param name="Version">The version that it names.</param>
/// <param name="Release">The forge's release of it; null when there is none.</param>
public sealed record ForgeFacts(string Tag, string Version, ForgeRelease? Release)
{
    /// <summary>Whether the remote has the tag.</summary>
    public bool IsTagged { get; init; }

    /// <summary>Whether all that the tag names is live.</summary>
    public bool IsLive { get; init; }

    /// <summary>Whether a release of it is missed where there is none: it was made by us, or others of the package have one.</summary>
    public bool IsExpected { get; init; }
}
