using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Rehearsal.Storage;
using ReleaseKit.Rehearsal.Trust;

namespace ReleaseKit.Rehearsal.Npm;

/// <summary>The npm registry's protocol below <c>/npm/</c>.</summary>
internal sealed class NpmProtocol : IRegistryProtocol
{
    private readonly PackageStore<NpmPackage> _store;
    private readonly NpmChanges _changes;
    private readonly string? _upstream;
    private readonly TrustedIssuer _trust;

    public NpmProtocol(ProtocolServices services)
    {
        _store = new PackageStore<NpmPackage>(services.Storage, "npm", NpmJson.Default.NpmPackage);
        _changes = new NpmChanges(_store);
        _trust = services.Trust;
        _upstream = services.UpstreamNpm?.AbsoluteUri.TrimEnd('/');
    }

    public string Ecosystem => "npm";

    public string Root => "npm";

    public string ClientPath => "npm/";

    public async Task<RegistryCall> ReadAsync(IncomingRequest request, CancellationToken cancellation) => (request.Method, request.Segments) switch
    {
        ("GET", [] or ["-", "ping"]) => RegistryCall.About(Reply.Json(new JsonObject())),
        ("GET", ["-", "whoami"]) => new RegistryCall(Operation.Change, null, _ => Reply.Json(new JsonObject { ["username"] = "rehearsal" })),
        // What npm audit asks: nothing is known against any package.
        ("POST", ["-", "npm", "v1", "security", ..]) => RegistryCall.About(Reply.Json(new JsonObject())),
        ("POST", ["-", "npm", "v1", "oidc", "token", "exchange", "package", var name]) => new RegistryCall(Operation.Exchange, Known(name), context => Exchange(name, request, context)),
        ("GET", ["-", "package", var name, "dist-tags"]) => Read(name, context => Reply.Json(Visible(name, request, context).Tags())),
        ("PUT", ["-", "package", var name, "dist-tags", var tag]) => await ReadTagChangeAsync(name, tag, request, cancellation),
        ("DELETE", ["-", "package", var name, "dist-tags", var tag]) => Change(name, context => _changes.RemoveTag(name, tag, context)),
        (_, ["-", ..]) => throw new RefusedException(404, "not found"),
        ("GET", [var name]) => Read(name, context => Document(name, request, context)),
        ("GET", [var name, "-", var file]) => new RegistryCall(Operation.Download, Known(name), context => Tarball(name, file, context)),
        ("GET", [var name, var version]) => Read(name, context => Version(name, version, request, context)),
        ("PUT", [var name]) => await ReadDocumentAsync(name, null, request, cancellation),
        ("PUT", [var name, "-rev", var revision]) => await ReadDocumentAsync(name, revision, request, cancellation),
        ("DELETE", [var name, "-rev", var revision]) => Change(name, context => _changes.UnpublishAll(name, revision, context)),
        // The last step of npm unpublish; the version, and with it the tarball, is already gone.
        ("DELETE", [var name, "-", _, "-rev", _]) => Change(name, _ => Reply.Json(new JsonObject { ["ok"] = true })),
        _ => throw new RefusedException(404, "not found"),
    };

    private Reply Exchange(string name, IncomingRequest request, CallContext context)
    {
        var (token, expires) = _trust.Exchange(Ecosystem, Known(name), PresentedToken(request), "npm:127.0.0.1", 401);
        return Reply.Json(new JsonObject { ["token_type"] = "oidc", ["token"] = token, ["created"] = context.Now.ToString("O"), ["expires"] = expires.ToString("O") }, 201);
    }

