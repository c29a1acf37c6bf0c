using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Engine.Http;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Forges;

/// <summary>
/// Speaks to one forge. The credential goes to the API's origin only. What may be repeated is repeated after transient
/// failures; anything is repeated after a limit on requests, which the forge did not carry out. From the first such limit on,
/// changes are a second apart. Reads are conditional: what has not changed since this run read it costs nothing of the limit.
/// </summary>
internal sealed class ForgeHttp
{
    /// <summary>The longest pause that is waited for; past it the run stops and says when to come back.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    /// <summary>Attempts after the first.</summary>
    public const int Retries = 4;

    private const int MostPages = 10_000;
    private static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(100);
    private static readonly TimeSpan UploadLimit = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan BetweenChanges = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly Func<double> _chance;
    private readonly ForgeCache _cache = new();
    private DateTimeOffset? _nextChange;

    /// <summary>A connection to a forge.</summary>
    /// <param name="http">A client of <see cref="Client"/>.</param>
    /// <param name="time">The clock.</param>
    /// <param name="endpoint">The forge.</param>
    /// <param name="chance">Chance in [0, 1) for the lengths of pauses.</param>
    public ForgeHttp(HttpClient http, TimeProvider time, ForgeEndpoint endpoint, Func<double> chance) =>
        (_http, _time, Endpoint, _chance) = (http, time, endpoint, chance);

    /// <summary>The forge.</summary>
    public ForgeEndpoint Endpoint { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time => _time;

    /// <summary>Sends a request and gives its answer.</summary>
    /// <exception cref="ReleaseException">Any <c>RK-FORGE-</c> code but <c>RK-FORGE-UNKNOWN</c>.</exception>
    public async Task<ForgeAnswer> SendAsync(ForgeRequest request, CancellationToken cancellationToken)
    {
        var asked = AddressOf(request.Path);
        var address = asked;
        for (var attempt = 0; ; attempt++)
        {
            await PaceAsync(request, cancellationToken);
            TimeSpan pause;
            try
            {
                var (answer, limit, moved) = await AttemptAsync(request, address, cancellationToken);
                if (answer is not null)
                {
                    return answer;
                }

                if (moved is not null && address == asked)
                {
                    address = AddressOf(moved);
                    continue;
                }

                pause = limit ?? throw ForgeRefusal.Moved(address);
                if (attempt == Retries || pause > LongestPause)
                {
                    throw Limited(address, pause);
                }

                _nextChange = _time.GetUtcNow() + pause;
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                if (!request.IsRepeatable || attempt == Retries || e is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError })
                {
                    throw ForgeRefusal.Unreachable(address, e);
                }

                pause = Backoff(attempt);
            }
            catch (ReleaseException e) when (request.IsRepeatable && attempt < Retries && e.Diagnostics is [{ } only] && only.Code == ForgeCodes.Unreachable.Code)
            {
                pause = Backoff(attempt);
            }

            await Task.Delay(pause, _time, cancellationToken);
        }
    }

