using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Faults;
using ReleaseKit.Testing;

namespace ReleaseKit.Rehearsal.Tests;

/// <summary>A registry of one test: its own storage, its own port, and a plain HTTP client that follows no redirect.</summary>
internal sealed class Bench : IAsyncDisposable
{
    private readonly ScratchDirectory _scratch = new();

    private Bench()
    {
    }

    public RehearsalHost Host { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public string Url => Host.Url;

    /// <summary>A folder for the clients of this test, outside the storage.</summary>
    public string Home => Directory.CreateDirectory(_scratch.File("home")).FullName;

    public string Storage => _scratch.File("storage");

    private RehearsalOptions Options { get; set; } = new() { Storage = "" };

    public static async Task<Bench> StartAsync(Func<RehearsalOptions, RehearsalOptions>? configure = null)
    {
        var bench = new Bench();
        bench.Options = new RehearsalOptions { Storage = bench.Storage };
        bench.Options = configure?.Invoke(bench.Options) ?? bench.Options;
        await bench.ListenAsync();
        return bench;
    }

    public static Task<Bench> WithFaultsAsync(params FaultRule[] rules) => StartAsync(options => options with { Faults = rules });

    /// <summary>Stops the registry and starts it anew on the same storage.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await ListenAsync();
    }

    public string Write(string relativePath, string text) => _scratch.Write(relativePath, text);

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(path, TestContext.Current.CancellationToken);

    public Task<JsonNode> GetJsonAsync(string path) => GetJsonAsync(path, null);

    public async Task<JsonNode> GetJsonAsync(string path, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    public async Task<JsonArray> LogAsync() => (await GetJsonAsync("/_log")).AsArray();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _scratch.Dispose();
    }

    private async Task ListenAsync()
    {
        Host = await RehearsalHost.StartAsync(Options, TestContext.Current.CancellationToken);
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { BaseAddress = new Uri(Host.Url) };
    }

    private async Task StopAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }
}
