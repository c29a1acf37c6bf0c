using System.Collections.Concurrent;
using ReleaseKit.Testing.Forges;

namespace ReleaseKit.Engine.Tests.Forges;

/// <summary>Remembers what passes through.</summary>
internal sealed class RecordingHandler() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
{
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();
    private readonly ConcurrentQueue<RecordedRequest> _all = new();

    /// <summary>What passed since <see cref="Clear"/>.</summary>
    public IReadOnlyCollection<RecordedRequest> Requests => _requests;

    /// <summary>Everything that passed.</summary>
    public IReadOnlyCollection<RecordedRequest> All => _all;

    public void Clear() => _requests.Clear();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var recorded = new RecordedRequest(
            request.Method.Method, request.RequestUri!, request.Content?.Headers.ContentType?.ToString(), body, (int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken));
        _requests.Enqueue(recorded);
        _all.Enqueue(recorded);
        return response;
    }
}
