using System.Collections.Immutable;
using ReleaseKit.Engine.Ecosystems.Gradle.Clients;
using ReleaseKit.Engine.Ecosystems.Maven;

namespace ReleaseKit.Engine.Ecosystems.Gradle;

/// <summary>Uploads what Gradle built, by the protocol of Maven repositories: the modules beside the package's own first.</summary>
public sealed class GradlePublisher : IPublisher
{
    private readonly MavenPublisher _maven;

    internal GradlePublisher(MavenPublisher maven) => _maven = maven;

    /// <inheritdoc/>
    public async Task PublishAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        foreach (var (coordinate, files) in PackedModules.Of(package).All)
        {
            var own = artifacts.Where(a => files.Contains(a.FileName)).ToImmutableArray();
            if (!own.IsEmpty)
            {
                await _maven.PublishAsync(PackedModules.As(package, coordinate), own, cancellationToken);
            }
        }
    }
}
