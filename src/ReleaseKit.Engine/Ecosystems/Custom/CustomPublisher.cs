using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Ecosystems.Custom;

/// <summary>Runs a package's <c>PublishCommand</c>. In a rehearsal, and where the tag is the publication, artifacts are shelved instead.</summary>
public sealed class CustomPublisher : IPublisher
{
    /// <summary>What sysexits.h calls a temporary failure.</summary>
    private const int Temporary = 75;

    private readonly CustomPackages _packages;
    private readonly CustomCommands _commands;
    private readonly CustomRegistry _registry;

    internal CustomPublisher(CustomPackages packages, CustomCommands commands, CustomRegistry registry) => (_packages, _commands, _registry) = (packages, commands, registry);

    /// <inheritdoc/>
    public async Task PublishAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var declared = _packages[package.Id];
        if (!declared.AsksCommands(package))
        {
            new Shelf(package).Put(artifacts);
            return;
        }

        if (!_commands.HasToken(declared, package))
        {
            throw new ReleaseException(RegistryCodes.Unauthorized.Create($"There is no credential for {package.Id}: the environment variable {declared.TokenVariable}, which its item names, is not set. Set it, or leave TokenVariable out."));
        }

        var result = await _commands.RunAsync(declared, package, "publish", declared.PublishCommand!, cancellationToken);

        // An upload whose answer was lost is an upload.
        if (!result.Succeeded && await _registry.FindAsync(package, cancellationToken) is null)
        {
            throw new ReleaseException((result.ExitCode == Temporary ? PublishCodes.Transient : PublishCodes.Failed).Create(
                $"The PublishCommand of {package.Id} {package.Version} ended with exit code {result.ExitCode}. Mend what it reports and run again.{CustomCommands.Tail(result)}"));
        }
    }
}
