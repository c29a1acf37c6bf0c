using System.Collections.Immutable;
using ReleaseKit.Engine.Ecosystems.Gradle.Clients;
using ReleaseKit.Engine.Ecosystems.Maven;

namespace ReleaseKit.Engine.Ecosystems.Gradle;

/// <summary>Reads a Maven repository. A version is there when all of its modules that are known here are.</summary>
public sealed class GradleRegistry : IRegistry
{
    private readonly MavenRegistry _maven;

    internal GradleRegistry(MavenRegistry maven) => _maven = maven;

    /// <inheritdoc/>
    public RegistryEndpoint Default => _maven.Default;

    /// <inheritdoc/>
    public ImmutableArray<string> TokenVariables => _maven.TokenVariables;

    /// <inheritdoc/>
    public async Task<PublishedVersion?> FindAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        if (await _maven.FindAsync(package, cancellationToken) is not { } own)
        {
            return null;
        }

        var files = own.Files.ToBuilder();
        foreach (var (coordinate, _) in PackedModules.Of(package).All.SkipLast(1))
        {
            files.AddRange((await _maven.FindAsync(PackedModules.As(package, coordinate), cancellationToken))?.Files ?? []);
        }

        return own with { Files = [.. files.DistinctBy(f => f.FileName)] };
    }

    /// <inheritdoc/>
    public Task<bool> KnowsAsync(PackageContext package, CancellationToken cancellationToken) => _maven.KnowsAsync(package, cancellationToken);

    /// <inheritdoc/>
    public Task DownloadAsync(PackageContext package, PublishedFile file, string destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(file);
        var module = PackedModules.Of(package).All.FirstOrDefault(m => m.Files.Contains(file.FileName)).Coordinate;
        return _maven.DownloadAsync(module is null ? package : PackedModules.As(package, module), file, destination, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> IsSameAsync(Artifact built, string downloadedPath, CancellationToken cancellationToken) => _maven.IsSameAsync(built, downloadedPath, cancellationToken);
}
