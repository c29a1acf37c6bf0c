using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Go.Clients;
using ReleaseKit.Engine.Ecosystems.Go.Modules;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Go;

/// <summary>
/// Compiles a module with <c>go build</c> and packs it as proxies do. The archive is what a rehearsal uploads, and what the
/// module that a proxy makes of the tag is compared with.
/// </summary>
public sealed class GoPackager : IPackager
{
    private readonly IProcessRunner _processes;
    private readonly GoTools _tools;

    internal GoPackager(IProcessRunner processes, GoTools tools) => (_processes, _tools) = (processes, tools);

    /// <inheritdoc/>
    public ImmutableArray<RequiredClient> Clients(PackageContext package) => [new RequiredClient("go", "1.21.0") { Arguments = ["version"] }];

    /// <inheritdoc/>
    public Task<ImmutableArray<MissingTool>> FindMissingToolsAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var missing = ImmutableArray.CreateBuilder<MissingTool>();
        if (_processes.Find("go") is null)
        {
            missing.Add(new MissingTool("go", "Install Go from https://go.dev/dl/ or with the system's package manager, and add its bin folder to PATH."));
        }

        if (_processes.Find("git") is null)
        {
            missing.Add(new MissingTool("git", "Install git."));
        }

        return Task.FromResult(missing.ToImmutable());
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<Artifact>> BuildAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var path = RequirePath(package);
        var result = await _tools.RunAsync(
            package, "build", package.Directory, new Dictionary<string, string?>(), ["build", "-o", OperatingSystem.IsWindows() ? "NUL" : "/dev/null", "./..."], cancellationToken);

        // A module may have nothing to compile here: no package at all, or none for this system.
        if (!result.Succeeded && !result.Error.Contains("matched no packages", StringComparison.Ordinal))
        {
            throw new ReleaseException(BuildCodes.Failed.At(PlaceOf(package), $"{package.Id} {package.Version} does not build; mend what go build reports and run again.{GoTools.Tail(result)}"));
        }

        Directory.CreateDirectory(package.ArtifactsDirectory);
        var archive = Path.Combine(package.ArtifactsDirectory, GoRegistry.FileName(package));
        ModuleZip.Write(archive, path, GoVersion.Parse(package.Version).ToString(), await new ModuleFiles(_processes).ReadAsync(package, cancellationToken));
        return [Artifact.FromFile(archive)];
    }

    /// <summary>The path under which the version is published, which go.mod must say.</summary>
    private static string RequirePath(PackageContext package)
    {
        var source = SourceText.Decode(PlaceOf(package).File, File.ReadAllBytes(package.Manifest));
        var written = ModFile.Read(source).Path;
        var path = ModulePath.For(package.Id.Name, package.Version);
        return written.Text == path ? path : throw source.Error(
            BuildCodes.Version, written.Span, $"This module calls itself '{DisplayText.Line(written.Text)}', and version {package.Version} of it is published as '{path}' only. Correct the line and the imports, or release another version.");
    }

    private static SourceLocation PlaceOf(PackageContext package) => new(Path.GetRelativePath(package.WorkspaceRoot, package.Manifest).Replace('\\', '/'));
}
