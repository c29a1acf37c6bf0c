using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Gradle.Clients;
using ReleaseKit.Engine.Ecosystems.Maven.Clients;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Gradle;

/// <summary>
/// Builds with Gradle and has its Maven plugin publish into a folder, as into a person's local repository. The task
/// <c>publish</c> is never run, because it uploads what it has just built anew, see docs/decisions/0016.
/// </summary>
public sealed class GradlePackager : IPackager
{
    private static readonly string[] NotArtifacts = [".md5", ".sha1", ".sha256", ".sha512"];
    private readonly GradleRunner _gradle;

    internal GradlePackager(GradleRunner gradle) => _gradle = gradle;

    /// <inheritdoc/>
    public Task<ImmutableArray<MissingTool>> FindMissingToolsAsync(PackageContext package, CancellationToken cancellationToken) => Task.FromResult(_gradle.FindMissing(package));

    /// <inheritdoc/>
    public async Task<ImmutableArray<Artifact>> BuildAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var staging = Path.Combine(package.ScratchDirectory, "gradle-staging");
        if (Directory.Exists(staging))
        {
            Directory.Delete(staging, recursive: true);
        }

        Directory.CreateDirectory(staging);
        var (folder, path) = ProjectLocator.Find(package);
        var task = path == ":" ? ":publishToMavenLocal" : $"{path}:publishToMavenLocal";

        // Projects of a build write into each other's folders while they are built.
        using (await FileLock.TakeAsync(LockOf(package), cancellationToken))
        {
            var result = await _gradle.RunAsync(package, new GradleRun("gradle-pack", [$"-Dmaven.repo.local={staging}", task], folder), cancellationToken);
            return Collect(package, staging, task, result);
        }
    }

    private static string LockOf(PackageContext package) => Path.Combine(Path.GetDirectoryName(package.ScratchDirectory.TrimEnd(Path.DirectorySeparatorChar))!, "gradle-build.lock");

    private static ImmutableArray<Artifact> Collect(PackageContext package, string staging, string task, ProcessResult result)
    {
        var coordinate = MavenCoordinate.Of(package);
        var place = new SourceLocation(Path.GetRelativePath(package.WorkspaceRoot, package.Manifest).Replace('\\', '/'));
        if (result.Succeeded && !Directory.Exists(Path.Combine(staging, coordinate.Folder)) && Directory.Exists(Path.Combine(staging, coordinate.Module)))
        {
            var other = Directory.EnumerateDirectories(Path.Combine(staging, coordinate.Module)).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal).First();
            throw new ReleaseException(BuildCodes.Version.At(
                place, $"Gradle built {DisplayText.Line($"{package.Id.Name} {other}")}, and {package.Version} is to be released. Make a new plan."));
        }

        if (!result.Succeeded || !File.Exists(Path.Combine(staging, coordinate.PathOf(coordinate.PomName))))
        {
            throw new ReleaseException(BuildCodes.Failed.At(
                place,
                $"Gradle {(result.Succeeded ? $"published no {coordinate.PomName}" : $"failed with exit code {result.ExitCode}")} for {package.Id} {package.Version}. Run 'gradle {task}' and mend what it reports; {package.LogDirectory} has all it said.{GradleRunner.Tail(result)}"));
        }

        Directory.CreateDirectory(package.ArtifactsDirectory);
        var artifacts = ImmutableArray.CreateBuilder<Artifact>();
        foreach (var file in Directory.EnumerateFiles(staging, "*", SearchOption.AllDirectories).Where(IsArtifact).Order(StringComparer.Ordinal))
        {
            var target = Path.Combine(package.ArtifactsDirectory, Path.GetFileName(file));
            File.Move(file, target);
            artifacts.Add(Artifact.FromFile(target));
        }

        return artifacts.ToImmutable();
    }

    private static bool IsArtifact(string file) =>
        !NotArtifacts.Contains(Path.GetExtension(file)) && !Path.GetFileName(file).StartsWith("maven-metadata", StringComparison.Ordinal);
}
