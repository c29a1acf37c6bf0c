using System.Net;
using System.Reflection;

namespace ReleaseKit.Engine.Http;

/// <summary>Builds the one HTTP client of a run, with which registries are asked.</summary>
public static class RegistryHttp
{
    private static readonly TimeSpan Connect = TimeSpan.FromSeconds(15);

    /// <summary>
    /// A client without cookies and without redirect surprises, whose reads are repeated after transient failures. Calls
    /// have no time limit as a whole; each attempt of a read has one.
    /// </summary>
    /// <param name="time">The clock for delays, time limits and <c>Retry-After</c> dates.</param>
    /// <param name="busy">Is told until when a registry asks to be left alone; null when nobody else needs to know.</param>
    public static HttpClient Create(TimeProvider time, Func<Uri, DateTimeOffset, Task>? busy = null) =>
        Client(new DeferredHandler(() => Chain(time, Sockets(), Random.Shared.NextDouble, busy)));

    /// <summary>A client without cookies and without redirect surprises that repeats nothing: who asks knows what may be repeated.</summary>
    internal static HttpClient CreatePlain() => Client(new DeferredHandler(() => new OriginBoundRedirectHandler(Sockets())));

    /// <summary>The same client over another transport, with another source of chance in [0, 1).</summary>
    internal static HttpClient Create(TimeProvider time, HttpMessageHandler transport, Func<double> chance, Func<Uri, DateTimeOffset, Task>? busy = null) =>
        Client(Chain(time, transport, chance, busy));

    private static RetryHandler Chain(TimeProvider time, HttpMessageHandler transport, Func<double> chance, Func<Uri, DateTimeOffset, Task>? busy) =>
        new(time, chance, busy, new OriginBoundRedirectHandler(transport));

    private static HttpClient Client(HttpMessageHandler handler)
    {
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"ReleaseKit/{Version()}");
        return client;
    }

    private static SocketsHttpHandler Sockets() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = Connect,
        MaxConnectionsPerServer = 32,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    };

    private static string Version()
    {
        var version = typeof(RegistryHttp).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        return version.Split('+')[0];
    }
}
