using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems.Cargo.Clients;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Cargo;

/// <summary>Packages with <c>cargo package</c>, which also compiles what it packed, as a user would.</summary>
public sealed class CargoPackager : IPackager
{
    private static readonly ImmutableArray<string> Tools = ["cargo", "rustc"];
    private readonly IProcessRunner _processes;
    private readonly CratePacking _packing;

    internal CargoPackager(IProcessRunner processes, CratePacking packing)
    {
        _processes = processes;
        _packing = packing;
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<MissingTool>> FindMissingToolsAsync(PackageContext package, CancellationToken cancellationToken) => Task.FromResult<ImmutableArray<MissingTool>>(
    [
        .. Tools.Where(tool => _processes.Find(tool) is null)
            .Select(tool => new MissingTool(tool, "Install Rust from https://rustup.rs/, or add its folder to PATH.")),
    ]);

    /// <inheritdoc/>
    public async Task<ImmutableArray<Artifact>> BuildAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var place = new SourceLocation(Path.GetRelativePath(package.WorkspaceRoot, package.Manifest).Replace('\\', '/'));
        var (result, crate) = await _packing.RunAsync(package, "cargo-package", Path.Combine(package.ScratchDirectory, "cargo-target"), verify: true, cancellationToken);
        if (crate is null)
        {
            throw new ReleaseException(BuildCodes.Failed.At(
                place,
                $"'cargo package' {(result.Succeeded ? "left no crate" : $"failed with exit code {result.ExitCode}")} for {package.Id} {package.Version}. Run it in {package.Directory} and mend what it reports.{CargoOutput.Tail(result)}"));
        }

        var packed = PackedCrate.Read(crate);
        if (packed.Name != package.Id.Name || packed.Version != package.Version)
        {
            throw new ReleaseException(BuildCodes.Version.At(
                place, $"{Path.GetFileName(crate)} holds {DisplayText.Line($"{packed.Name} {packed.Version}")}, and {package.Id.Name} {package.Version} is to be released. Make a new plan."));
        }

        var artifact = Path.Combine(package.ArtifactsDirectory, Path.GetFileName(crate));
        File.Move(crate, artifact, overwrite: true);
        return [Artifact.FromFile(artifact)];
    }
}
