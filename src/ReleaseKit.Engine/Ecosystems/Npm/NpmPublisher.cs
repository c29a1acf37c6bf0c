using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Npm.Clients;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Npm;

/// <summary>
/// Uploads the packed tarball with <c>npm publish</c>, which runs no scripts for a tarball. Access is what
/// <c>publishConfig.access</c> says, else npm's default: a new scoped package is restricted. Provenance is npm's own matter
/// (<c>NPM_CONFIG_PROVENANCE</c>, <c>publishConfig.provenance</c>), and so is trusted publishing when there is no token.
/// </summary>
public sealed class NpmPublisher : IPublisher
{
    /// <summary>The first npm that lets the command line win over <c>publishConfig</c>.</summary>
    private static readonly SemanticVersion FirstToObey = new(10, 5, 2);

    private readonly IProcessRunner _processes;
    private readonly IEnvironment _environment;
    private readonly NpmRegistry _registry;

    internal NpmPublisher(IProcessRunner processes, IEnvironment environment, NpmRegistry registry)
    {
        _processes = processes;
        _environment = environment;
        _registry = registry;
    }

    /// <inheritdoc/>
    public async Task PublishAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        var artifact = artifacts.Single();
        var packument = await _registry.FindPackumentAsync(package, package.Endpoint.Registry, cancellationToken);
        if (IsThere(package, packument, artifact))
        {
            return;
        }

