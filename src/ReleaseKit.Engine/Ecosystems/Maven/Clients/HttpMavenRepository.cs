using System.Net;
using System.Net.Http.Headers;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Http;

namespace ReleaseKit.Engine.Ecosystems.Maven.Clients;

/// <summary>A repository that is read with GET and HEAD, and written with PUT.</summary>
/// <param name="http">The client of <see cref="RegistryHttp"/>.</param>
/// <param name="root">Its root.</param>
/// <param name="authorize">Puts the credential into requests to an address.</param>
internal sealed class HttpMavenRepository(HttpClient http, Uri root, Action<HttpRequestHeaders, Uri> authorize) : IMavenRepository
{
    private const int LongestText = 300;
    private readonly string _root = root.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <inheritdoc/>
    public Uri AddressOf(string path) => new($"{_root}/{string.Join('/', path.Split('/').Select(Uri.EscapeDataString))}");

    /// <inheritdoc/>
    public Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken) => http.FindAsync(AddressOf(path), Headers(path), cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> HasAsync(string path, CancellationToken cancellationToken)
    {
        var address = AddressOf(path);
        using var request = new HttpRequestMessage(HttpMethod.Head, address);
        Headers(path)(request.Headers);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode
                ? true
                : response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone ? false
                : throw await RegistryRequests.RefusalAsync(response, address, null, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw RegistryRequests.Unreachable(address, e);
        }
    }

    /// <inheritdoc/>
    public Task DownloadAsync(string path, string destination, CancellationToken cancellationToken) =>
        http.DownloadAsync(AddressOf(path), destination, Headers(path), cancellationToken);

    /// <inheritdoc/>
    public async Task<WriteAnswer> WriteAsync(string path, Func<Stream> content, CancellationToken cancellationToken)
    {
        var address = AddressOf(path);
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new StreamContent(content()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        authorize(request.Headers, address);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            var patience = response.Headers.RetryAfter?.ToString();
            return response.IsSuccessStatusCode ? WriteAnswer.Taken : new WriteAnswer(response.StatusCode, await TextAsync(response, cancellationToken), patience);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new WriteAnswer(Status: null, DisplayText.Line(e.GetBaseException().Message));
        }
    }

    private Action<HttpRequestHeaders> Headers(string path) => headers =>
    {
        headers.CacheControl = new CacheControlHeaderValue { NoCache = true };
        authorize(headers, AddressOf(path));
    };

    private static async Task<string> TextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = RequestSecrets.Redactor(response.RequestMessage).Redact(await response.Content.ReadAsStringAsync(cancellationToken));
        var text = DisplayText.Line(body.ReplaceLineEndings(" ")).Trim();
        var shown = text.Length == 0 || text.StartsWith('<') ? "" : $": {(text.Length > LongestText ? $"{text[..LongestText]}…" : text)}";
        return $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd() + shown;
    }
}
