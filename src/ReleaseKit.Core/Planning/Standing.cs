namespace ReleaseKit.Core.Planning;

/// <summary>Whether a package may be released by this plan.</summary>
/// <param name="Why">Why not, in words for people; null when it may.</param>
/// <param name="IsUnselected">Whether it only is not among those that were selected, so that another plan may release it.</param>
internal readonly record struct Standing(string? Why, bool IsUnselected = false)
{
    public bool MayBeReleased => Why is null;
}
