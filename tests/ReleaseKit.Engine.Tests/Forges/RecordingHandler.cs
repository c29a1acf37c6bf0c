using System.Collections.Concurrent;

namespace ReleaseKit.Engine.Tests.Forges;

/// <summary>Remembers what passes through.</summary>
internal sealed class RecordingHandler() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
{
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();

    public IReadOnlyCollection<RecordedRequest> Requests => _requests;

    public void Clear() => _requests.Clear();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        _requests.Enqueue(new RecordedRequest(
            request.Method.Method, request.RequestUri!, request.Content?.Headers.ContentType?.ToString(), body, (int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken)));
        return response;
    }
}
