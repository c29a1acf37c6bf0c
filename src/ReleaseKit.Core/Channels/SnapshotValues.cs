namespace ReleaseKit.Core.Channels;

/// <summary>What a snapshot's version is made of.</summary>
/// <param name="Version">The manifest's version.</param>
/// <param name="Next">The stable version that would be released.</param>
/// <param name="Channel">The channel's label.</param>
/// <param name="Commit">Full object name of the commit.</param>
/// <param name="Time">When the snapshot is made.</param>
public sealed record SnapshotValues(string Version, string Next, string Channel, string Commit, DateTimeOffset Time);
