using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Rehearsal.Storage;

namespace ReleaseKit.Rehearsal.Pub;

/// <summary>
/// The hosted pub repository, version 2, below <c>/dart/</c>. An upload takes three requests: the first asks where to upload to, the
/// second brings the archive, the third asks what became of it, which is where clients look for the reason of a refusal.
/// </summary>
internal sealed class PubProtocol(ProtocolServices services) : IRegistryProtocol
{
    private const string Json = "application/vnd.pub.v2+json";
    private readonly PackageStore<PubPackage> _store = new(services.Storage, "dart", PubJson.Default.PubPackage);
    private readonly ConcurrentDictionary<string, string> _refusals = new(StringComparer.Ordinal);
    private readonly string? _upstream = services.UpstreamPub?.AbsoluteUri.TrimEnd('/');

    public string Ecosystem => "dart";

    public string Root => "dart";

    public string ClientPath => "dart/";

    public async Task<RegistryCall> ReadAsync(IncomingRequest request, CancellationToken cancellation) => (request.Method, request.Segments) switch
    {
        // A change, although it changes nothing yet: it is here that the token is asked for.
        ("GET", ["api", "packages", "versions", "new"]) => new RegistryCall(Operation.Change, null, _ => Invitation(request)),
        ("POST", ["upload"]) => await ReadUploadAsync(request, cancellation),
        ("GET", ["api", "packages", "versions", "done"]) => RegistryCall.About(Outcome(request.Query["upload"].ToString())),
        ("GET", ["api", "packages", var name]) => new RegistryCall(Operation.Read, Known(name), context => Listing(name, request, context)),
        ("GET", ["api", "archives", var file]) when file.EndsWith(".tar.gz", StringComparison.Ordinal) && file.IndexOf('-', StringComparison.Ordinal) is > 0 and var dash =>
            new RegistryCall(Operation.Download, Known(file[..dash]), context => Archive(file[..dash], file[(dash + 1)..^7], context)),
        _ => throw new RefusedException(404, "Not Found"),
    };

    public string? PresentedToken(IncomingRequest request)
    {
        string? header = request.Headers.Authorization;
        return header?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true ? header[7..].Trim() : null;
    }

    /// <summary>pub.dev takes tokens of identity as they are.</summary>
    public string? IdentityAudience(IncomingRequest request) => request.BaseUrl;

    public Reply Unauthorized(bool presented)
    {
        var message = presented ? "The token is not one of this registry." : "Uploads need a token.";
        return Refuse(401, message) with { Challenge = $"Bearer realm=\"pub\", message=\"{message}\"" };
    }

    public Reply Refuse(int status, string message) => Reply.Json(
        new JsonObject { ["error"] = new JsonObject { ["code"] = status == 404 ? "NotFound" : "InvalidInput", ["message"] = message } }, status, Json);

    private static string Known(string name) => PubName.IsValid(name) ? name : throw new RefusedException(404, $"'{name}' is not a package's name.");

    private static Reply Invitation(IncomingRequest request) =>
        Reply.Json(new JsonObject { ["url"] = $"{request.BaseUrl}/dart/upload", ["fields"] = new JsonObject() }, contentType: Json);

    private Reply Outcome(string upload) => _refusals.TryGetValue(upload, out var refusal)
        ? Refuse(400, refusal)
        : Reply.Json(new JsonObject { ["success"] = new JsonObject { ["message"] = "Successfully uploaded." } }, contentType: Json);

    private async Task<RegistryCall> ReadUploadAsync(IncomingRequest request, CancellationToken cancellation)
    {
        try
        {
            var form = await request.ReadFormAsync(cancellation);
            var part = form.Files["file"] ?? throw new RefusedException(400, "The upload has no file.");
            using var content = new MemoryStream((int)part.Length);
            await part.CopyToAsync(content, cancellation);
            var archive = PubArchive.Read(content.ToArray());
            return new RegistryCall(Operation.Upload, archive.Name, context => Accept(archive, request, context))
            {
                Subject = UploadSubject.Of(archive.Version, PubRelease.FileName(archive.Name, archive.Version), archive.Content),
            };
        }
        catch (RefusedException refusal)
        {
            return new RegistryCall(Operation.Upload, null, _ => Received(request, refusal.Message));
        }
    }

    private Reply Accept(PubArchive archive, IncomingRequest request, CallContext context) => _store.Change(archive.Name, current =>
    {
        var package = current ?? new PubPackage(archive.Name, []);
        if (package.Version(archive.Version) is not null)
        {
            return ((PubPackage?)null, Received(request, $"Version {archive.Version} of package {archive.Name} already exists."));
        }

        _store.WriteFile(archive.Name, PubRelease.FileName(archive.Name, archive.Version), archive.Content);
        var release = new PubRelease(archive.Version, archive.Pubspec, archive.Sha256, context.Now, context.VisibleFrom);
        return (package with { Versions = package.Versions.Add(release) }, Received(request, null) with { Stored = true });
    });

    /// <summary>The answer to an archive, whatever becomes of it.</summary>
    private Reply Received(IncomingRequest request, string? refusal)
    {
        var upload = RandomNumberGenerator.GetHexString(16, lowercase: true);
        if (refusal is not null)
        {
            _refusals[upload] = refusal;
        }

        return new Reply(204) { Location = $"{request.BaseUrl}/dart/api/packages/versions/done?upload={upload}" };
    }

    private Reply Listing(string name, IncomingRequest request, CallContext context)
    {
        if (_upstream is not null && request.IsPackageClient && _store.Find(name) is null)
        {
            return Reply.Redirect($"{_upstream}/api/packages/{name}");
        }

        var package = Visible(name, context);
        JsonObject Entry(PubRelease release) => new()
        {
            ["version"] = release.Version,
            ["pubspec"] = JsonNode.Parse(release.Pubspec),
            ["archive_url"] = $"{request.BaseUrl}/dart/api/archives/{PubRelease.FileName(name, release.Version)}",
            ["archive_sha256"] = release.Sha256,
            ["published"] = release.Published.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        };
        return Reply.Json(
            new JsonObject { ["name"] = name, ["latest"] = Entry(package.Latest), ["versions"] = new JsonArray([.. package.Versions.Select(Entry)]) }, contentType: Json);
    }

    private Reply Archive(string name, string version, CallContext context) => Visible(name, context).Version(version) is { } release
        ? Reply.File(_store.FilePath(name, PubRelease.FileName(name, release.Version)), "application/gzip")
        : throw new RefusedException(404, $"{name} has no version {version}.");

    private PubPackage Visible(string name, CallContext context) =>
        _store.Find(name)?.AsOf(context.Now) is { Versions.IsEmpty: false } package ? package : throw new RefusedException(404, $"Could not find package `{name}`.");
}
