using System.Collections.Immutable;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Scheduling;

/// <summary>Builds with another packager and tells how long it took, for the next release's schedule.</summary>
/// <param name="inner">What builds.</param>
/// <param name="time">The clock.</param>
/// <param name="took">Gets the time of a build that succeeded.</param>
public sealed class MeasuredPackager(IPackager inner, TimeProvider time, Action<TimeSpan> took) : IPackager
{
    /// <inheritdoc/>
    public Task<ImmutableArray<MissingTool>> FindMissingToolsAsync(PackageContext package, CancellationToken cancellationToken) =>
        inner.FindMissingToolsAsync(package, cancellationToken);

    /// <inheritdoc/>
    public async Task<ImmutableArray<Artifact>> BuildAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var artifacts = await inner.BuildAsync(package, cancellationToken);
        took(time.GetElapsedTime(start));
        return artifacts;
    }
}