    /// <summary>The elements of a list, page by page as they are asked for.</summary>
    public async IAsyncEnumerable<ForgeValue> ListAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var (next, page) = ((string?)path, 0); next is not null; page++)
        {
            var answer = await SendAsync(ForgeRequest.Get(next), cancellationToken);
            foreach (var item in answer.Json().Items())
            {
                yield return item;
            }

            next = Following(answer, answer.Next, page);
        }
    }

    /// <summary>The address of the page after an answer, always below the same address: behind a proxy, forges name their own host wrongly, and a credential must not follow them.</summary>
    public static string? Following(ForgeAnswer answer, string? named, int page)
    {
        if (named is null)
        {
            return null;
        }

        if (page >= MostPages || !Uri.TryCreate(answer.Asked, named, out var next) || next.Query.Length < 2 || next.Query == answer.Asked.Query)
        {
            throw new ReleaseException(ForgeCodes.Answer.Create($"{ForgeRefusal.Show(answer.Asked)} names a next page that leads nowhere. Look at the forge's status page, then run again."));
        }

        return answer.Asked.GetLeftPart(UriPartial.Path) + next.Query;
    }

    /// <summary>
    /// Does what must not be done twice: when it cannot be told whether it was, looks whether it is there before doing it again. Of
    /// two that do it at once the forge refuses one, which then takes what the other made.
    /// </summary>
    public async Task<T> OnceAsync<T>(Func<Task<T?>> find, Func<Task<T>> act, CancellationToken cancellationToken)
        where T : class
    {
        for (var attempt = 0; ; attempt++)
        {
            if (await find() is { } there)
            {
                return there;
            }

            try
            {
                return await act();
            }
            catch (ReleaseException e) when (attempt < Retries && e.Diagnostics is [{ } only] && only.Code == ForgeCodes.Unreachable.Code)
            {
                await Task.Delay(Backoff(attempt), _time, cancellationToken);
            }
            catch (ReleaseException e) when (e.Diagnostics is [{ } only] && only.Code == ForgeCodes.Refused.Code)
            {
                if (await find() is { } others)
                {
                    return others;
                }

                throw;
            }
        }
    }

    /// <summary>The one HTTP client of a run for forges.</summary>
    public static HttpClient Client() => RegistryHttp.CreatePlain();

    private async Task<(ForgeAnswer? Answer, TimeSpan? Pause, string? Moved)> AttemptAsync(ForgeRequest request, Uri address, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(request.Content is null ? AttemptLimit : UploadLimit, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            using var message = Message(request, address);
            var known = request.Method == HttpMethod.Get ? _cache.Find(address) : null;
            if (known is not null)
            {
                message.Headers.TryAddWithoutValidation("If-None-Match", known.ETag);
            }

            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, both.Token);
            if (response.StatusCode == HttpStatusCode.NotModified && known is not null)
            {
                return (known, null, null);
            }

            var body = await response.Content.ReadAsByteArrayAsync(both.Token);
            return Judge(request, address, response, body);
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.Unknown, "no answer in time", e);
        }
    }

    private (ForgeAnswer? Answer, TimeSpan? Pause, string? Moved) Judge(ForgeRequest request, Uri address, HttpResponseMessage response, byte[] body)
    {
        var status = (int)response.StatusCode;
        var answer = new ForgeAnswer(address, status, body, LinkHeader.Next(response.Headers), response.Headers.ETag?.ToString());
        if (answer.IsSuccess || request.Expected.Contains(status))
        {
            if (request.Method == HttpMethod.Get && answer.IsSuccess)
            {
                _cache.Keep(address, answer);
            }

            return (answer, null, null);
        }

        if (status is 301 or 307 or 308 && request.Method != HttpMethod.Get)
        {
            // A repository that was renamed: reads are sent on below, changes are sent on here, to the same origin only.
            return (null, null, response.Headers.Location is { } location ? new Uri(address, location).AbsoluteUri : null);
        }

        var text = new Redactor(Endpoint.Account is { } account ? [account.Secret] : []).Redact(Encoding.UTF8.GetString(body));
        return RatePause.Of(status, response.Headers, text, _time.GetUtcNow()) is { } pause
            ? (null, pause, null)
            : throw ForgeRefusal.Of(status is 408 ? 503 : status, address, text, Endpoint.Account?.Secret.Source, Endpoint.Remedy);
    }

    private HttpRequestMessage Message(ForgeRequest request, Uri address)
    {
        var message = new HttpRequestMessage(request.Method, address);
        foreach (var (name, value) in Endpoint.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (Endpoint.Account is { } account)
        {
            message.Headers.TryAddWithoutValidation(account.Header, account.Reveal());
        }

        message.Content = request.Content?.Invoke() ?? (request.Body is { } body ? new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") : null);
        return message;
    }

    /// <summary>An address below the API, or one that the forge named, if the credential may go there.</summary>
    private Uri AddressOf(string path)
    {
        if (!path.StartsWith("http", StringComparison.Ordinal))
        {
            return new Uri(Endpoint.Api.AbsoluteUri.TrimEnd('/') + "/" + path);
        }

        return Uri.TryCreate(path, UriKind.Absolute, out var address) && Endpoint.Origins.Prepend(Endpoint.Api).Any(origin => IsSameOrigin(origin, address))
            ? address
            : throw new ReleaseException(ForgeCodes.Answer.Create($"{ForgeRefusal.Show(Endpoint.Api)} names an address elsewhere, '{Core.Text.DisplayText.Line(path)}', where the credential must not go. Set the key forge_url to the address by which the forge calls itself."));
    }

    private static bool IsSameOrigin(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private async Task PaceAsync(ForgeRequest request, CancellationToken cancellationToken)
    {
        if (_nextChange is not { } next || request.Method == HttpMethod.Get)
        {
            return;
        }

        var now = _time.GetUtcNow();
        if (next > now)
        {
            await Task.Delay(next - now, _time, cancellationToken);
        }

        _nextChange = _time.GetUtcNow() + BetweenChanges;
    }

    private TimeSpan Backoff(int attempt) => FirstWait * Math.Pow(2, attempt) * _chance();

    private ReleaseException Limited(Uri address, TimeSpan pause) => new(ForgeCodes.RateLimited.Create(
        $"{ForgeRefusal.Show(address)} takes no more requests until {_time.GetUtcNow() + pause:yyyy-MM-dd HH:mm:ss} UTC. Run again then: what is done already is found and kept."));
}
