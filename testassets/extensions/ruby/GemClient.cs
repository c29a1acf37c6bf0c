using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Ruby;

/// <summary>Runs <c>gem</c>, and builds with it.</summary>
public sealed class GemClient(IProcessRunner processes) : IPackager
{
    /// <summary>The name of a package's file.</summary>
    public static string FileName(PackageContext package) => $"{package.Id.Name}-{package.Version}.gem";

    /// <summary>The folder that gems are published to; null for the registry.</summary>
    public static string? Folder(PackageContext package) => package.Settings.GetValueOrDefault("Folder") is { Length: > 0 } folder ? folder
        : package.Endpoint.IsLoopback ? Path.GetFullPath(Path.Combine(package.ArtifactsDirectory, "..", "..", "..", "gems"))
        : null;

    /// <inheritdoc/>
    public Task<ImmutableArray<MissingTool>> FindMissingToolsAsync(PackageContext package, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<MissingTool>>(processes.Find("gem") is null ? [new MissingTool("gem", "Install Ruby, which brings it.")] : []);

    /// <inheritdoc/>
    public async Task<ImmutableArray<Artifact>> BuildAsync(PackageContext package, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(package.ArtifactsDirectory);
        var file = Path.Combine(package.ArtifactsDirectory, FileName(package));
        var result = await RunAsync(package, "build", package.Directory, ["build", Path.GetFileName(package.Manifest), "--output", file], [], cancellationToken);
        return result.Succeeded ? [Artifact.FromFile(file)] : throw new ReleaseException(BuildCodes.Failed.Create($"gem build of {package.Id} {package.Version} failed.\n{result.Output}{result.Error}"));
    }

    /// <summary>Runs gem or ruby; every exit code is an answer.</summary>
    public Task<ProcessResult> RunAsync(
        PackageContext package, string stage, string directory, ImmutableArray<string> arguments, Dictionary<string, string?> variables, CancellationToken cancellationToken, string client = "gem") => processes.RunAsync(
        new ProcessRequest
        {
            FileName = client,
            Arguments = arguments,
            WorkingDirectory = directory,
            Environment = new Dictionary<string, string?>(variables) { ["SOURCE_DATE_EPOCH"] = package.SourceDateEpoch.ToString() },
            Secrets = package.Endpoint.Token is { } token ? new Dictionary<string, ReleaseKit.Core.Secrets.Secret> { ["GEM_HOST_API_KEY"] = token } : [],
            ExpectedExitCodes = [.. Enumerable.Range(1, 255)],
            TranscriptPath = Path.Combine(package.LogDirectory, $"{stage}.log"),
        },
        cancellationToken);
}
