using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text.Json;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Cargo;

/// <summary>
/// The registry that answers for crates that were never uploaded here: a sparse index, which tells itself where its files are.
/// cargo asks for every crate before its first upload, so that an upstream that cannot be reached counts as one that does not
/// know it; otherwise nothing could be rehearsed without a network.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Lives as long as the process.")]
internal sealed class CargoUpstream(Uri index, TimeProvider clock)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);
    private readonly HttpClient _http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) }) { Timeout = LongestWait };
    private string? _template;
    private long _unreachableUntil;

    /// <summary>Its facts on a crate; null when it has none, or cannot be reached.</summary>
    public async Task<byte[]?> FindFactsAsync(string name, CancellationToken cancellation)
    {
        if (clock.GetUtcNow().ToUnixTimeMilliseconds() < Interlocked.Read(ref _unreachableUntil))
        {
            return null;
        }

        try
        {
            using var response = await _http.GetAsync(new Uri($"{Root}/{CrateName.IndexPath(name)}"), cancellation);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => await response.Content.ReadAsByteArrayAsync(cancellation),
                HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.UnavailableForLegalReasons => null,
                var status => throw new RefusedException(502, $"the upstream index {index} answers {(int)status}"),
            };
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            Interlocked.Exchange(ref _unreachableUntil, (clock.GetUtcNow() + Rest).ToUnixTimeMilliseconds());
            return null;
        }
    }

    /// <summary>Where the file of a version is; refuses with 502 when the upstream does not tell.</summary>
    public async Task<string> FileOfAsync(string name, string version, CancellationToken cancellation)
    {
        _template ??= await ReadTemplateAsync(cancellation);
        var path = CrateName.IndexPath(name);
        var filled = _template
            .Replace("{crate}", name, StringComparison.Ordinal)
            .Replace("{version}", version, StringComparison.Ordinal)
            .Replace("{prefix}", path[..path.LastIndexOf('/')], StringComparison.Ordinal)
            .Replace("{lowerprefix}", path[..path.LastIndexOf('/')], StringComparison.Ordinal);
        return filled == _template ? $"{_template.TrimEnd('/')}/{Uri.EscapeDataString(name)}/{Uri.EscapeDataString(version)}/download" : filled;
    }

    private string Root => index.AbsoluteUri.TrimEnd('/');

    private async Task<string> ReadTemplateAsync(CancellationToken cancellation)
    {
        try
        {
            using var configuration = JsonDocument.Parse(await _http.GetByteArrayAsync(new Uri($"{Root}/config.json"), cancellation));
            return configuration.RootElement.GetProperty("dl").GetString() ?? throw new KeyNotFoundException("'dl' is null");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or JsonException or KeyNotFoundException && !cancellation.IsCancellationRequested)
        {
            throw new RefusedException(502, $"the upstream index {index} does not tell where its files are: {failure.Message}");
        }
    }
}
