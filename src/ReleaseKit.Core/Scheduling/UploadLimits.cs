namespace ReleaseKit.Core.Scheduling;

/// <summary>What configuration says of a registry's limits; null where it says nothing.</summary>
/// <param name="Burst">Files at once.</param>
/// <param name="PerMinute">Files each minute after that.</param>
/// <param name="NewBurst">New packages at once.</param>
/// <param name="NewPerMinute">New packages each minute after that.</param>
public sealed record UploadLimits(double? Burst = null, double? PerMinute = null, double? NewBurst = null, double? NewPerMinute = null);
