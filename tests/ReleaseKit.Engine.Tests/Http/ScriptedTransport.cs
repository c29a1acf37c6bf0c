using System.Net;

namespace ReleaseKit.Engine.Tests.Http;

/// <summary>A transport that gives prepared answers in order and remembers what was asked.</summary>
internal sealed class ScriptedTransport(params Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>>[] answers) : HttpMessageHandler
{
    /// <summary>Method, address and headers of each request, as they were sent.</summary>
    public List<(HttpMethod Method, Uri Address, Dictionary<string, string> Headers)> Requests { get; } = [];

    /// <summary>An answer with a status, and with what <paramref name="more"/> adds.</summary>
    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Status(HttpStatusCode status, Action<HttpResponseMessage>? more = null) =>
        (request, _) =>
        {
            var response = new HttpResponseMessage(status) { RequestMessage = request };
            more?.Invoke(response);
            return Task.FromResult(response);
        };

    /// <summary>A connection that fails.</summary>
    public static Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> Fails(Exception exception) => (_, _) => Task.FromException<HttpResponseMessage>(exception);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add((request.Method, request.RequestUri!, request.Headers.ToDictionary(h => h.Key, h => string.Join(",", h.Value))));
        return answers[Math.Min(Requests.Count, answers.Length) - 1](request, cancellationToken);
    }
}
