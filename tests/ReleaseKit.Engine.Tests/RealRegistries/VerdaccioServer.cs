using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.RealRegistries;

/// <summary>
/// A Verdaccio of its own on loopback, installed from npm below <c>artifacts/registries</c>, with storage of its own, no uplink, and
/// one user. A test that needs it is skipped where it is missing; with <c>RELEASEKIT_REQUIRE_TOOLS=1</c> it fails instead.
/// </summary>
internal sealed class VerdaccioServer : IDisposable
{
    private readonly ScratchDirectory _scratch = new();
    private readonly Process _process;

    private VerdaccioServer(string program, int port)
    {
        Address = new Uri($"http://127.0.0.1:{port}/");
        var configuration = _scratch.Write("config.yaml", $"""
            storage: {_scratch.File("storage")}
            auth:
              htpasswd:
                file: {_scratch.File("htpasswd")}
            uplinks:
            packages:
              '**':
                access: $all
                publish: $authenticated
                unpublish: $authenticated
            log: {"{"} type: stdout, format: json, level: warn {"}"}
            """);
        var start = new ProcessStartInfo(Tool.Require("node"), [program, "--config", configuration, "--listen", $"127.0.0.1:{port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _scratch.Path,
        };
        start.Environment["HOME"] = _scratch.Path;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The registry's root, with a trailing slash.</summary>
    public Uri Address { get; }

    /// <summary>The user's token.</summary>
    public string Token { get; private set; } = "";

    /// <summary>Starts one and makes its user.</summary>
    public static async Task<VerdaccioServer> StartAsync(CancellationToken cancellationToken)
    {
        var program = Path.Combine(Repository.Root, "artifacts", "registries", "node_modules", "verdaccio", "bin", "verdaccio");
        if (!File.Exists(program))
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("RELEASEKIT_REQUIRE_TOOLS") == "1", "needs the npm package verdaccio below artifacts/registries");
            Assert.Fail("The npm package verdaccio is required here (RELEASEKIT_REQUIRE_TOOLS=1) and was not found below artifacts/registries.");
        }

        var server = new VerdaccioServer(program, FreePort());
        using var http = new HttpClient { BaseAddress = server.Address };
        await Eventually.HoldsAsync(() => Answers(http), cancellationToken);
        using var answer = await http.PutAsJsonAsync("-/user/org.couchdb.user:ada", new { name = "ada", password = "a-password-of-the-tests" }, cancellationToken);
        answer.EnsureSuccessStatusCode();
        using var user = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(cancellationToken));
        server.Token = user.RootElement.GetProperty("token").GetString()!;
        return server;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _scratch.Dispose();
    }

    private static bool Answers(HttpClient http)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "-/ping");
            using var response = http.Send(request);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
