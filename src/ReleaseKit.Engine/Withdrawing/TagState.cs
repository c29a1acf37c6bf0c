namespace ReleaseKit.Engine.Withdrawing;

/// <summary>What a tag names, as full names of objects: of an annotated tag the tag itself.</summary>
/// <param name="Here">In this clone; null when it is not here.</param>
/// <param name="There">On the remote; null when it is not there, or there is no remote.</param>
public sealed record TagState(string? Here, string? There);