    public string? PresentedToken(IncomingRequest request)
    {
        string? header = request.Headers.Authorization;
        return header?.Split(' ', 2, StringSplitOptions.TrimEntries) switch
        {
            [var scheme, var token] when scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) => token,
            [var scheme, var pair] when scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase) => BasicCredentials.Password(pair),
            _ => null,
        };
    }

    public Reply Unauthorized(bool presented) =>
        Refuse(401, presented ? "The token is not valid." : "You must sign in to do this.") with { Challenge = "Bearer realm=\"rehearsal\"" };

    public Reply Refuse(int status, string message) => Reply.Json(new JsonObject { ["error"] = message, ["success"] = false }, status);

    private static RegistryCall Read(string name, Func<CallContext, Reply> answer) => new(Operation.Read, Known(name), answer);

    private static RegistryCall Change(string name, Func<CallContext, Reply> answer) => new(Operation.Change, Known(name), answer);

    private static string Known(string name) => NpmName.MayExist(name) ? name : throw new RefusedException(400, $"'{name}' is not a package name.");

    private async Task<RegistryCall> ReadDocumentAsync(string name, string? revision, IncomingRequest request, CancellationToken cancellation)
    {
        Known(name);
        JsonElement body;
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, default, cancellation);
            body = document.RootElement.Clone();
        }
        catch (JsonException malformed)
        {
            return RegistryCall.BadUpload(name, new RefusedException(400, $"The body is not JSON: {malformed.Message}"));
        }

        if (body.ValueKind != JsonValueKind.Object)
        {
            return RegistryCall.BadUpload(name, new RefusedException(400, "The body is not a JSON object."));
        }

        if (revision is not null)
        {
            return Change(name, context => _changes.Unpublish(name, revision, body, context));
        }

        return body.TryGetProperty("_attachments", out var attachments) && attachments.ValueKind == JsonValueKind.Object && attachments.EnumerateObject().Any()
                ? ReadPublication(name, body)
                : Change(name, context => _changes.Deprecate(name, body, context));
    }

    private RegistryCall ReadPublication(string name, JsonElement body)
    {
        try
        {
            var publication = NpmPublication.Read(name, body);
            return new RegistryCall(Operation.Upload, name, context =>
            {
                context.Warnings.AddRange(publication.Warnings);
                return _changes.Publish(name, publication, context);
            })
            {
                Subject = UploadSubject.Of(publication.Version, publication.File, publication.Tarball),
            };
        }
        catch (RefusedException refusal)
        {
            return RegistryCall.BadUpload(name, refusal);
        }
    }

    private async Task<RegistryCall> ReadTagChangeAsync(string name, string tag, IncomingRequest request, CancellationToken cancellation)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(cancellation);
        return Change(name, context =>
        {
            var version = JsonSerializer.Deserialize(body, NpmJson.Default.String) ?? throw new RefusedException(400, "The body is not a version.");
            return _changes.SetTag(name, tag, version, context);
        });
    }

    private Reply Document(string name, IncomingRequest request, CallContext context)
    {
        if (_store.Find(name) is null && _upstream is not null && request.IsPackageClient)
        {
            return Reply.Redirect($"{_upstream}/{NpmName.InUrl(name)}");
        }

        var packument = Visible(name, request, context);
        var shorter = !request.Query.ContainsKey("write") && request.Headers.Accept.ToString().Contains(Packument.Abbreviated, StringComparison.OrdinalIgnoreCase);
        return shorter ? Reply.Json(packument.Short(), contentType: Packument.Abbreviated) : Reply.Json(packument.Full());
    }

    private Reply Version(string name, string version, IncomingRequest request, CallContext context)
    {
        if (_store.Find(name) is null && _upstream is not null && request.IsPackageClient)
        {
            return Reply.Redirect($"{_upstream}/{NpmName.InUrl(name)}/{Uri.EscapeDataString(version)}");
        }

        var package = VisiblePackage(name, context);
        var found = package.Version(package.Tags.GetValueOrDefault(version, version)) ?? throw new RefusedException(404, $"version not found: {version}");
        return Reply.Json(new Packument(package, request.BaseUrl).Manifest(found));
    }

    private Reply Tarball(string name, string file, CallContext context)
    {
        if (_store.Find(name) is null && _upstream is not null)
        {
            return Reply.Redirect($"{_upstream}/{name}/-/{Uri.EscapeDataString(file)}");
        }

        return VisiblePackage(name, context).Versions.Any(v => v.File == file)
            ? Reply.File(_store.FilePath(name, file))
            : throw new RefusedException(404, $"file not found: {file}");
    }

    private Packument Visible(string name, IncomingRequest request, CallContext context) => new(VisiblePackage(name, context), request.BaseUrl);

    private NpmPackage VisiblePackage(string name, CallContext context) =>
        _store.Find(name)?.AsOf(context.Now) is { Versions.IsEmpty: false } package ? package : throw new RefusedException(404, $"package not found: {name}");
}
