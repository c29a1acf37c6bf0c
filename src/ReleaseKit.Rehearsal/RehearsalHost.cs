using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Rehearsal.Faults;
using ReleaseKit.Rehearsal.Forges;
using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Rehearsal.Storage;
using ReleaseKit.Rehearsal.Trust;

namespace ReleaseKit.Rehearsal;

/// <summary>A registry that listens on loopback and speaks every protocol of <see cref="RegistryProtocols"/>.</summary>
public sealed class RehearsalHost : IAsyncDisposable
{
    private const long LargestUpload = 512L * 1024 * 1024;

    private readonly WebApplication _application;
    private readonly StorageFolder _storage;

    private RehearsalHost(WebApplication application, StorageFolder storage)
    {
        _application = application;
        _storage = storage;
        Url = application.Urls.Single();
    }

    /// <summary>The root under which every protocol lies, without a trailing slash: <c>http://127.0.0.1:PORT</c>.</summary>
    public string Url { get; }

    /// <summary>
    /// Starts a registry and returns once it listens. Throws <c>RK-REHEARSAL-STORAGE</c> and <c>RK-REHEARSAL-PORT</c>.
    /// </summary>
    public static async Task<RehearsalHost> StartAsync(RehearsalOptions options, CancellationToken cancellation = default)
    {
        AtomicFile.Delete(options.ReadyFile);

        var storage = StorageFolder.Open(options.Storage);
        try
        {
            var application = Build(options, storage);
            await ListenAsync(application, options.Port, cancellation);
            return new RehearsalHost(application, storage);
        }
        catch
        {
            storage.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _application.StopAsync(patience.Token);
        await _application.DisposeAsync();
        _storage.Dispose();
    }

    private static WebApplication Build(RehearsalOptions options, StorageFolder storage)
    {
        // The empty builder reads no appsettings.json and no ASPNETCORE_ variables: neither can open another port.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = storage.Path });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestUpload;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        var log = UploadLog.Open(storage, options.Clock);
        var trust = new TrustedIssuer(options.Trust, options.Clock);
        var faults = new FaultTable(options.Faults);
        var protocols = RegistryProtocols.All(new ProtocolServices(storage, options.Clock, trust, options.UpstreamNpm, options.UpstreamPyPi, options.UpstreamCargo, options.UpstreamPub));
        var forges = ForgeProtocols.All(options.Repositories, storage, options.Clock);
        var application = builder.Build();
        application.Run(new RequestPipeline(protocols, forges, options.Token, trust, faults, log, RequestLog.Of(storage, options.LogRequests), options.Clock).ServeAsync);
        return application;
    }

    private static async Task ListenAsync(WebApplication application, int port, CancellationToken cancellation)
    {
        try
        {
            await application.StartAsync(cancellation);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await application.DisposeAsync();
            throw new ReleaseException(RehearsalServerCodes.Port.Create($"port {port} of 127.0.0.1 is taken; choose another, or 0 for any free one."), taken);
        }
        catch (SocketException refused)
        {
            await application.DisposeAsync();
            throw new ReleaseException(RehearsalServerCodes.Port.Create($"port {port} of 127.0.0.1 cannot be used: {refused.Message}; choose another, or 0 for any free one."), refused);
        }
    }
}
