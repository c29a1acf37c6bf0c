using System.Collections.Immutable;
using System.Globalization;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Python.Clients;
using ReleaseKit.Engine.Ecosystems.Python.Projects;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Python;

/// <summary>
/// Builds a source distribution and a wheel: with <c>uv build --no-sources</c> where uv is installed, with
/// <c>python -m build</c> otherwise. The setting <c>BuildIsolation=false</c> builds with the packages that are installed.
/// </summary>
public sealed class PythonPackager : IPackager
{
    /// <summary>The first that both builds without sources and uploads with a check of what is there.</summary>
    private const string OldestUv = "0.5.0";

    private readonly IProcessRunner _processes;
    private readonly IVersionScheme _versions;
    private readonly PythonTools _tools;

    internal PythonPackager(IProcessRunner processes, IVersionScheme versions, PythonTools tools)
    {
        _processes = processes;
        _versions = versions;
        _tools = tools;
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<MissingTool>> FindMissingToolsAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var hasUv = _tools.Uv is not null;
        if (await _tools.FindPythonAsync(package, hasUv ? "" : PythonTools.ReleaseModules, cancellationToken) is not null)
        {
            return [];
        }

        // uv builds and uploads alone; importing what was published takes an interpreter all the same.
        var python = PythonTools.Named(package) ?? "python3";
        return hasUv
            ? [new MissingTool(python, "Install Python, for example with 'uv python install --default', or name an interpreter with ReleasePythonExecutable.")]
            : [new MissingTool($"{python} with build and twine", $"Install uv (https://docs.astral.sh/uv/), run '{python} -m pip install build twine', or name another interpreter with ReleasePythonExecutable.")];
    }

    /// <inheritdoc/>
    public ImmutableArray<RequiredClient> Clients(PackageContext package) =>
        _tools.Uv is not null ? [new RequiredClient("uv", OldestUv)] : [new RequiredClient(PythonTools.Named(package) ?? "python3")];

    /// <inheritdoc/>
    public async Task<ImmutableArray<Artifact>> BuildAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        Directory.CreateDirectory(package.ArtifactsDirectory);
        var leftovers = BuildLeftovers.Before(package.Directory);
        try
        {
            var result = await RunAsync(package, cancellationToken);
            if (!result.Succeeded)
            {
                throw Failed(package, $"The build ended with exit code {result.ExitCode}; mend what it reports and run again.\n{ClientOutput.Tail(result)}");
            }

            return Collect(package, result);
        }
        finally
        {
            leftovers.Remove();
        }
    }

    private async Task<ProcessResult> RunAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var isolated = PythonTools.IsIsolated(package);
        var uv = _tools.Uv;
        var python = uv is null ? await _tools.FindPythonAsync(package, PythonTools.ReleaseModules, cancellationToken) : PythonTools.Named(package);
        ImmutableArray<string> arguments = uv is null
            ? ["-m", "build", "--outdir", package.ArtifactsDirectory, .. isolated ? [] : (string[])["--no-isolation", "--skip-dependency-check"], package.Directory]
            : ["build", "--no-sources", "--out-dir", package.ArtifactsDirectory, .. isolated ? [] : (string[])["--no-build-isolation"], .. python is null ? [] : (string[])["--python", python], package.Directory];
        var environment = PythonTools.Environment(package);
        foreach (var (name, value) in VersionVariables.Of(package))
        {
            environment[name] = value;
        }

        if (package.SourceDateEpoch > 0)
        {
            environment["SOURCE_DATE_EPOCH"] = package.SourceDateEpoch.ToString(CultureInfo.InvariantCulture);
        }

        return await _processes.RunAsync(
            new ProcessRequest
            {
                FileName = uv ?? python ?? throw PythonTools.Missing(package),
                Arguments = arguments,
                WorkingDirectory = PythonTools.EmptyScratch(package, "build"),
                Environment = environment,
                ExpectedExitCodes = ClientOutput.AnyExitCode,
                TranscriptPath = Path.Combine(package.LogDirectory, "build.log"),
            },
            cancellationToken);
    }

    private ImmutableArray<Artifact> Collect(PackageContext package, ProcessResult result)
    {
        var files = Directory.EnumerateFiles(package.ArtifactsDirectory)
            .Where(f => DistributionFile.IsWheel(f) || DistributionFile.IsSource(f)).Order(StringComparer.Ordinal).ToArray();
        if (files.Length == 0)
        {
            throw Failed(package, $"The build left neither a wheel nor a source distribution in {package.ArtifactsDirectory}; check its build back end.\n{ClientOutput.Tail(result)}");
        }

        foreach (var file in files)
        {
            Check(package, file);
        }

        return [.. files.Select(Artifact.FromFile)];
    }

    private void Check(PackageContext package, string file)
    {
        DistributionMetadata metadata;
        try
        {
            metadata = DistributionMetadata.Read(file);
        }
        catch (InvalidDataException e)
        {
            throw Failed(package, $"{Path.GetFileName(file)} cannot be read: {e.Message}. Check its build back end.");
        }

        if (DistributionName.Normalize(metadata.Name) != package.Id.Name || !_versions.IsValid(metadata.Version) || _versions.Compare(metadata.Version, package.Version) != 0)
        {
            throw new ReleaseException(BuildCodes.Version.At(
                PlaceOf(package),
                $"{Path.GetFileName(file)} says it is {metadata.Name} {metadata.Version}, where {package.Id.Name} {package.Version} is to be released; let the build take both from the manifest."));
        }

        // PyPI refuses every direct reference; a local one helps nobody anywhere.
        var direct = metadata.Requires.FirstOrDefault(r => Requirement.TryParse(r, out var requirement, out _) && requirement.IsDirect &&
            (requirement.Range.Contains("file:", StringComparison.OrdinalIgnoreCase) || package.Endpoint.Registry.Host.EndsWith("pypi.org", StringComparison.OrdinalIgnoreCase)));
        if (direct is not null)
        {
            throw new ReleaseException(BuildCodes.Unpublishable.At(
                PlaceOf(package),
                $"{Path.GetFileName(file)} requires '{direct}', which its users do not have; give that dependency a version range instead of an address."));
        }
    }

    private static ReleaseException Failed(PackageContext package, string why) =>
        new(BuildCodes.Failed.At(PlaceOf(package), $"{package.Id} {package.Version} does not build. {why}"));

    private static SourceLocation PlaceOf(PackageContext package) =>
        new(Path.GetRelativePath(package.WorkspaceRoot, package.Manifest).Replace('\\', '/'));
}
