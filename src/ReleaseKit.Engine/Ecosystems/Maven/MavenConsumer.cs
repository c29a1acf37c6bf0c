using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Ecosystems.Maven.Clients;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Maven;

/// <summary>
/// Uses a published version as its users do, in a folder outside the repository and with an empty local repository: a new project
/// depends on exactly that version, is built, and loads its classes. Nothing of others is run.
/// </summary>
public sealed class MavenConsumer : IConsumer
{
    /// <summary>Maven Central is served through caches that keep for minutes what was not there.</summary>
    private static readonly ImmutableArray<TimeSpan?> BehindCaches =
        [.. new double[] { 5, 10, 20, 40, 60, 60, 60, 60 }.Select(seconds => (TimeSpan?)TimeSpan.FromSeconds(seconds)), null];

    private readonly MavenRunner _maven;
    private readonly MavenRepositories _repositories;
    private readonly IProcessRunner _processes;
    private readonly TimeProvider _time;

    internal MavenConsumer(MavenRunner maven, MavenRepositories repositories, IProcessRunner processes, TimeProvider time)
    {
        _maven = maven;
        _repositories = repositories;
        _processes = processes;
        _time = time;
    }

    /// <inheritdoc/>
    public string InstallCommand(PackageContext package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var command = $"mvn dependency:get -Dartifact={package.Id.Name}:{package.Version}";
        return MavenRepositories.IsCentral(package.Endpoint.Index) ? command : $"{command} -DremoteRepositories={package.Endpoint.Index}";
    }

    /// <inheritdoc/>
    public async Task<string> InstallAndLoadAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var place = Directory.CreateTempSubdirectory("releasekit-maven-").FullName;
        try
        {
            var coordinate = MavenCoordinate.Of(package);
            var main = artifacts.FirstOrDefault(a => a.FileName.StartsWith(coordinate.Stem + ".", StringComparison.Ordinal) && a.FileName != coordinate.PomName && !a.FileName.EndsWith(".asc", StringComparison.Ordinal));
            var type = main is null ? "pom" : Path.GetExtension(main.FileName)[1..];
            var project = Directory.CreateDirectory(Path.Combine(place, "consumer")).FullName;
            ConsumerProject.Write(project, coordinate, type, MavenRepositories.IsCentral(package.Endpoint.Index) ? null : package.Endpoint.Index);
            await InstallAsync(package, place, project, cancellationToken);
            var classes = type == "jar" ? ConsumerProject.ClassesIn(main!.Path) : [];
            return classes.IsEmpty
                ? $"built a project that depends on {package.Id.Name} {package.Version}; it has no classes to load"
                : $"built a project that depends on {package.Id.Name} {package.Version}, and loaded {await LoadAsync(package, project, classes, cancellationToken)}";
        }
        finally
        {
            Remove(place);
        }
    }

    private async Task InstallAsync(PackageContext package, string place, string project, CancellationToken cancellationToken)
    {
        var isCentral = MavenRepositories.IsCentral(package.Endpoint.Index);
        var secrets = isCentral ? ImmutableDictionary<string, Core.Secrets.Secret>.Empty : ConsumerSettings.Secrets(package, _repositories.Credential.PairOf(package));
        var settings = Path.Combine(place, "settings.xml");
        await File.WriteAllTextAsync(settings, ConsumerSettings.Text(package.Endpoint.Index, !secrets.IsEmpty), cancellationToken);
        var run = new MavenRun("maven-consumer", [.. isCentral ? [] : (string[])["-gs", settings], "-f", Path.Combine(project, "pom.xml"), "-U", "-Dmaven.test.skip=true", "package"], project)
        {
            LocalRepository = Path.Combine(place, "repository"),
            Secrets = secrets,
        };
        ImmutableArray<TimeSpan?> pauses = package.Endpoint.Index.IsLoopback || package.Endpoint.Index.IsFile ? [null] : BehindCaches;
        foreach (var pause in pauses)
        {
            var result = await _maven.RunAsync(package, run, cancellationToken);
            if (result.Succeeded)
            {
                return;
            }

            if (pause is null || !$"{result.Output}{result.Error}".Contains("Could not resolve dependencies", StringComparison.Ordinal))
            {
                throw Failure(VerifyCodes.Install, package, $"{package.Id.Name} {package.Version} cannot be installed: a project that depends on it alone cannot be built.", MavenRunner.Tail(result));
            }

            await Task.Delay(pause.Value, _time, cancellationToken);
        }
    }

    /// <summary>Loads one of the classes, with everything that the project's users have beside it.</summary>
    private async Task<string> LoadAsync(PackageContext package, string project, ImmutableArray<string> classes, CancellationToken cancellationToken)
    {
        var result = await _processes.RunAsync(
            new ProcessRequest
            {
                FileName = _maven.FindJava("java") ?? "java",
                Arguments = ["-cp", Path.Combine(project, "target", "consumer-1.jar"), ConsumerProject.Loader, .. classes],
                WorkingDirectory = project,
                Environment = _maven.WithoutCredentials(),
                ExpectedExitCodes = [1],
                TranscriptPath = Path.Combine(package.LogDirectory, "maven-load.log"),
            },
            cancellationToken);
        return result.Succeeded ? result.Output.Trim()
            : throw Failure(VerifyCodes.Load, package, $"{package.Id.Name} {package.Version} was downloaded, and none of its classes can be loaded.", MavenRunner.Tail(result));
    }

    private static ReleaseException Failure(DiagnosticDescriptor code, PackageContext package, string what, string tail) =>
        new(code.Create($"{what} See {package.LogDirectory}.{tail}"));

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
