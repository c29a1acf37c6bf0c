namespace ReleaseKit.Core.Packages;

/// <summary>How a sibling reference without a range of its own is pinned; the configuration key <c>pin</c>.</summary>
public enum PinStyle
{
    /// <summary>To exactly the version released with it.</summary>
    Exact,

    /// <summary>To that version and everything compatible with it.</summary>
    Caret,
}
