using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Go.Clients;
using ReleaseKit.Engine.Ecosystems.Go.Modules;
using ReleaseKit.Engine.Http;
using ReleaseKit.Engine.Vcs;

namespace ReleaseKit.Engine.Ecosystems.Go;

/// <summary>
/// Asks a module proxy, by the protocol of <c>GOPROXY</c>. Outside of rehearsals the tag on the remote comes first: without it
/// the proxy is not asked, because it would remember for half an hour that there is nothing. Modules that no proxy serves
/// (<c>GOPRIVATE</c>, <c>GOPROXY=direct</c>) are there as soon as their tag is.
/// </summary>
public sealed class GoRegistry : IRegistry
{
    private readonly EcosystemServices _services;
    private readonly GoTools _tools;

    internal GoRegistry(EcosystemServices services, GoTools tools)
    {
        _services = services;
        _tools = tools;
        Default = new RegistryEndpoint(tools.Proxy, tools.Proxy, null);
    }

    /// <inheritdoc/>
    public RegistryEndpoint Default { get; }

    /// <summary>None: what publishes is a push, for which git has its own credentials.</summary>
    public ImmutableArray<string> TokenVariables => [];

    /// <inheritdoc/>
    public async Task<PublishedVersion?> FindAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        if (!package.Endpoint.IsLoopback && package.Tag.Length > 0 && !await IsTaggedAsync(package, cancellationToken))
        {
            return null;
        }

        if (IsDirect(package))
        {
            return new PublishedVersion(package.Version, [new PublishedFile(FileName(package), Address(package, "zip"))]);
        }

        var address = Address(package, "info");
        return await _services.Http.FindAsync(address, Fresh, cancellationToken) is not { } body ? null
            : IsInfo(body, package) ? new PublishedVersion(package.Version, [new PublishedFile(FileName(package), Address(package, "zip"))])
            : throw new ReleaseException(RegistryCodes.Answer.Create($"{address} tells of another version than {package.Version}, or of none. Check that the address is that of a module proxy."));
    }

    /// <inheritdoc/>
    public async Task<bool> KnowsAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        return !IsDirect(package) && (await HasVersionsAsync(Address(package, null), cancellationToken) ||
            (ModulePath.For(package.Id.Name, package.Version) != package.Id.Name && await HasVersionsAsync(Address(package with { Version = "1.0.0" }, null), cancellationToken)));
    }

    /// <inheritdoc/>
    public async Task DownloadAsync(PackageContext package, PublishedFile file, string destination, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        ArgumentNullException.ThrowIfNull(file);
        if (!IsDirect(package))
        {
            await _services.Http.DownloadAsync(file.Address, destination, null, cancellationToken);
            return;
        }

        var folder = GoTools.EmptyScratch(package, "direct");
        var module = $"{ModulePath.For(package.Id.Name, package.Version)}@{GoVersion.Parse(package.Version)}";
        var result = await _tools.RunAsync(package, "download", folder, _tools.Consumer(package, Path.Combine(folder, "cache")), ["mod", "download", "-json", module], cancellationToken);
        var zip = result.Succeeded ? JsonDocument.Parse(result.Output).RootElement.GetProperty("Zip").GetString() : null;
        File.Copy(
            zip ?? throw new ReleaseException(RegistryCodes.Answer.Create($"{module} cannot be fetched, although its tag is on the remote; see what go says.{GoTools.Tail(result)}")), destination, overwrite: true);
    }

    /// <summary>By the hash of go.sum: proxies make their own archives of a tag.</summary>
    public Task<bool> IsSameAsync(Artifact built, string downloadedPath, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(built);
        return Task.FromResult(ModuleZip.Hash(downloadedPath) is { } hash && hash == ModuleZip.Hash(built.Path));
    }

    /// <inheritdoc/>
    public Task<string?> ContentDigestAsync(string path, CancellationToken cancellationToken) => Task.FromResult(ModuleZip.Hash(path));

    /// <summary>The name of a version's archive.</summary>
    internal static string FileName(PackageContext package) => $"{package.Id.Name[(package.Id.Name.LastIndexOf('/') + 1)..]}@v{GoVersion.Parse(package.Version).ToString()[1..]}.zip";

    /// <summary>The remote that tags are pushed to, where a setting names one.</summary>
    internal static string? Remote(PackageContext package) => package.Settings.GetValueOrDefault("Remote");

    /// <summary>Where the proxy has a part of a version; null for the list of versions.</summary>
    internal static Uri Address(PackageContext package, string? part)
    {
        var path = ModulePath.Escape(ModulePath.For(package.Id.Name, package.Version));
        var name = part is null ? "list" : $"{ModulePath.Escape(GoVersion.Parse(package.Version).ToString())}.{part}";
        return new Uri($"{package.Endpoint.Index.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{path}/@v/{name}");
    }

    private async Task<bool> HasVersionsAsync(Uri list, CancellationToken cancellationToken) =>
        await _services.Http.FindAsync(list, Fresh, cancellationToken) is { } versions && versions.Contains((byte)'v');

    private bool IsDirect(PackageContext package) =>
        !package.Endpoint.IsLoopback && package.Endpoint.Index == Default.Index && _tools.IsDirect(ModulePath.For(package.Id.Name, package.Version));

    private async Task<bool> IsTaggedAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var remotes = (await Repositories.OpenAsync(_services.Processes, package.WorkspaceRoot, cancellationToken)).Remotes();
        return await remotes.FindTargetAsync(Remote(package), cancellationToken) is { } target && (await remotes.TagsAsync(target.Remote, cancellationToken)).Any(tag => tag.Name == package.Tag);
    }

    private static bool IsInfo(byte[] body, PackageContext package)
    {
        try
        {
            using var info = JsonDocument.Parse(body);
            return info.RootElement.ValueKind == JsonValueKind.Object && info.RootElement.TryGetProperty("Version", out var version) &&
                version.ValueKind == JsonValueKind.String && version.GetString() == GoVersion.Parse(package.Version).ToString();
        }
        catch (JsonException e)
        {
            throw new ReleaseException(RegistryCodes.Answer.Create($"{Address(package, "info")} answers no JSON: {Core.Text.DisplayText.Line(Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 80))))}. Check that the address is that of a module proxy."), e);
        }
    }

    private static void Fresh(HttpRequestHeaders headers) => headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
}
