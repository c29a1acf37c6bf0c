using System.Collections.Immutable;
using NuGet.Versioning;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems.DotNet.Clients;
using ReleaseKit.Engine.Ecosystems.DotNet.Evaluation;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>
/// Builds with <c>dotnet pack -c Release</c>, one project of the workspace at a time. The version comes from the files: a
/// <c>-p:Version</c> would become the version of every referenced project as well.
/// </summary>
public sealed class DotNetPackager : IPackager
{
    private readonly IProcessRunner _processes;
    private readonly TimeProvider _time;

    /// <summary>A packager.</summary>
    public DotNetPackager(IProcessRunner processes, TimeProvider time)
    {
        _processes = processes;
        _time = time;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<MissingTool>> FindMissingToolsAsync(PackageContext package, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<MissingTool>>(_processes.Find(DotNetCommand.Name) is null
            ? [new MissingTool(DotNetCommand.Name, "Install the .NET SDK (https://dotnet.microsoft.com/download) and put 'dotnet' on PATH.")]
            : []);

    /// <inheritdoc/>
    public ImmutableArray<RequiredClient> Clients(PackageContext package) => [new RequiredClient(DotNetCommand.Name)];

    /// <inheritdoc/>
    /// <exception cref="ReleaseException"><c>RK-BUILD-FAILED</c>, <c>RK-BUILD-VERSION</c>, <c>RK-BUILD-UNPUBLISHABLE</c>.</exception>
    public async Task<ImmutableArray<Artifact>> BuildAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        Directory.CreateDirectory(package.ArtifactsDirectory);
        ImmutableArray<string> arguments =
        [
            "pack", package.Manifest, "--output", package.ArtifactsDirectory,
            // A list of versions that was fetched before a sibling went live would hide that sibling.
            "-p:RestoreNoHttpCache=true",
            .. ProjectEvaluator.PackProperties.Select(pair => $"-p:{pair.Key}={pair.Value}"),
            .. MinVerOverride.Arguments(package),
        ];
        using (await PackLock.AcquireAsync(WorkFolders.PackLock(package), _time, cancellationToken))
        {
            var result = await _processes.RunAsync(
                DotNetCommand.Create(package.Directory, WorkFolders.Log(package, "pack.log"), arguments), cancellationToken);
            if (!result.Succeeded)
            {
                throw Failed(package, $"'dotnet pack' ended with exit code {result.ExitCode}; mend what it reports and run again.\n{DotNetCommand.Failure(result)}");
            }
        }

        return Collect(package);
    }

    private static ImmutableArray<Artifact> Collect(PackageContext package)
    {
        foreach (var legacy in Directory.EnumerateFiles(package.ArtifactsDirectory, "*.symbols.nupkg"))
        {
            // The servers for this old form are gone, and a push of the package would send it along.
            File.Delete(legacy);
        }

        var files = Directory.EnumerateFiles(package.ArtifactsDirectory)
            .Where(file => Path.GetExtension(file) is ".nupkg" or ".snupkg").Order(StringComparer.Ordinal).ToArray();
        var hasMain = false;
        foreach (var file in files)
        {
            hasMain |= Check(package, file) && Path.GetExtension(file) == ".nupkg";
        }

        return hasMain
            ? [.. files.Select(Artifact.FromFile)]
            : throw Failed(package, $"'dotnet pack' left no package of that id in {package.ArtifactsDirectory}; look at pack.log in {package.LogDirectory}.");
    }

    /// <summary>Whether the file is the package itself; a tool's package for one platform bears the id with the platform behind it.</summary>
    private static bool Check(PackageContext package, string file)
    {
        var content = Read(package, file);
        var isMain = content.Id.Equals(package.Id.Name, StringComparison.OrdinalIgnoreCase);
        var isPart = content.Id.StartsWith(package.Id.Name + ".", StringComparison.OrdinalIgnoreCase);
        if (!(isMain || isPart) || NuGetVersionScheme.TryParse(content.Version) is not { } version || version != NuGetVersion.Parse(package.Version))
        {
            throw new ReleaseException(BuildCodes.Version.At(
                PlaceOf(package),
                $"{Path.GetFileName(file)} says it is {content.Id} {content.Version}, where {package.Id.Name} {package.Version} is to be released; let the build take both from the project."));
        }

        if (content.Dependencies.FirstOrDefault(dependency => !VersionRange.TryParse(dependency.Range, out _)) is { } open)
        {
            throw new ReleaseException(BuildCodes.Unpublishable.At(
                PlaceOf(package), $"{Path.GetFileName(file)} depends on {open.Id} without saying on which version ('{open.Range}'); give the reference a version."));
        }

        return isMain;
    }

    private static NuGetPackageFile Read(PackageContext package, string file)
    {
        try
        {
            return NuGetPackageFile.Read(file);
        }
        catch (InvalidDataException e)
        {
            throw Failed(package, $"{Path.GetFileName(file)} is no package: {e.Message}. Check what packs it.");
        }
    }

    private static ReleaseException Failed(PackageContext package, string why) =>
        new(BuildCodes.Failed.At(PlaceOf(package), $"{package.Id} {package.Version}: {why}"));

    private static SourceLocation PlaceOf(PackageContext package) =>
        new(Path.GetRelativePath(package.WorkspaceRoot, package.Manifest).Replace('\\', '/'));
}
