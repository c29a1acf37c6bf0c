using System.Net;
using NuGet.Versioning;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Withdrawing;
using ReleaseKit.Engine.Ecosystems.DotNet.Clients;
using ReleaseKit.Engine.Http;

namespace ReleaseKit.Engine.Ecosystems.DotNet;

/// <summary>
/// Unlists by the request that <c>dotnet nuget delete</c> makes. The client itself takes its key on the command line only, where
/// every process of the machine can read it, so the request is made here.
/// </summary>
public sealed class NuGetWithdrawal : IWithdrawal
{
    private const string KeyHeader = "X-NuGet-ApiKey";
    private readonly HttpClient _http;
    private readonly NuGetFeed _feed;

    internal NuGetWithdrawal(HttpClient http, NuGetFeed feed)
    {
        _http = http;
        _feed = feed;
    }

    /// <inheritdoc/>
    public WithdrawalCapability Capability(PackageContext package)
    {
        ArgumentNullException.ThrowIfNull(package);
        var manage = $"https://www.nuget.org/packages/{Uri.EscapeDataString(package.Id.Name)}/{Uri.EscapeDataString(package.Version)}/Manage";
        return package.Endpoint.Registry.Host.EndsWith("nuget.org", StringComparison.OrdinalIgnoreCase) || package.Endpoint.IsLoopback
            ? new WithdrawalCapability(
                WithdrawalKind.Unlist, IsReversible: true, "the version is restored by whoever names it; searches and floating versions leave it out",
                $"Deprecate it with a message, or list it again, on {manage}")
            : new WithdrawalCapability(
                WithdrawalKind.Unlist, IsReversible: false, "as the feed decides: some unlist, some delete", "Look at the feed's own page of the package.");
    }

    /// <inheritdoc/>
    public async Task<bool> IsWithdrawnAsync(PackageContext package, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        return await _feed.IsListedAsync(package, package.Id.Name, NuGetVersion.Parse(package.Version), cancellationToken) == false;
    }

    /// <inheritdoc/>
    public async Task<string> WithdrawAsync(PackageContext package, string reason, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(package);
        var address = await AddressAsync(package, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Delete, address);
        if (package.Endpoint.Token is { } token)
        {
            request.Headers.Add(KeyHeader, token.Reveal());
        }

        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode ? "unlisted" : throw await RefusalAsync(package, response, address, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw RegistryRequests.Unreachable(address, e);
        }
    }

    /// <summary>The feed's own address of the version; a key is never sent over an open connection, except on this machine.</summary>
    private async Task<Uri> AddressAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var upload = package with { Endpoint = package.Endpoint with { Index = package.Endpoint.Registry } };
        var publish = (await _feed.ServicesAsync(upload, cancellationToken)).Publish;
        if (publish is null || (publish.Scheme != Uri.UriSchemeHttps && !publish.IsLoopback))
        {
            throw new ReleaseException(RollbackCodes.Failed.Create(
                $"{package.Id} {package.Version} could not be withdrawn: {package.Endpoint.Registry} names {(publish is null ? "no address for changes" : $"{publish}, which is not https")}. Use the feed's own page."));
        }

        return new Uri($"{publish.AbsoluteUri}/{Uri.EscapeDataString(package.Id.Name)}/{Uri.EscapeDataString(NuGetVersion.Parse(package.Version).ToNormalizedString())}");
    }

    private static async Task<ReleaseException> RefusalAsync(PackageContext package, HttpResponseMessage response, Uri address, CancellationToken cancellationToken)
    {
        var said = await RegistryRequests.RefusalAsync(
            response, address, $"Put a key with the right to unlist {package.Id.Name} into {package.Endpoint.Token?.Source ?? "NUGET_API_KEY or NUGET_TOKEN"}.", cancellationToken);
        return response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? said
            : new ReleaseException(RollbackCodes.Failed.Create($"{package.Id} {package.Version} could not be withdrawn. {said.Diagnostics[0].Message}"), said);
    }
}
