using Microsoft.AspNetCore.Http.Features;
using ReleaseKit.Rehearsal.Forges;
using ReleaseKit.Rehearsal.Storage;

namespace ReleaseKit.Rehearsal.Serving;

/// <summary>
/// A request with its path taken apart before anything could rewrite it: <c>%2f</c> is part of an npm name, and a
/// segment that could not be a name is refused with 400 here, once for all protocols.
/// </summary>
internal sealed class IncomingRequest
{
    private static readonly FormOptions Forms = new()
    {
        MultipartBodyLengthLimit = 512L * 1024 * 1024,
        MemoryBufferThreshold = 32 * 1024 * 1024,
        ValueLengthLimit = 16 * 1024 * 1024,
        ValueCountLimit = 4096,
    };

    private readonly HttpRequest _request;

    private IncomingRequest(HttpRequest request, string[] segments, bool endsWithSlash)
    {
        _request = request;
        Segments = segments;
        EndsWithSlash = endsWithSlash;
    }

    /// <summary>The method; HEAD is read as GET, its body is dropped when sent.</summary>
    public string Method => HttpMethods.IsHead(_request.Method) ? HttpMethods.Get : _request.Method;

    /// <summary>The decoded segments. A scoped npm name is one segment, <c>@scope/name</c>, however it was written.</summary>
    public string[] Segments { get; private init; }

    public bool EndsWithSlash { get; }

    /// <summary>The path as it was sent, with everything before <see cref="Segments"/>.</summary>
    public string RawPath => _request.HttpContext.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2)[0];

    public IHeaderDictionary Headers => _request.Headers;

    /// <summary>
    /// Whether a package client asks, which wants third parties from upstream. The release itself asks only for what it
    /// publishes here, and must be told the truth without a network.
    /// </summary>
    public bool IsPackageClient => !Headers.UserAgent.ToString().StartsWith("ReleaseKit/", StringComparison.Ordinal);

    public IQueryCollection Query => _request.Query;

    public Stream Body => _request.Body;

    /// <summary>The URL of the registry's root as this client reached it, without a trailing slash.</summary>
    public string BaseUrl => $"http://127.0.0.1:{_request.HttpContext.Connection.LocalPort}";

    /// <summary>Takes a request apart; throws 400 for paths that try to leave, 403 for requests that no package client makes.</summary>
    public static IncomingRequest Of(HttpContext context)
    {
        RefuseBrowsers(context.Request);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.Split('?', 2)[0];
        if (!path.StartsWith('/'))
        {
            path = Uri.TryCreate(path, UriKind.Absolute, out var url) ? url.AbsolutePath : "/";
        }

        return new IncomingRequest(context.Request, ForgeProtocols.IsForge(path) ? DecodeAsIs(path) : Decode(path), path.EndsWith('/'));
    }

    /// <summary>The same request without its first segment.</summary>
    public IncomingRequest Below() => new(_request, Segments[1..], EndsWithSlash);

    /// <summary>The form of a multipart body; throws 400 when it is none.</summary>
    public async Task<IFormCollection> ReadFormAsync(CancellationToken cancellation)
    {
        if (!_request.HasFormContentType)
        {
            throw new RefusedException(400, "The request body is not a form.");
        }

        try
        {
            return await _request.ReadFormAsync(Forms, cancellation);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw new RefusedException(400, $"The form cannot be read: {malformed.Message}");
        }
    }

    /// <summary>
    /// A web page the developer happens to visit can reach loopback, and what it planted here would be installed. Pages
    /// send an Origin, or come under the name of their own host.
    /// </summary>
    private static void RefuseBrowsers(HttpRequest request)
    {
        if (request.Headers.Origin.Count > 0 || request.Host.Host is not ("127.0.0.1" or "localhost"))
        {
            throw new RefusedException(403, "This registry serves package clients under 127.0.0.1 only.");
        }
    }

    /// <summary>Forges have names with slashes in one segment, and words of their own that are no names of packages.</summary>
    private static string[] DecodeAsIs(string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToArray();
        return segments.Any(s => s is "." or ".." || s.Any(char.IsControl)) ? throw new RefusedException(400, "A part of the URL is no name.") : segments;
    }

    private static string[] Decode(string path)
    {
        var segments = new List<string>();
        foreach (var raw in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var segment = Uri.UnescapeDataString(raw);
            if (segments.Count > 0 && IsLoneScope(segments[^1]))
            {
                segments[^1] += "/" + Checked(segment);
            }
            else if (segment.StartsWith('@') && segment.Split('/') is [var scope, var name])
            {
                segments.Add($"{Checked(scope)}/{Checked(name)}");
            }
            else
            {
                segments.Add(Checked(segment));
            }
        }

        return [.. segments];
    }

    private static bool IsLoneScope(string segment) => segment.Length > 1 && segment[0] == '@' && !segment.Contains('/', StringComparison.Ordinal);

    private static string Checked(string segment) =>
        SafeName.Objection(segment) is { } objection ? throw new RefusedException(400, $"A part of the URL {objection}.") : segment;
}
