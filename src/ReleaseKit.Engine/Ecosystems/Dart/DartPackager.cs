using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Dart.Clients;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Dart;

/// <summary>
/// Packs with <c>dart pub publish --to-archive</c>. pub's own validation is left out: it resolves the package with all that its
/// workspace needs for development, over the network and into <c>pubspec.lock</c>, and siblings are not published yet.
/// </summary>
public sealed class DartPackager : IPackager
{
    private readonly IProcessRunner _processes;
    private readonly PubRunner _dart;

    internal DartPackager(IProcessRunner processes, PubRunner dart)
    {
        _processes = processes;
        _dart = dart;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<MissingTool>> FindMissingToolsAsync(PackageContext package, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<MissingTool>>(_processes.Find("dart") is null ? [new MissingTool("dart", "Install Dart from https://dart.dev/get-dart, or add its folder to PATH.")] : []);

    /// <inheritdoc/>
    public ImmutableArray<RequiredClient> Clients(PackageContext package) => [new RequiredClient("dart")];

    /// <inheritdoc/>
    public async Task<ImmutableArray<Artifact>> BuildAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var place = new SourceLocation(Path.GetRelativePath(package.WorkspaceRoot, package.Manifest).Replace('\\', '/'));
        var artifact = Path.Combine(package.ArtifactsDirectory, $"{package.Id.Name}-{package.Version}.tar.gz");
        var run = new PubRun("dart-pack", ["pub", "publish", "--skip-validation", $"--to-archive={artifact}"], package.Directory) { Home = PubRunner.Folder(package.ScratchDirectory, "dart") };
        var result = await _dart.RunAsync(package, run, cancellationToken);
        if (!result.Succeeded || !File.Exists(artifact))
        {
            throw new ReleaseException(BuildCodes.Failed.At(
                place,
                $"'dart pub publish --to-archive' {(result.Succeeded ? "left no archive" : $"failed with exit code {result.ExitCode}")} for {package.Id} {package.Version}. Run 'dart pub publish --dry-run' in {package.Directory} and mend what it reports.{PubOutput.Tail(result)}"));
        }

        var packed = PackedPackage.Read(artifact);
        if (packed.Name != package.Id.Name || packed.Version != package.Version)
        {
            throw new ReleaseException(BuildCodes.Version.At(
                place, $"The archive holds {DisplayText.Line($"{packed.Name} {packed.Version}")}, and {package.Id.Name} {package.Version} is to be released. Make a new plan."));
        }

        return [Artifact.FromFile(artifact)];
    }
}
