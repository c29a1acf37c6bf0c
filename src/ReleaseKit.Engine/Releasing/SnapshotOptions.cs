namespace ReleaseKit.Engine.Releasing;

/// <summary>What properties ask of one snapshot.</summary>
/// <param name="Packages">Exactly these ids or names; empty for what changed and its dependents.</param>
/// <param name="Channel">The label that stands for <c>{channel}</c>; empty for <c>dev</c>.</param>
/// <param name="Time">When the snapshot is made.</param>
public sealed record SnapshotOptions(IReadOnlyList<string> Packages, string Channel, DateTimeOffset Time);