        var manifest = PackedPackage.Read(artifact.Path);
        var client = new ClientRunner(_processes, package);
        await RequireObedientClientAsync(package, manifest, client, cancellationToken);
        var folder = PrivateFile.EmptyFolder(Path.Combine(package.ScratchDirectory, "npm-publish"));
        try
        {
            var result = await UploadAsync(package, artifact, manifest, packument, client, folder, cancellationToken);
            if (!result.Succeeded && !await ArrivedAsync(package, artifact, cancellationToken))
            {
                throw Failure(package, result);
            }
        }
        finally
        {
            PrivateFile.Remove(folder);
        }
    }

    private Task<ProcessResult> UploadAsync(
        PackageContext package, Artifact artifact, PackedPackage manifest, Packument? packument, ClientRunner client, string folder, CancellationToken cancellationToken)
    {
        var configuration = NpmConfiguration.Create(package, package.Endpoint.Registry, folder, _environment);

        // A folder with a manifest of its own keeps npm from reading a project's .npmrc, which would win over ours.
        PrivateFile.Write(Path.Combine(folder, "package.json"), "{ \"private\": true }\n");
        var directory = configuration.IsGenerated ? folder : package.Directory;
        var tag = package.Settings.GetValueOrDefault("DistTag") ?? DistTag.Choose(package.Version, manifest.PublishConfig("tag"), packument?.Tags.GetValueOrDefault("latest"));
        ImmutableArray<string> access = manifest.PublishConfig("access") is { } asked and ("public" or "restricted") ? [$"--access={asked}"] : [];
        return client.RunAsync(
            "npm-publish",
            "npm",
            ["publish", TarballPath(directory, artifact.Path), .. configuration.Arguments, $"--tag={tag}", .. access, "--ignore-scripts", "--fetch-retries=0"],
            directory,
            configuration.Environment,
            cancellationToken);
    }

    /// <summary>Relative where possible: npm reads an absolute path as a URL, in which some characters mean something else.</summary>
    private static string TarballPath(string from, string path)
    {
        var relative = Path.GetRelativePath(from, path);
        return Path.IsPathFullyQualified(relative) || relative.StartsWith("..", StringComparison.Ordinal) ? relative : $".{Path.DirectorySeparatorChar}{relative}";
    }

    /// <summary>Older clients upload to the registry that the manifest names, whatever they are told.</summary>
    private static async Task RequireObedientClientAsync(PackageContext package, PackedPackage manifest, ClientRunner client, CancellationToken cancellationToken)
    {
        var scope = NpmPackageName.Scope(package.Id.Name);
        var named = new[] { "registry", scope is null ? "registry" : $"{scope}:registry" }.Select(manifest.PublishConfig).OfType<string>();
        if (named.All(n => Uri.TryCreate(n, UriKind.Absolute, out var address) && RegistryAddress.Normalize(address) == RegistryAddress.Normalize(package.Endpoint.Registry)))
        {
            return;
        }

        var result = await client.RunAsync("npm-version", "npm", ["--version"], package.Directory, null, cancellationToken);
        if (!SemanticVersion.TryParse(result.Output.Trim(), out var version) || version < FirstToObey)
        {
            throw new ReleaseException(PublishCodes.Failed.Create(
                $"{package.Id} names another registry in publishConfig than {package.Endpoint.Registry}, and npm {result.Output.Trim()} would upload there. " +
                $"Update npm to {FirstToObey} or later (npm install --global npm)."));
        }
    }

    /// <summary>An upload whose answer was lost is an upload; one that lost a race against other bytes is told as such.</summary>
    private async Task<bool> ArrivedAsync(PackageContext package, Artifact artifact, CancellationToken cancellationToken)
    {
        try
        {
            return IsThere(package, await _registry.FindPackumentAsync(package, package.Endpoint.Registry, cancellationToken), artifact);
        }
        catch (ReleaseException e) when (e.Diagnostics[0].Code != PublishCodes.Exists.Code)
        {
            // The registry that just refused the upload does not answer either; the refusal says more.
            return false;
        }
    }

    private static bool IsThere(PackageContext package, Packument? packument, Artifact artifact)
    {
        if (packument?.Versions.GetValueOrDefault(package.Version) is not { } published)
        {
            return false;
        }

        return published.Sha512 == artifact.Sha512 ? true : throw new ReleaseException(PublishCodes.Exists.Create(
            $"{package.Endpoint.Registry} already has {package.Id} {package.Version} with other content " +
            $"(sha512 {published.Sha512?[..16] ?? "unknown"}…; built here: {artifact.Sha512[..16]}…). Release a higher version."));
    }

    private static ReleaseException Failure(PackageContext package, ProcessResult result)
    {
        var code = ClientOutput.ErrorCode(result);
        var isTaken = code is "EPUBLISHCONFLICT" or "E409" || result.Error.Contains("cannot publish over", StringComparison.OrdinalIgnoreCase);
        var (descriptor, advice) = code switch
        {
            _ when isTaken => (PublishCodes.Pending, "The registry has this version, though it does not show it yet; or it was removed there, and a removed version never comes back. Run again later, or release a higher one."),
            _ when UploadSigns.AreTransient(code, result) => (PublishCodes.Transient, "That is likely to pass. Run again: what is published already is skipped."),
            "E401" or "ENEEDAUTH" or "E403" => (RegistryCodes.Unauthorized, Credential(package)),
            "EOTP" => (RegistryCodes.Unauthorized, "The registry asks for a one-time password. Use a granular token that may publish without one, or trusted publishing."),
            "E404" => (RegistryCodes.Unauthorized, $"A registry answers so when the scope does not exist or the credential has no right to it. {Credential(package)}"),
            "E402" => (PublishCodes.Failed, "A new scoped package is private by default; set \"publishConfig\": { \"access\": \"public\" } in its package.json."),
            _ => (PublishCodes.Failed, "Mend what npm reports and run again: what is published already is skipped."),
        };
        return new ReleaseException(descriptor.Create(
            $"npm could not upload {package.Id} {package.Version} to {package.Endpoint.Registry}. {advice}{ClientOutput.Tail(result)}"));
    }

    private static string Credential(PackageContext package) => package.Endpoint.Token is { } token
        ? $"Put a valid token with the right to publish {package.Id.Name} into {token.Source}."
        : $"Set NODE_AUTH_TOKEN or NPM_TOKEN to a token with the right to publish {package.Id.Name}, or use trusted publishing.";
}
