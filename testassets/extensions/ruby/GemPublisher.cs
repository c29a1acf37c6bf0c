using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems;

namespace ReleaseKit.Ruby;

/// <summary>Pushes with <c>gem push</c>, or puts the gem into a folder.</summary>
public sealed class GemPublisher(GemClient gem, GemRegistry registry) : IPublisher
{
    /// <inheritdoc/>
    public async Task PublishAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        var artifact = artifacts.Single();
        if (GemClient.Folder(package) is { } folder)
        {
            Directory.CreateDirectory(folder);
            var temporary = Path.Combine(folder, $".{Guid.NewGuid():N}");
            File.Copy(artifact.Path, temporary);
            File.Move(temporary, Path.Combine(folder, artifact.FileName), overwrite: false);
            return;
        }

        var result = await gem.RunAsync(package, "push", package.Directory, ["push", artifact.Path, "--host", package.Endpoint.Registry.AbsoluteUri.TrimEnd('/')], [], cancellationToken);
        if (!result.Succeeded && await registry.FindAsync(package, cancellationToken) is null)
        {
            throw new ReleaseException(PublishCodes.Failed.Create($"gem push of {package.Id} {package.Version} failed.\n{result.Output}{result.Error}"));
        }
    }
}
