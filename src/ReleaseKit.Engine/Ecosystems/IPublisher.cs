using System.Collections.Immutable;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>Uploads a package with its ecosystem's own client.</summary>
public interface IPublisher
{
    /// <summary>Uploads the artifacts that the registry does not have yet. Success means that the client said so.</summary>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException">
    /// <c>RK-REGISTRY-UNAUTHORIZED</c>, <c>RK-REGISTRY-EXISTS</c> (same version, other bytes), <c>RK-PUBLISH-FAILED</c>.
    /// </exception>
    Task PublishAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken);
}
