using System.Collections.Immutable;

namespace ReleaseKit.Engine.Ecosystems;

/// <summary>Builds a package with its ecosystem's own client.</summary>
public interface IPackager
{
    /// <summary>The executables it needs on this machine; what is missing is named with how to get it. Empty when all is there.</summary>
    Task<ImmutableArray<MissingTool>> FindMissingToolsAsync(PackageContext package, CancellationToken cancellationToken);

    /// <summary>The clients that packing and uploading start, to ask them their versions.</summary>
    ImmutableArray<RequiredClient> Clients(PackageContext package) => [];

    /// <summary>Builds into <see cref="PackageContext.ArtifactsDirectory"/>, which is empty, and gives what is there.</summary>
    /// <exception cref="ReleaseKit.Core.Diagnostics.ReleaseException"><c>RK-BUILD-FAILED</c> with the end of the client's output; <c>RK-BUILD-VERSION</c> when the artifact names another version.</exception>
    Task<ImmutableArray<Artifact>> BuildAsync(PackageContext package, CancellationToken cancellationToken);
}

/// <summary>A client that is asked its version.</summary>
/// <param name="Name">The executable, as it is started.</param>
/// <param name="Oldest">The first version that is known to work, digits and periods; null when every one that is found does.</param>
/// <param name="Arguments">What makes it print its version.</param>
public sealed record RequiredClient(string Name, string? Oldest, ImmutableArray<string> Arguments)
{
    /// <summary>A client that knows <c>--version</c>.</summary>
    public RequiredClient(string name, string? oldest = null)
        : this(name, oldest, ["--version"])
    {
    }
}

/// <summary>A client the machine lacks.</summary>
/// <param name="Name">What was looked for.</param>
/// <param name="Remedy">How to get it.</param>
public sealed record MissingTool(string Name, string Remedy);
