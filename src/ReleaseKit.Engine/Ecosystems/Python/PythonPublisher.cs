using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Ecosystems.Python.Clients;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Python;

/// <summary>
/// Uploads with <c>uv publish</c> where uv is installed, with twine otherwise. What the index has already is compared, not
/// uploaded: twine refuses <c>--skip-existing</c> for every index but PyPI's.
/// </summary>
public sealed class PythonPublisher : IPublisher
{
    /// <summary>What twine and uv write when there is no credential or it is refused.</summary>
    private static readonly ImmutableArray<string> SignsOfRefusal =
    [
        "401 Unauthorized", "403 Forbidden", "HTTPError: 401", "HTTPError: 403", "status code 401", "status code 403",
        "Credential not set", "Missing credentials", "NonInteractive",
    ];

    private readonly IProcessRunner _processes;
    private readonly PythonRegistry _registry;
    private readonly PythonTools _tools;

    internal PythonPublisher(IProcessRunner processes, PythonRegistry registry, PythonTools tools)
    {
        _processes = processes;
        _registry = registry;
        _tools = tools;
    }

    /// <inheritdoc/>
    public async Task PublishAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var missing = await FindMissingAsync(package, artifacts, cancellationToken);
        if (missing.IsEmpty)
        {
            return;
        }

