using System.Collections.Immutable;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Engine.Ledgers;

/// <summary>Uploads with another publisher once it is written down what will be uploaded; what cannot be written down is not uploaded.</summary>
public sealed class AnnouncedPublisher : IPublisher
{
    private readonly IPublisher _publisher;
    private readonly Func<PackageContext, ImmutableArray<Artifact>, CancellationToken, Task> _announce;

    /// <summary>A publisher before another.</summary>
    public AnnouncedPublisher(IPublisher publisher, Func<PackageContext, ImmutableArray<Artifact>, CancellationToken, Task> announce)
    {
        _publisher = publisher;
        _announce = announce;
    }

    /// <inheritdoc/>
    public async Task PublishAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        await _announce(package, artifacts, cancellationToken);
        await _publisher.PublishAsync(package, artifacts, cancellationToken);
    }
}
