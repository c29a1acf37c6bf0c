using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Http;

namespace ReleaseKit.Engine.Ecosystems.Python.Clients;

/// <summary>
/// Asks the index that installs come from. It is asked without a credential first; one that refuses is asked again with the
/// upload credential, provided it is of the same origin.
/// </summary>
internal sealed class SimpleIndex(HttpClient http)
{
    /// <summary>The user name that goes with API tokens.</summary>
    public const string TokenUser = "__token__";

    /// <summary>The files of a project; null when the index does not know it.</summary>
    /// <exception cref="ReleaseException"><c>RK-REGISTRY-UNREACHABLE</c>, <c>RK-REGISTRY-UNAUTHORIZED</c>, <c>RK-REGISTRY-ANSWER</c>.</exception>
    public async Task<ImmutableArray<PublishedFile>?> FindAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var page = PageOf(package);
        var body = await WithFallbackAsync(package, page, headers => http.FindAsync(page, h => Ask(h, headers), cancellationToken));
        try
        {
            return body is null ? null : SimplePage.Read(Encoding.UTF8.GetString(body), page);
        }
        catch (FormatException e)
        {
            throw new ReleaseException(
                RegistryCodes.Answer.Create($"{page} is no page of a package index: {e.Message}. Check that the index address ends in the simple index, such as https://pypi.org/simple/."), e);
        }
    }

    /// <summary>Downloads a file of a page.</summary>
    public Task DownloadAsync(PackageContext package, PublishedFile file, string destination, CancellationToken cancellationToken) =>
        WithFallbackAsync(package, file.Address, async headers =>
        {
            await http.DownloadAsync(file.Address, destination, headers, cancellationToken);
            return true;
        });

    /// <summary>Whether the index answers only with the upload credential, which installs then need too.</summary>
    public async Task<bool> IsPrivateAsync(PackageContext package, CancellationToken cancellationToken)
    {
        var asked = false;
        if (MayTakeCredential(package, package.Endpoint.Index))
        {
            await WithFallbackAsync(package, PageOf(package), async headers =>
            {
                asked = headers is not null;
                return await http.FindAsync(PageOf(package), h => Ask(h, headers), cancellationToken);
            });
        }

        return asked;
    }

    private static async Task<T> WithFallbackAsync<T>(PackageContext package, Uri address, Func<Action<HttpRequestHeaders>?, Task<T>> ask)
    {
        try
        {
            return await ask(null);
        }
        catch (ReleaseException refusal) when (refusal.Diagnostics[0].Code == RegistryCodes.Unauthorized.Code && MayTakeCredential(package, address))
        {
            var pair = $"{package.Endpoint.User ?? TokenUser}:{package.Endpoint.Token!.Reveal()}";
            return await ask(h => h.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))));
        }
    }

    private static bool MayTakeCredential(PackageContext package, Uri address) =>
        package.Endpoint.Token is not null &&
        Uri.Compare(package.Endpoint.Registry, address, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static void Ask(HttpRequestHeaders headers, Action<HttpRequestHeaders>? more)
    {
        headers.Accept.ParseAdd(SimplePage.Accept);

        // An index in front of a cache must not answer with what it knew before the upload.
        headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        more?.Invoke(headers);
    }

    private static Uri PageOf(PackageContext package) =>
        new($"{package.Endpoint.Index.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{package.Id.Name}/");
}