        var uv = _tools.Uv;
        var result = uv is not null
            ? await _processes.RunAsync(UvUpload(package, uv, missing), cancellationToken)
            : await TwineAsync(package, missing, cancellationToken);
        if (!result.Succeeded)
        {
            throw new ReleaseException(Judge(package, result));
        }
    }

    /// <summary>The artifacts that the index does not have yet, wheels first.</summary>
    private async Task<ImmutableArray<Artifact>> FindMissingAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        var published = await _registry.FindAsync(package, cancellationToken);
        var missing = ImmutableArray.CreateBuilder<Artifact>();
        foreach (var artifact in artifacts.OrderByDescending(a => DistributionFile.IsWheel(a.FileName)).ThenBy(a => a.FileName, StringComparer.Ordinal))
        {
            if (published?.Files.FirstOrDefault(f => f.FileName == artifact.FileName) is not { } file)
            {
                missing.Add(artifact);
            }
            else if (await DigestOfAsync(package, file, cancellationToken) is var digest && digest != artifact.Sha256)
            {
                throw new ReleaseException(PublishCodes.Exists.Create(
                    $"{package.Endpoint.Index} already has {file.FileName} with other content: sha256 {digest} there, {artifact.Sha256} here. An index never replaces a file; release a higher version of {package.Id.Name}."));
            }
        }

        return missing.ToImmutable();
    }

    private async Task<string> DigestOfAsync(PackageContext package, PublishedFile file, CancellationToken cancellationToken)
    {
        if (file.Sha256 is { } told)
        {
            return told;
        }

        var copy = Path.Combine(PythonTools.EmptyScratch(package, "published"), file.FileName);
        await _registry.DownloadAsync(package, file, copy, cancellationToken);
        return Artifact.FromFile(copy).Sha256;
    }

    private static ProcessRequest UvUpload(PackageContext package, string uv, ImmutableArray<Artifact> artifacts)
    {
        var (environment, secrets) = Credentials(package, "UV_PUBLISH_USERNAME", "UV_PUBLISH_PASSWORD");
        return new ProcessRequest
        {
            FileName = uv,
            Arguments =
            [
                "publish", "--no-config", "--publish-url", package.Endpoint.Registry.AbsoluteUri, "--check-url", package.Endpoint.Index.AbsoluteUri,
                .. artifacts.Select(a => a.Path),
            ],
            WorkingDirectory = PythonTools.EmptyScratch(package, "upload"),
            Environment = environment,
            Secrets = secrets,
            ExpectedExitCodes = ClientOutput.AnyExitCode,
            TranscriptPath = Path.Combine(package.LogDirectory, "publish.log"),
        };
    }

    private async Task<ProcessResult> TwineAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        var folder = PythonTools.EmptyScratch(package, "upload");
        var request = new ProcessRequest
        {
            FileName = await _tools.FindPythonAsync(package, PythonTools.ReleaseModules, cancellationToken) ?? throw PythonTools.Missing(package),
            Arguments = [],
            WorkingDirectory = folder,
            Environment = PythonTools.Environment(package),
            ExpectedExitCodes = ClientOutput.AnyExitCode,
        };
        if (await FailedCheckAsync(request, package, artifacts, cancellationToken) is { } failure)
        {
            return failure;
        }

        // An empty configuration file keeps the user's .pypirc, and the credentials in it, out of this.
        var configuration = Path.Combine(folder, "pypirc");
        await File.WriteAllBytesAsync(configuration, [], cancellationToken);
        var (environment, secrets) = Credentials(package, "TWINE_USERNAME", "TWINE_PASSWORD");
        environment["TWINE_REPOSITORY"] = null;
        environment["TWINE_REPOSITORY_URL"] = null;
        return await _processes.RunAsync(
            request with
            {
                Arguments =
                [
                    "-m", "twine", "upload", "--non-interactive", "--disable-progress-bar", "--config-file", configuration,
                    "--repository-url", package.Endpoint.Registry.AbsoluteUri, .. artifacts.Select(a => a.Path),
                ],
                Environment = environment,
                Secrets = secrets,
                TranscriptPath = Path.Combine(package.LogDirectory, "publish.log"),
            },
            cancellationToken);
    }

    /// <summary>
    /// What <c>twine check</c> says against the artifacts; null when nothing. Not strict, so that only a description which
    /// the index could not render counts; twine 4 takes a missing one for such, though indexes accept it, so those are not shown to it.
    /// </summary>
    private async Task<ProcessResult?> FailedCheckAsync(ProcessRequest request, PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ImmutableArray<string> described = [.. artifacts.Select(a => a.Path).Where(p => DistributionMetadata.Read(p).HasDescription)];
        if (described.IsEmpty)
        {
            return null;
        }

        var check = await _processes.RunAsync(
            request with { Arguments = ["-m", "twine", "check", .. described], TranscriptPath = Path.Combine(package.LogDirectory, "check.log") }, cancellationToken);
        return check.Succeeded ? null : check;
    }

    /// <summary>
    /// The variables through which a client gets user name and credential. A loopback registry that wants none gets words
    /// that mean nothing, since the clients insist; elsewhere a client without credential may have its own (trusted publishing).
    /// </summary>
    private static (Dictionary<string, string?> Environment, Dictionary<string, Secret> Secrets) Credentials(PackageContext package, string user, string password)
    {
        var environment = PythonTools.Environment(package);
        var secrets = new Dictionary<string, Secret>(StringComparer.Ordinal);
        if (package.Endpoint.Token is { } token)
        {
            environment[user] = package.Endpoint.User ?? SimpleIndex.TokenUser;
            secrets[password] = token;
        }
        else if (package.Endpoint.IsLoopback)
        {
            environment[user] = SimpleIndex.TokenUser;
            environment[password] = "none-needed";
        }

        return (environment, secrets);
    }

    private Diagnostic Judge(PackageContext package, ProcessResult result)
    {
        var said = ClientOutput.Tail(result);
        var what = $"{package.Id} {package.Version} was not uploaded to {package.Endpoint.Registry}";
        if (SignsOfRefusal.Any(sign => ClientOutput.Mentions(result, sign)))
        {
            var have = package.Endpoint.Token is { } token ? $"The credential of {token.Source} was refused" : "There is no credential";
            return RegistryCodes.Unauthorized.Create($"{what}. {have}; set one that may upload this project in {string.Join(", ", _registry.TokenVariables)}.\n{said}");
        }

        return ClientOutput.Mentions(result, "already exist")
            ? PublishCodes.Pending.Create($"{what}: the registry has the file already, though its index does not show it yet. Run again when it does; what is the same will be skipped.\n{said}")
            : UploadSigns.AreTransient(result)
            ? PublishCodes.Transient.Create($"{what}. That is likely to pass; run again: what is published already is skipped.\n{said}")
            : PublishCodes.Failed.Create($"{what}. Mend what is reported and run again: what is published already is skipped.\n{said}");
    }
}
