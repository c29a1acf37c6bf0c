using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Ecosystems.Custom;

/// <summary>Asks a package's <c>ExistsCommand</c>: 0 is yes, 1 is no, and everything else is no answer.</summary>
public sealed class CustomRegistry : IRegistry
{
    private readonly CustomPackages _packages;
    private readonly CustomCommands _commands;

    internal CustomRegistry(CustomPackages packages, CustomCommands commands) => (_packages, _commands) = (packages, commands);

    /// <summary>A name to show; commands know where they publish to.</summary>
    public RegistryEndpoint Default { get; } = new(new Uri("custom://commands/"), new Uri("custom://commands/"), null);

    /// <summary>None: each item names its own.</summary>
    public ImmutableArray<string> TokenVariables => [];

    /// <inheritdoc/>
    public async Task<PublishedVersion?> FindAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var declared = _packages[package.Id];
        if (!declared.AsksCommands(package))
        {
            return new Shelf(package).Find();
        }

        var result = await _commands.RunAsync(declared, package, "exists", declared.ExistsCommand!, cancellationToken);
        return result.ExitCode switch
        {
            0 => new PublishedVersion(package.Version, []) { IsOpaque = true },
            1 => null,
            _ => throw new ReleaseException(RegistryCodes.Answer.Create(
                $"The ExistsCommand of {package.Id} {package.Version} ended with exit code {result.ExitCode}: 0 says that the version is published, 1 that it is not, and any other that it could not be told.{CustomCommands.Tail(result)}")),
        };
    }

    /// <summary>Whether it has this version: commands are not asked about others.</summary>
    public async Task<bool> KnowsAsync(PackageContext package, CancellationToken cancellationToken) => await FindAsync(package, cancellationToken) is not null;

    /// <inheritdoc/>
    public Task DownloadAsync(PackageContext package, PublishedFile file, string destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        File.Copy(file.Address.LocalPath, destination, overwrite: true);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<bool> IsSameAsync(Artifact built, string downloadedPath, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(built);
        return Task.FromResult(Artifact.FromFile(downloadedPath).Sha512 == built.Sha512);
    }
}
