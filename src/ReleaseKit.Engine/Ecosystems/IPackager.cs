using System.Collections.Immutable;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>Builds a package with its ecosystem's own client.</summary>
public interface IPackager
{
    /// <summary>The executables it needs on this machine; what is missing is named with how to get it. Empty when all is there.</summary>
    Task<ImmutableArray<MissingTool>> FindMissingToolsAsync(PackageContext package, CancellationToken cancellationToken);

    /// <summary>Builds into <see cref="PackageContext.ArtifactsDirectory"/>, which is empty, and gives what is there.</summary>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException"><c>RK-BUILD-FAILED</c> with the end of the client's output; <c>RK-BUILD-VERSION</c> when the artifact names another version.</exception>
    Task<ImmutableArray<Artifact>> BuildAsync(PackageContext package, CancellationToken cancellationToken);
}

/// <summary>A client the machine lacks.</summary>
/// <param name="Name">What was looked for.</param>
/// <param name="Remedy">How to get it.</param>
public sealed record MissingTool(string Name, string Remedy);
