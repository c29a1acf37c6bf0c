using System.Text;
using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Rehearsal.Storage;
using ReleaseKit.Rehearsal.Trust;

namespace ReleaseKit.Rehearsal.Cargo;

/// <summary>Cargo's sparse index and web API below <c>/cargo/</c>.</summary>
internal sealed class CargoProtocol : IRegistryProtocol
{
    private readonly PackageStore<CargoCrate> _store;
    private readonly CargoChanges _changes;
    private readonly CargoUpstream? _upstream;
    private readonly TrustedIssuer _trust;

    public CargoProtocol(ProtocolServices services)
    {
        _store = new PackageStore<CargoCrate>(services.Storage, "cargo", CargoJson.Default.CargoCrate);
        _changes = new CargoChanges(_store);
        _trust = services.Trust;
        _upstream = services.UpstreamCargo is { } upstream ? new CargoUpstream(upstream, services.Clock) : null;
    }

    public string Ecosystem => "cargo";

    public string Root => "cargo";

    public string ClientPath => "cargo/";

    public async Task<RegistryCall> ReadAsync(IncomingRequest request, CancellationToken cancellation) => (request.Method, request.Segments) switch
    {
        ("GET", ["config.json"]) => new RegistryCall(Operation.Read, null, _ => Configuration(request.BaseUrl)),
        ("PUT", ["api", "v1", "crates", "new"]) => await ReadUploadAsync(request, cancellation),
        ("POST", ["api", "v1", "trusted_publishing", "tokens"]) => await ReadExchangeAsync(request, cancellation),
        ("DELETE", ["api", "v1", "trusted_publishing", "tokens"]) => new RegistryCall(Operation.Exchange, null, _ => _trust.Revoke(PresentedToken(request)) ? new Reply(204) : throw new RefusedException(401, "Invalid token.")),
        ("DELETE", ["api", "v1", "crates", var name, var version, "yank"]) => Change(name, () => _changes.Yank(name, version, yanked: true)),
        ("PUT", ["api", "v1", "crates", var name, var version, "unyank"]) => Change(name, () => _changes.Yank(name, version, yanked: false)),
        ("GET", ["dl", var name, var version, "download"]) => await ReadDownloadAsync(Known(name), version, cancellation),
        ("GET", [.. var prefix, var name]) when CrateName.IsValid(name) && CrateName.IndexPath(name) == string.Join('/', [.. prefix, name]) =>
            await ReadFactsAsync(name, request, cancellation),
        _ => throw new RefusedException(404, "Not Found"),
    };

    /// <summary>cargo sends the token as the whole header; who ends one says what kind it is, too.</summary>
    public string? PresentedToken(IncomingRequest request) =>
        (string?)request.Headers.Authorization is { } header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : (string?)request.Headers.Authorization;

    public Reply Unauthorized(bool presented) => presented
        ? Refuse(403, "authentication failed")
        : Refuse(403, "this action requires authentication");

    public Reply Refuse(int status, string message) =>
        Reply.Json(new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["detail"] = message }) }, status);

    private static string Known(string name) => CrateName.IsValid(name) ? name : throw new RefusedException(400, $"'{name}' is not a crate's name.");

    private static RegistryCall Change(string name, Func<Reply> answer) => new(Operation.Change, Known(name), _ => answer());

    private async Task<RegistryCall> ReadExchangeAsync(IncomingRequest request, CancellationToken cancellation)
    {
        var body = await JsonNode.ParseAsync(request.Body, cancellationToken: cancellation);
        var audience = $"{request.BaseUrl}/cargo"["http://".Length..];
        return new RegistryCall(Operation.Exchange, null, _ => Reply.Json(new JsonObject { ["token"] = _trust.Exchange(Ecosystem, null, (string?)body?["jwt"], audience, 400).Token }));
    }

    private static Reply Configuration(string baseUrl) =>
        Reply.Json(new JsonObject { ["dl"] = $"{baseUrl}/cargo/dl", ["api"] = $"{baseUrl}/cargo" });

    private async Task<RegistryCall> ReadUploadAsync(IncomingRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        try
        {
            var publication = CargoPublication.Read(body.ToArray());
            return new RegistryCall(Operation.Upload, publication.Name, context => _changes.Publish(publication, context))
            {
                Subject = UploadSubject.Of(publication.Version, CargoRelease.FileName(publication.Name, publication.Version), publication.Crate),
            };
        }
        catch (RefusedException refusal)
        {
            return RegistryCall.BadUpload(null, refusal);
        }
    }

    private async Task<RegistryCall> ReadDownloadAsync(string name, string version, CancellationToken cancellation)
    {
        if (_upstream is not null && _store.Find(CrateName.Key(name)) is null)
        {
            var address = await _upstream.FileOfAsync(name, version, cancellation);
            return new RegistryCall(Operation.Download, name, _ => Reply.Redirect(address));
        }

        return new RegistryCall(Operation.Download, name, context => Visible(name, context).Version(version) is { } release
            ? Reply.File(_store.FilePath(CrateName.Key(name), CargoRelease.FileName(name, release.Version)), "application/gzip")
            : throw new RefusedException(404, "Not Found"));
    }

    private async Task<RegistryCall> ReadFactsAsync(string name, IncomingRequest request, CancellationToken cancellation)
    {
        if (_upstream is not null && request.IsPackageClient && _store.Find(CrateName.Key(name)) is null &&
            await _upstream.FindFactsAsync(name, cancellation) is { } facts)
        {
            return RegistryCall.About(new Reply(200) { ContentType = "text/plain", Body = facts });
        }

        return new RegistryCall(Operation.Read, name, context => Facts(name, context));
    }

    private Reply Facts(string name, CallContext context)
    {
        var lines = Visible(name, context).Versions.Select(version =>
        {
            var entry = JsonNode.Parse(version.IndexLine)!;
            entry["yanked"] = version.IsYanked;
            return entry.ToJsonString();
        });
        return new Reply(200) { ContentType = "text/plain", Body = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))) };
    }

    private CargoCrate Visible(string name, CallContext context) =>
        _store.Find(CrateName.Key(name))?.AsOf(context.Now) is { Versions.IsEmpty: false } crate && crate.Name.Equals(name, StringComparison.OrdinalIgnoreCase)
            ? crate
            : throw new RefusedException(404, "Not Found");
}
