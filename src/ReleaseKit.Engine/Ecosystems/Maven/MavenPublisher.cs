using System.Collections.Immutable;
using ReleaseKit.Engine.Ecosystems.Maven.Clients;

namespace ReleaseKit.Engine.Ecosystems.Maven;

/// <summary>
/// Uploads what Maven built, file by file or, to Maven Central, in one bundle: what Maven's own <c>deploy</c> would send, though
/// never over what is there, and going on where an upload was broken off. See docs/decisions/0014.
/// </summary>
public sealed class MavenPublisher : IPublisher
{
    private readonly MavenRepositories _repositories;
    private readonly CentralPortal _central;
    private readonly TimeProvider _time;

    internal MavenPublisher(MavenRepositories repositories, CentralPortal central, TimeProvider time)
    {
        _repositories = repositories;
        _central = central;
        _time = time;
    }

    /// <inheritdoc/>
    public Task PublishAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var coordinate = MavenCoordinate.Of(package);
        return CentralPortal.IsPortal(package.Endpoint.Registry)
            ? _central.UploadAsync(package, coordinate, artifacts, cancellationToken)
            : new RepositoryUpload(_repositories.RegistryOf(package), package, coordinate, _time).RunAsync(artifacts, cancellationToken);
    }
}
