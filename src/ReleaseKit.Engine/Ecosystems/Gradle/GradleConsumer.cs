using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems.Gradle.Clients;
using ReleaseKit.Engine.Ecosystems.Maven.Clients;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Gradle;

/// <summary>
/// Uses a published version as its users do, in a folder outside the repository: a new build depends on exactly that version, is
/// built, and loads its classes. Nothing of others is run.
/// </summary>
public sealed class GradleConsumer : IConsumer
{
    /// <summary>Maven Central is served through caches that keep for minutes what was not there.</summary>
    private static readonly ImmutableArray<TimeSpan?> BehindCaches =
        [.. new double[] { 5, 10, 20, 40, 60, 60, 60, 60 }.Select(seconds => (TimeSpan?)TimeSpan.FromSeconds(seconds)), null];

    private readonly GradleRunner _gradle;
    private readonly MavenRepositories _repositories;
    private readonly IProcessRunner _processes;
    private readonly TimeProvider _time;

    internal GradleConsumer(GradleRunner gradle, MavenRepositories repositories, IProcessRunner processes, TimeProvider time) =>
        (_gradle, _repositories, _processes, _time) = (gradle, repositories, processes, time);

    /// <inheritdoc/>
    public string InstallCommand(PackageContext package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var dependency = $"implementation '{package.Id.Name}:{package.Version}'";
        return MavenRepositories.IsCentral(package.Endpoint.Index) ? dependency : $"repositories {{ maven {{ url = '{package.Endpoint.Index}' }} }}; dependencies {{ {dependency} }}";
    }

    /// <inheritdoc/>
    public async Task<string> InstallAndLoadAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var place = Directory.CreateTempSubdirectory("releasekit-gradle-").FullName;
        try
        {
            var coordinate = MavenCoordinate.Of(package);
            var archive = artifacts.FirstOrDefault(a => a.FileName == $"{coordinate.Stem}.jar");
            var pair = IsSameOrigin(package) ? _repositories.Credential.PairOf(package) : null;
            ConsumerBuild.Write(place, coordinate, package.Endpoint.Index, isPlatform: archive is null, pair is not null);
            await InstallAsync(package, place, pair, cancellationToken);
            var classes = archive is null ? [] : ConsumerBuild.ClassesIn(archive.Path);
            return classes.IsEmpty
                ? $"built a project that depends on {package.Id.Name} {package.Version}; it has no classes to load"
                : $"built a project that depends on {package.Id.Name} {package.Version}, and loaded {await LoadAsync(package, place, classes, cancellationToken)}";
        }
        finally
        {
            Remove(place);
        }
    }

    private static bool IsSameOrigin(PackageContext package) =>
        !package.Endpoint.Index.IsFile &&
        Uri.Compare(package.Endpoint.Index, package.Endpoint.Registry, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private async Task InstallAsync(PackageContext package, string place, string? pair, CancellationToken cancellationToken)
    {
        var run = new GradleRun("gradle-consumer", ["--refresh-dependencies", "classes", ConsumerBuild.Task], place)
        {
            Variables = _gradle.WithoutCredentials(),
            Secrets = ConsumerBuild.Secrets(package, pair),
        };
        ImmutableArray<TimeSpan?> pauses = package.Endpoint.Index.IsLoopback || package.Endpoint.Index.IsFile ? [null] : BehindCaches;
        foreach (var pause in pauses)
        {
            var result = await _gradle.RunAsync(package, run, cancellationToken);
            if (result.Succeeded)
            {
                return;
            }

            if (pause is null || !$"{result.Output}{result.Error}".Contains("Could not find", StringComparison.Ordinal))
            {
                throw Failure(VerifyCodes.Install, package, $"{package.Id.Name} {package.Version} cannot be installed: a project that depends on it alone cannot be built.", result);
            }

            await Task.Delay(pause.Value, _time, cancellationToken);
        }
    }

    /// <summary>Loads one of the classes, with everything that the project's users have beside it.</summary>
    private async Task<string> LoadAsync(PackageContext package, string place, ImmutableArray<string> classes, CancellationToken cancellationToken)
    {
        var libraries = await File.ReadAllLinesAsync(Path.Combine(place, ConsumerBuild.ClassPath), cancellationToken);
        var result = await _processes.RunAsync(
            new ProcessRequest
            {
                FileName = _gradle.FindJava("java") ?? "java",
                Arguments = ["-cp", string.Join(Path.PathSeparator, libraries), ConsumerBuild.Loader, .. classes],
                WorkingDirectory = place,
                Environment = _gradle.WithoutCredentials(),
                ExpectedExitCodes = [1],
                TranscriptPath = Path.Combine(package.LogDirectory, "gradle-load.log"),
            },
            cancellationToken);
        return result.Succeeded ? result.Output.Trim()
            : throw Failure(VerifyCodes.Load, package, $"{package.Id.Name} {package.Version} was downloaded, and none of its classes can be loaded.", result);
    }

    private static ReleaseException Failure(DiagnosticDescriptor code, PackageContext package, string what, ProcessResult result) =>
        new(code.Create($"{what} See {package.LogDirectory}.{GradleRunner.Tail(result)}"));

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A client that is still closing its files; nothing in it is secret.
        }
    }
}
