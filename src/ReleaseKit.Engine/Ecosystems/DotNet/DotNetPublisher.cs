using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Ecosystems.DotNet.Clients;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>
/// Uploads with <c>dotnet nuget push</c>: packages that the feed lacks, then symbols, each in a push of its own, because a
/// push that stops at an existing package leaves its symbols behind. The key travels in the child's environment.
/// </summary>
public sealed class DotNetPublisher : IPublisher
{
    private const string KeyVariable = "NUGET_API_KEY";
    private const string SymbolKeyVariable = "NUGET_SYMBOL_API_KEY";
    private const string TimeoutInSeconds = "600";
    private readonly IProcessRunner _processes;
    private readonly NuGetRegistry _registry;

    internal DotNetPublisher(IProcessRunner processes, NuGetRegistry registry)
    {
        _processes = processes;
        _registry = registry;
    }

    /// <inheritdoc/>
    public async Task PublishAsync(PackageContext package, ImmutableArray<Artifact> artifacts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var packages = artifacts.Where(artifact => !IsSymbols(artifact)).Select(artifact => (Artifact: artifact, NuGetPackageFile.Read(artifact.Path).Id)).ToArray();

        // A tool's packages for single platforms come first: whoever sees the tool's own package can install it.
        foreach (var (artifact, id) in packages.OrderBy(pair => pair.Id.Equals(package.Id.Name, StringComparison.OrdinalIgnoreCase)).ThenBy(pair => pair.Id, StringComparer.Ordinal))
        {
            if (!await IsThereAsync(package, id, artifact, cancellationToken))
            {
                await PushAsync(package, id, artifact, cancellationToken);
            }
        }

        foreach (var symbols in artifacts.Where(IsSymbols))
        {
            if (await _registry.TakesSymbolsAsync(package, cancellationToken))
            {
                await PushAsync(package, package.Id.Name, symbols, cancellationToken);
            }
        }
    }

    private async Task PushAsync(PackageContext package, string id, Artifact artifact, CancellationToken cancellationToken)
    {
        var result = await _processes.RunAsync(Push(package, artifact), cancellationToken);
        if (result.Succeeded || (DotNetCommand.Says(result, "409 (Conflict)") && await IsThereAfterConflictAsync(package, id, artifact, cancellationToken)))
        {
            return;
        }

        throw new ReleaseException(Judge(package, artifact, result));
    }

    private static ProcessRequest Push(PackageContext package, Artifact artifact)
    {
        var folder = WorkFolders.Empty(package, "push");
        var configuration = new NuGetConfiguration(package, package.Endpoint.Registry);
        var request = DotNetCommand.Create(
            folder,
            WorkFolders.Log(package, $"push{Path.GetExtension(artifact.FileName)}.log"),
            [
                "nuget", "push", artifact.Path, "--source", package.Endpoint.Registry.AbsoluteUri, "--configfile", configuration.Write(folder),
                "--timeout", TimeoutInSeconds, "--force-english-output",
                .. IsSymbols(artifact) ? ImmutableArray<string>.Empty : ["--no-symbols"],
                .. package.Endpoint.IsLoopback ? ImmutableArray.Create("--allow-insecure-connections") : [],
            ]);

        // Without a credential of ours the user's own key must not go to whatever feed this is; loopback feeds get a word.
        var noKey = package.Endpoint.IsLoopback ? "none-needed" : null;
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            [KeyVariable] = noKey,
            [SymbolKeyVariable] = noKey,
            ["NUGET_HTTP_CACHE_PATH"] = Path.Combine(folder, "http-cache"),
        };
        var secrets = configuration.Secrets.ToImmutableDictionary();
        if (package.Endpoint.Token is { } token)
        {
            secrets = secrets.Add(KeyVariable, token).Add(SymbolKeyVariable, token);
        }

        return request.With(variables) with { Secrets = secrets };
    }

    /// <summary>Whether the feed has these very bytes.</summary>
    /// <exception cref="ReleaseException"><c>RK-REGISTRY-EXISTS</c>: it has others.</exception>
    private async Task<bool> IsThereAsync(PackageContext package, string id, Artifact artifact, CancellationToken cancellationToken)
    {
        if (await _registry.FindAsync(package, id, cancellationToken) is not { } published)
        {
            return false;
        }

        var copy = Path.Combine(WorkFolders.Empty(package, "published"), "published.nupkg");
        await _registry.DownloadAsync(package, published.Files[0], copy, cancellationToken);
        return await _registry.IsSameAsync(artifact, copy, cancellationToken)
            ? true
            : throw new ReleaseException(PublishCodes.Exists.Create(
                $"{package.Endpoint.Index} already has {id} {package.Version} with other content (sha512 here {artifact.Sha512}). A feed never replaces a version; release a higher one."));
    }

    private async Task<bool> IsThereAfterConflictAsync(PackageContext package, string id, Artifact artifact, CancellationToken cancellationToken) =>
        !IsSymbols(artifact) && await IsThereAsync(package, id, artifact, cancellationToken);

    private Diagnostic Judge(PackageContext package, Artifact artifact, ProcessResult result)
    {
        var said = DotNetCommand.Failure(result);
        var what = $"{artifact.FileName} was not uploaded to {package.Endpoint.Registry}";
        if (DotNetCommand.Says(result, "401 (Unauthorized)") || DotNetCommand.Says(result, "403 (Forbidden)"))
        {
            var have = package.Endpoint.Token is { } token ? $"The key of {token.Source} was refused" : "There is no key";
            return RegistryCodes.Unauthorized.Create(
                $"{what}. {have}; set one that may push {package.Id.Name} in {string.Join(", ", _registry.TokenVariables)} (it is read by the .NET 10 SDK and later).\n{said}");
        }

        return DotNetCommand.Says(result, "409 (Conflict)")
            ? PublishCodes.Pending.Create($"{what}: the feed has the version already, though its index does not show it yet. Run again when it does; what is the same will be skipped.\n{said}")
            : UploadSigns.AreTransient(result)
            ? PublishCodes.Transient.Create($"{what}. That is likely to pass; run again: what is published already is skipped.\n{said}")
            : PublishCodes.Failed.Create($"{what}. Mend what is reported and run again: what is published already is skipped.\n{said}");
    }

    private static bool IsSymbols(Artifact artifact) => artifact.FileName.EndsWith(".snupkg", StringComparison.OrdinalIgnoreCase);
}
