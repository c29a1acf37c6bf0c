using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Custom;

/// <summary>Runs a package's <c>PackCommand</c>, which leaves files in <c>RELEASE_ARTIFACTS</c>.</summary>
public sealed class CustomPackager : IPackager
{
    private const string Receipt = "release.txt";
    private readonly IProcessRunner _processes;
    private readonly CustomPackages _packages;
    private readonly CustomCommands _commands;

    internal CustomPackager(IProcessRunner processes, CustomPackages packages, CustomCommands commands) => (_processes, _packages, _commands) = (processes, packages, commands);

    /// <inheritdoc/>
    public Task<ImmutableArray<MissingTool>> FindMissingToolsAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        return Task.FromResult<ImmutableArray<MissingTool>>([.. _packages[package.Id].Tools.Where(tool => _processes.Find(tool) is null)
            .Select(tool => new MissingTool(tool, $"Install {tool} and add it to PATH; the ReleasePackage item of {package.Id} names it in Tools."))]);
    }

    /// <summary>
    /// Builds. Where no file comes of it, as with an image that lies in its own store, one that names package, version and commit
    /// stands for it.
    /// </summary>
    public async Task<ImmutableArray<Artifact>> BuildAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        Directory.CreateDirectory(package.ArtifactsDirectory);
        var declared = _packages[package.Id];
        if (declared.PackCommand is { } command)
        {
            var result = await _commands.RunAsync(declared, package, "pack", command, cancellationToken);
            if (!result.Succeeded)
            {
                throw new ReleaseException(BuildCodes.Failed.At(
                    new SourceLocation(declared.DeclaredIn.Value),
                    $"The PackCommand of {package.Id} {package.Version} ended with exit code {result.ExitCode}. Mend what it reports and run again.{CustomCommands.Tail(result)}"));
            }
        }

        var files = Directory.GetFiles(package.ArtifactsDirectory);
        if (files.Length == 0)
        {
            var receipt = Path.Combine(package.ArtifactsDirectory, Receipt);
            await File.WriteAllTextAsync(receipt, $"{package.Id} {package.Version}\n{package.Commit}\n", cancellationToken);
            files = [receipt];
        }

        return [.. files.Order(StringComparer.Ordinal).Select(Artifact.FromFile)];
    }
}
