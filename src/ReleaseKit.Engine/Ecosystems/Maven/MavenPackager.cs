using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Maven.Clients;
using ReleaseKit.Engine.Ecosystems.Maven.Poms;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Maven;

/// <summary>
/// Builds with Maven up to <c>verify</c> and has its deploy plugin put what is to be uploaded into a folder: exactly the files
/// that <c>mvn deploy</c> uploads. The phase <c>deploy</c> itself is never run, because plugins that are bound to it publish.
/// </summary>
public sealed class MavenPackager : IPackager
{
    private const string Deploy = "org.apache.maven.plugins:maven-deploy-plugin:deploy";
    private static readonly string[] NotArtifacts = [".md5", ".sha1", ".sha256", ".sha512"];
    private readonly MavenRunner _maven;
    private readonly Siblings _siblings;

    internal MavenPackager(MavenRunner maven, Siblings siblings)
    {
        _maven = maven;
        _siblings = siblings;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<MissingTool>> FindMissingToolsAsync(PackageContext package, CancellationToken cancellationToken) => Task.FromResult(_maven.FindMissing(package));

    /// <inheritdoc/>
    public async Task<ImmutableArray<Artifact>> BuildAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var staging = Path.Combine(package.ScratchDirectory, "maven-staging");
        if (Directory.Exists(staging))
        {
            Directory.Delete(staging, recursive: true);
        }

        Directory.CreateDirectory(staging);
        var local = LocalRepository.Of(package);
        var along = await _siblings.PrepareAsync(package, local, cancellationToken);

        // Two builds that make the same project along must not do so at the same time.
        using (along.IsEmpty ? null : await BuildLock.TakeAsync(local.Path, cancellationToken))
        {
            var run = new MavenRun("maven-pack", Arguments(package, along, staging), package.Directory) { LocalRepository = local.Path };
            var result = await _maven.RunAsync(package, run, cancellationToken);
            return Collect(package, staging, result);
        }
    }

    private static ImmutableArray<string> Arguments(PackageContext package, ImmutableArray<string> along, string staging)
    {
        var target = $"releasekit::default::{new Uri(staging).AbsoluteUri}";
        string[] projects = along.IsEmpty ? ["-N", "-f", package.Manifest] : ["-f", RootOf(package), "-pl", string.Join(',', along.Prepend(package.Id.Name))];
        string[] profiles = package.Settings.GetValueOrDefault("Profiles") is { Length: > 0 } named ? [$"-P{named}"] : [];
        string[] time = package.SourceDateEpoch > 0 ? [$"-Dproject.build.outputTimestamp={package.SourceDateEpoch}"] : [];
        return [.. projects, .. profiles, "-DskipTests", $"-DaltDeploymentRepository={target}", $"-DaltReleaseDeploymentRepository={target}", .. time, "verify", Deploy];
    }

    /// <summary>The outermost pom around a package, whose reactor has it.</summary>
    internal static string RootOf(PackageContext package)
    {
        var found = package.Manifest;
        for (var folder = package.Directory; folder is not null && folder.Length >= package.WorkspaceRoot.TrimEnd(Path.DirectorySeparatorChar).Length; folder = Path.GetDirectoryName(folder))
        {
            found = Path.Combine(folder, PomFile.FileName) is var pom && File.Exists(pom) ? pom : found;
        }

        return found;
    }

    private static ImmutableArray<Artifact> Collect(PackageContext package, string staging, ProcessResult result)
    {
        var coordinate = MavenCoordinate.Of(package);
        var place = new SourceLocation(Path.GetRelativePath(package.WorkspaceRoot, package.Manifest).Replace('\\', '/'));
        var folder = Path.Combine(staging, coordinate.Folder);
        if (result.Succeeded && !Directory.Exists(folder) && Directory.Exists(Path.Combine(staging, coordinate.Module)))
        {
            var other = Directory.EnumerateDirectories(Path.Combine(staging, coordinate.Module)).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal).First();
            throw new ReleaseException(BuildCodes.Version.At(
                place, $"Maven built {DisplayText.Line($"{package.Id.Name} {other}")}, and {package.Version} is to be released. Make a new plan."));
        }

        if (!result.Succeeded || !Directory.Exists(folder))
        {
            throw new ReleaseException(BuildCodes.Failed.At(
                place,
                $"Maven {(result.Succeeded ? "deployed nothing" : $"failed with exit code {result.ExitCode}")} for {package.Id} {package.Version}. Run 'mvn verify' in {package.Directory} and mend what it reports; {package.LogDirectory} has all it said.{MavenRunner.Tail(result)}"));
        }

        Directory.CreateDirectory(package.ArtifactsDirectory);
        var artifacts = ImmutableArray.CreateBuilder<Artifact>();
        foreach (var file in Directory.EnumerateFiles(folder).Where(f => !NotArtifacts.Contains(Path.GetExtension(f)) && !Path.GetFileName(f).StartsWith("maven-metadata", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            var path = Path.Combine(package.ArtifactsDirectory, Path.GetFileName(file));
            File.Move(file, path);
            artifacts.Add(Artifact.FromFile(path));
        }

        RequireUsable(package, place, Path.Combine(package.ArtifactsDirectory, coordinate.PomName));
        return artifacts.ToImmutable();
    }

    /// <summary>A pom whose parent has a property for a version can be read here only.</summary>
    private static void RequireUsable(PackageContext package, SourceLocation place, string path)
    {
        var pom = PomFile.Parse(Core.Packages.RelativePath.Parse(Path.GetFileName(path)), SourceText.Decode(Path.GetFileName(path), File.ReadAllBytes(path)));
        if (pom.Parent is { } parent && parent.Version.Contains("${", StringComparison.Ordinal))
        {
            throw new ReleaseException(BuildCodes.Unpublishable.At(
                place, $"The pom of {package.Id} {package.Version} names its parent in the version '{DisplayText.Line(parent.Version)}', which nobody outside of this repository can read. Let flatten-maven-plugin resolve it."));
        }
    }
}
