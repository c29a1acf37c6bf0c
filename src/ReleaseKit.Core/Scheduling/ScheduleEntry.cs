namespace ReleaseKit.Core.Scheduling;

/// <summary>When a package is expected to be on its way, counted from the start of the uploads.</summary>
/// <param name="Package">The package.</param>
/// <param name="Start">When its first stage begins.</param>
/// <param name="Upload">When its upload begins.</param>
/// <param name="End">When it is live and verified.</param>
public sealed record ScheduleEntry(ScheduledPackage Package, TimeSpan Start, TimeSpan Upload, TimeSpan End);
