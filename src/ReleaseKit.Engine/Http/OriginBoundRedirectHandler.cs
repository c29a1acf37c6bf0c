using System.Net;
using System.Net.Http.Headers;

namespace ReleaseKit.Engine.Http;

/// <summary>
/// Follows redirects of reads. Only headers that say nothing about who asks go along to another origin: credentials
/// (<c>Authorization</c>, <c>X-NuGet-ApiKey</c> and whatever else a protocol invents) stay with the origin they were issued
/// for. A redirect from https to http is not followed.
/// </summary>
internal sealed class OriginBoundRedirectHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MostRedirects = 10;

    private static readonly HashSet<string> Harmless = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Encoding", "Accept-Language", "Cache-Control", "If-Modified-Since", "If-None-Match", "Range", "User-Agent",
    };

    /// <summary>Whether a header of that name says nothing about who asks.</summary>
    public static bool IsHarmless(string header) => Harmless.Contains(header);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
        {
            return response;
        }

        for (var redirects = 0; Target(response) is { } target && redirects < MostRedirects; redirects++)
        {
            var next = Follow(response.RequestMessage ?? request, target);
            response.Dispose();
            response = await base.SendAsync(next, cancellationToken);
            response.RequestMessage ??= next;
        }

        return response;
    }

    private static Uri? Target(HttpResponseMessage response)
    {
        var isRedirect = response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
        if (!isRedirect || response.Headers.Location is not { } location || response.RequestMessage?.RequestUri is not { } from)
        {
            return null;
        }

        var target = new Uri(from, location);
        var isDowngrade = from.Scheme == Uri.UriSchemeHttps && target.Scheme != Uri.UriSchemeHttps;
        var isHttp = target.Scheme == Uri.UriSchemeHttps || target.Scheme == Uri.UriSchemeHttp;
        return isDowngrade || !isHttp ? null : target;
    }

    private static HttpRequestMessage Follow(HttpRequestMessage request, Uri target)
    {
        var sameOrigin = Uri.Compare(request.RequestUri, target, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
        var next = new HttpRequestMessage(request.Method, target) { Version = request.Version, VersionPolicy = request.VersionPolicy };
        foreach (var (name, values) in Headers(request.Headers).Where(header => sameOrigin || IsHarmless(header.Key)))
        {
            next.Headers.TryAddWithoutValidation(name, values);
        }

        return next;
    }

    private static IEnumerable<KeyValuePair<string, IEnumerable<string>>> Headers(HttpRequestHeaders headers) =>
        headers.Where(header => !header.Key.Equals("Host", StringComparison.OrdinalIgnoreCase));
}
