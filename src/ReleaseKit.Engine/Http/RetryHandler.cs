using System.Net;
using Polly;
using Polly.Retry;

namespace ReleaseKit.Engine.Http;

/// <summary>
/// Repeats reads (GET, HEAD) after transient failures: no connection, a broken or silent one, 408, 429 and 5xx. Waits with
/// full jitter, or as long as <c>Retry-After</c> asks, up to <see cref="LongestWait"/>. Writes are never repeated: whether a
/// lost upload arrived, only the registry's index tells.
/// </summary>
internal sealed class RetryHandler : DelegatingHandler
{
    /// <summary>How long one attempt may take until its answer is there.</summary>
    public static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(100);

    /// <summary>The longest pause between two attempts, whatever the registry asks for.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <summary>Attempts after the first.</summary>
    public const int Retries = 4;

    private const int SmallBody = 1024 * 1024;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);
    private readonly TimeProvider _time;
    private readonly Func<double> _chance;
    private readonly ResiliencePipeline<HttpResponseMessage> _pipeline;

    public RetryHandler(TimeProvider time, Func<double> chance, Func<Uri, DateTimeOffset, Task>? busy, HttpMessageHandler inner)
        : base(inner)
    {
        _time = time;
        _chance = chance;
        _pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = Retries,
                MaxDelay = LongestWait,
                ShouldHandle = arguments => ValueTask.FromResult(IsTransient(arguments.Outcome, arguments.Context.CancellationToken)),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(Wait(arguments.AttemptNumber, arguments.Outcome.Result)),
                OnRetry = async arguments =>
                {
                    if (busy is not null && arguments.Outcome.Result is { RequestMessage.RequestUri: { } asked } response && Asked(response) is { } pause)
                    {
                        await busy(asked, time.GetUtcNow() + pause);
                    }

                    arguments.Outcome.Result?.Dispose();
                },
            })
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head)
        {
            return await base.SendAsync(request, cancellationToken);
        }

        return await _pipeline.ExecuteAsync(async token => await AttemptAsync(request, token), cancellationToken);
    }

    private async Task<HttpResponseMessage> AttemptAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AttemptLimit, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var response = await base.SendAsync(request, both.Token);
            if (IsDocument(response.Content))
            {
                // A connection that breaks within the body is as transient as one that breaks before it.
                await response.Content.LoadIntoBufferAsync(both.Token);
            }

            return response;
        }
        catch (OperationCanceledException e) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.Unknown, $"no answer within {AttemptLimit.TotalSeconds:0} seconds", e);
        }
    }

    /// <summary>Metadata is held in memory; artifacts are left to be streamed by whoever asked.</summary>
    private static bool IsDocument(HttpContent content)
    {
        var type = content.Headers.ContentType?.MediaType ?? "";
        return content.Headers.ContentLength <= SmallBody || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) ||
            type.EndsWith("json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("xml", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsTransient(Outcome<HttpResponseMessage> outcome, CancellationToken cancellationToken) => outcome switch
    {
        _ when cancellationToken.IsCancellationRequested => false,
        { Exception: HttpRequestException e } => e.HttpRequestError is not (HttpRequestError.SecureConnectionError or HttpRequestError.UserAuthenticationError),
        { Exception: IOException } => true,
        { Result: { } response } => response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests ||
            (response.StatusCode >= HttpStatusCode.InternalServerError && response.StatusCode is not (HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported)),
        _ => false,
    };

    private TimeSpan Wait(int attempt, HttpResponseMessage? response)
    {
        var wait = Asked(response) ?? FirstWait * Math.Pow(2, attempt) * _chance();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait > LongestWait ? LongestWait : wait;
    }

    /// <summary>How long the registry asks to be left alone; null when it does not.</summary>
    private TimeSpan? Asked(HttpResponseMessage? response) => response?.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - _time.GetUtcNow(),
        _ => null,
    };
}
