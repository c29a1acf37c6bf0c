namespace ReleaseKit.Engine.Scheduling;

/// <summary>How long an upload is tried.</summary>
/// <param name="Attempts">How often in all, at least 1.</param>
/// <param name="IndexLag">How long a registry may take to show what it says it has.</param>
public sealed record UploadPatience(int Attempts, TimeSpan IndexLag);
