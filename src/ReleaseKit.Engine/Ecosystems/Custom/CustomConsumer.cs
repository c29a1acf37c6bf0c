using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;

namespace ReleaseKit.Engine.Ecosystems.Custom;

/// <summary>Runs a package's <c>VerifyCommand</c>, which is to use what was published.</summary>
public sealed class CustomConsumer : IConsumer
{
    private readonly CustomPackages _packages;
    private readonly CustomCommands _commands;

    internal CustomConsumer(CustomPackages packages, CustomCommands commands) => (_packages, _commands) = (packages, commands);

    /// <summary>What the item says; empty when it says nothing.</summary>
    public string InstallCommand(PackageContext package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return _packages[package.Id].InstallCommand ?? "";
    }

    /// <inheritdoc/>
    public async Task<string> InstallAndLoadAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var declared = _packages[package.Id];
        if (declared.VerifyCommand is not { } command)
        {
            return "it is there; the item has no VerifyCommand to use it with";
        }

        if (CustomEcosystem.IsRehearsed(package) && !declared.Rehearsable)
        {
            return "packed; its commands are not rehearsed";
        }

        var result = await _commands.RunAsync(declared, package, "verify", command, cancellationToken);
        return result.Succeeded ? "its VerifyCommand succeeded" : throw new ReleaseException(VerifyCodes.Install.Create(
            $"The VerifyCommand of {package.Id} {package.Version} ended with exit code {result.ExitCode}, although the version is published.{CustomCommands.Tail(result)}"));
    }
}
