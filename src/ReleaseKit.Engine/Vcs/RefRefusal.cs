namespace ReleaseKit.Engine.Vcs;

/// <summary>Why a remote did not change refs; none of them was changed.</summary>
/// <param name="IsConflict">Whether a ref was not what it was expected to be, so that looking again may help.</param>
/// <param name="Refs">Full names of the refs that stood in the way.</param>
/// <param name="Reason">What the remote said, in words for people.</param>
public sealed record RefRefusal(bool IsConflict, IReadOnlyList<string> Refs, string Reason);
