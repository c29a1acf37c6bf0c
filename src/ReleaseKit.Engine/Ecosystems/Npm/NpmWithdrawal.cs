using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Text;
using ReleaseKit.Core.Versions;
using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.Ecosystems.Npm.Clients;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>
/// Deprecates with <c>npm deprecate</c>; where <c>latest</c> names the version, it goes back to the highest other stable version
/// that is not deprecated, so that nobody gets the version who does not ask for it.
/// </summary>
public sealed class NpmWithdrawal : IWithdrawal
{
    private const string Latest = "latest";
    private readonly IProcessRunner _processes;
    private readonly IEnvironment _environment;
    private readonly NpmRegistry _registry;

    internal NpmWithdrawal(IProcessRunner processes, IEnvironment environment, NpmRegistry registry)
    {
        _processes = processes;
        _environment = environment;
        _registry = registry;
    }

    /// <inheritdoc/>
    public WithdrawalCapability Capability(PackageContext package)
    {
        ArgumentNullException.ThrowIfNull(package);
        return new WithdrawalCapability(
            WithdrawalKind.Deprecate, IsReversible: true, "the version stays installable, with a warning; ranges still choose it when it is their highest",
            $"npm unpublish {package.Id.Name}@{package.Version} removes it within 72 hours if nothing depends on it; the number is taken for ever.");
    }

    /// <inheritdoc/>
    public async Task<bool> IsWithdrawnAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        return await _registry.FindPackumentAsync(package, package.Endpoint.Registry, cancellationToken) is { } packument &&
            packument.Versions.GetValueOrDefault(package.Version) is { IsDeprecated: true } && NextLatest(package, packument) is null;
    }

    /// <inheritdoc/>
    public async Task<string> WithdrawAsync(PackageContext package, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var packument = await _registry.FindPackumentAsync(package, package.Endpoint.Registry, cancellationToken);
        var folder = PrivateFile.EmptyFolder(Path.Combine(package.ScratchDirectory, "npm-withdraw"));
        try
        {
            if (packument?.Versions.GetValueOrDefault(package.Version) is not { IsDeprecated: true })
            {
                await RunAsync(package, folder, "npm-deprecate", ["deprecate"], [$"{package.Id.Name}@{package.Version}", reason], cancellationToken);
            }

            if (packument is null || NextLatest(package, packument) is not { } next)
            {
                return packument?.Tags.GetValueOrDefault(Latest) == package.Version ? "deprecated; latest stays, because there is no other stable version" : "deprecated";
            }

            await RunAsync(package, folder, "npm-dist-tag", ["dist-tag", "add"], [$"{package.Id.Name}@{next}", Latest], cancellationToken);
            return $"deprecated; latest is {next} again";
        }
        finally
        {
            PrivateFile.Remove(folder);
        }
    }

    /// <summary>The version that <c>latest</c> should name instead of this one; null when it names another one, or there is none.</summary>
    private static string? NextLatest(PackageContext package, Packument packument) => packument.Tags.GetValueOrDefault(Latest) != package.Version ? null : packument.Versions
        .Where(v => v.Key != package.Version && !v.Value.IsDeprecated)
        .Select(v => SemanticVersion.TryParse(v.Key, out var parsed) && !parsed.IsPrerelease ? (Text: v.Key, Parsed: parsed) : default)
        .Where(v => v.Text is not null)
        .OrderByDescending(v => v.Parsed)
        .FirstOrDefault().Text;

    private async Task RunAsync(
        PackageContext package, string folder, string stage, ImmutableArray<string> command, ImmutableArray<string> values, CancellationToken cancellationToken)
    {
        var configuration = NpmConfiguration.Create(package, package.Endpoint.Registry, folder, _environment);
        PrivateFile.Write(Path.Combine(folder, "package.json"), "{ \"private\": true }\n");
        var result = await new ClientRunner(_processes, package).RunAsync(
            stage, "npm", [.. command, .. configuration.Arguments, "--fetch-retries=0", "--", .. values], configuration.IsGenerated ? folder : package.Directory, configuration.Environment, cancellationToken);
        if (!result.Succeeded)
        {
            throw new ReleaseException(Failure(package, $"npm {command[0]}", result));
        }
    }

    private static Diagnostic Failure(PackageContext package, string command, ProcessResult result)
    {
        var what = $"{DisplayText.Line(package.Id.ToString())} {package.Version} could not be withdrawn from {package.Endpoint.Registry}: {command} failed.";
        return ClientOutput.ErrorCode(result) is "E401" or "ENEEDAUTH" or "E403" or "E404" or "EOTP"
            ? RegistryCodes.Unauthorized.Create($"{what} Put a token with the right to change {package.Id.Name} into {package.Endpoint.Token?.Source ?? "NODE_AUTH_TOKEN or NPM_TOKEN"}; trusted publishing does not cover it.{ClientOutput.Tail(result)}")
            : RollbackCodes.Failed.Create($"{what} Mend what npm reports and run again.{ClientOutput.Tail(result)}");
    }
}
