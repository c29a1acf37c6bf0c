namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>Files in a repository of Maven's layout, by their paths below its root.</summary>
internal interface IMavenRepository
{
    /// <summary>Address of a file.</summary>
    Uri AddressOf(string path);

    /// <summary>A small file; null when it is not there.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException"><c>RK-REGISTRY-UNREACHABLE</c>, <c>RK-REGISTRY-UNAUTHORIZED</c>, <c>RK-REGISTRY-ANSWER</c>.</exception>
    Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken);

    /// <summary>Whether a file is there.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException">As <see cref="ReadAsync"/>.</exception>
    Task<bool> HasAsync(string path, CancellationToken cancellationToken);

    /// <summary>Copies a file that is there.</summary>
    /// <exception cref="Core.Diagnostics.ReleaseException">As <see cref="ReadAsync"/>; <c>RK-FILE-UNWRITABLE</c>.</exception>
    Task DownloadAsync(string path, string destination, CancellationToken cancellationToken);

    /// <summary>Writes a file.</summary>
    /// <returns>What the repository said.</returns>
    Task<WriteAnswer> WriteAsync(string path, Func<Stream> content, CancellationToken cancellationToken);
}
