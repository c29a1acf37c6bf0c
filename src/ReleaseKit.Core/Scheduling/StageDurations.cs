namespace ReleaseKit.Core.Scheduling;

/// <summary>How long the stages of one package took, or are thought to take.</summary>
/// <param name="Build">Until its artifacts are there.</param>
/// <param name="Publish">The upload alone, without waiting for its turn.</param>
/// <param name="Await">Until the registry serves it.</param>
/// <param name="Verify">Until it was installed and loaded.</param>
public sealed record StageDurations(TimeSpan Build, TimeSpan Publish, TimeSpan Await, TimeSpan Verify)
{
    /// <summary>What is assumed of a package that was never measured.</summary>
    public static StageDurations Assumed { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
}
