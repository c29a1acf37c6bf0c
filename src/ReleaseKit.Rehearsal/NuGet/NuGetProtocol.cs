using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Rehearsal.Storage;
using ReleaseKit.Rehearsal.Trust;

namespace ReleaseKit.Rehearsal.NuGet;

/// <summary>NuGet's version 3 protocol below <c>/nuget/v3/</c>.</summary>
internal sealed class NuGetProtocol : IRegistryProtocol
{
    private readonly PackageStore<NuGetPackage> _store;
    private readonly NuGetChanges _changes;
    private readonly TrustedIssuer _trust;

    public NuGetProtocol(ProtocolServices services)
    {
        _store = new PackageStore<NuGetPackage>(services.Storage, "nuget", NuGetJson.Default.NuGetPackage);
        _changes = new NuGetChanges(_store);
        _trust = services.Trust;
    }

    public string Ecosystem => "nuget";

    public string Root => "nuget";

    public string ClientPath => "nuget/v3/index.json";

    public async Task<RegistryCall> ReadAsync(IncomingRequest request, CancellationToken cancellation) => (request.Method, request.Segments) switch
    {
        ("GET", ["v3", "index.json"]) => RegistryCall.About(Reply.Json(ServiceIndex.Document(RootOf(request)))),
        ("PUT", ["v3", "package"]) => await ReadPushAsync(request, "nupkg", _changes.Push, cancellation),
        ("PUT", ["v3", "symbolpackage"]) => await ReadPushAsync(request, "snupkg", (nuspec, content, _) => _changes.PushSymbols(nuspec, content), cancellation),
        ("POST", ["v3", "token"]) => await ReadExchangeAsync(request, cancellation),
        ("DELETE", ["v3", "package", var id, var version]) => Change(id, key => _changes.List(key, Normal(version), listed: false)),
        ("POST", ["v3", "package", var id, var version]) => Change(id, key => _changes.List(key, Normal(version), listed: true)),
        ("GET", ["v3", "flatcontainer", var id, "index.json"]) => Read(id, (key, context) => Versions(Visible(key, context))),
        ("GET", ["v3", "flatcontainer", var id, var version, var file]) when file.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase) =>
            Read(id, (key, context) => Reply.File(_store.FilePath(key, Release(key, version, context).ManifestFile()), "application/xml")),
        ("GET", ["v3", "flatcontainer", var id, var version, var file]) =>
            new RegistryCall(Operation.Download, Known(id), context => Download(Known(id), version, file, context)),
        ("GET", ["v3", "registration", var id, "index.json"]) => Read(id, (key, context) => Reply.Json(new Registration(Visible(key, context), RootOf(request)).Index())),
        ("GET", ["v3", "registration", var id, var leaf]) => Read(id, (key, context) => Leaf(key, leaf, request, context)),
        ("GET", ["v3", "query"]) => new RegistryCall(Operation.Read, null, context => Reply.Json(PackageSearch.Run(All(context), request.Query, RootOf(request)))),
        _ => throw new RefusedException(404, "Not found."),
    };

    public string? PresentedToken(IncomingRequest request) => (string?)request.Headers["X-NuGet-ApiKey"];

    public Reply Unauthorized(bool presented) => presented
        ? Refuse(403, "The specified API key is invalid, has expired, or does not have permission to access the specified package.")
        : Refuse(401, "An API key must be provided in the 'X-NuGet-ApiKey' header to use this service.");

    public Reply Refuse(int status, string message) => Reply.Text(status, message + "\n");

    private async Task<RegistryCall> ReadExchangeAsync(IncomingRequest request, CancellationToken cancellation)
    {
        var body = await JsonNode.ParseAsync(request.Body, cancellationToken: cancellation);
        string? header = request.Headers.Authorization;
        return new RegistryCall(Operation.Exchange, null, _ => (string?)body?["username"] is { Length: > 0 } && (string?)body["tokenType"] == "ApiKey"
            ? Reply.Json(new JsonObject { ["apiKey"] = _trust.Exchange(Ecosystem, null, header?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true ? header[7..].Trim() : null, request.BaseUrl, 401).Token })
            : throw new RefusedException(400, "A key is given for a user name."));
    }

    private static string RootOf(IncomingRequest request) => $"{request.BaseUrl}/nuget/v3";

    private static string Known(string id) => NuGetId.IsValid(id) ? NuGetId.Normalize(id) : throw new RefusedException(400, $"'{id}' is not a package id.");

    private static string Normal(string version) => NuGetVersion.Parse(version)?.ToString() ?? throw new RefusedException(400, $"'{version}' is not a NuGet version.");

    private static RegistryCall Read(string id, Func<string, CallContext, Reply> answer)
    {
        var key = Known(id);
        return new RegistryCall(Operation.Read, key, context => answer(key, context));
    }

    private static RegistryCall Change(string id, Func<string, Reply> answer)
    {
        var key = Known(id);
        return new RegistryCall(Operation.Change, key, _ => answer(key));
    }

    private static async Task<RegistryCall> ReadPushAsync(
        IncomingRequest request, string extension, Func<Nuspec, byte[], CallContext, Reply> accept, CancellationToken cancellation)
    {
        try
        {
            var form = await request.ReadFormAsync(cancellation);
            var part = form.Files.Count == 1 ? form.Files[0] : throw new RefusedException(400, $"A push brings one file, this one {form.Files.Count}.");
            using var buffer = new MemoryStream((int)part.Length);
            await part.CopyToAsync(buffer, cancellation);
            var content = buffer.ToArray();
            var nuspec = Nuspec.Read(content);
            var (id, version) = NuGetChanges.Key(nuspec);
            return new RegistryCall(Operation.Upload, id, context => accept(nuspec, content, context))
            {
                Subject = UploadSubject.Of(version, NuGetRelease.FileName(id, version, extension), content),
            };
        }
        catch (RefusedException refusal)
        {
            return RegistryCall.BadUpload(null, refusal);
        }
    }

    private static Reply Versions(NuGetPackage package) =>
        Reply.Json(new JsonObject { ["versions"] = new JsonArray([.. package.Versions.Select(v => JsonValue.Create(v.Version))]) });

    private Reply Leaf(string id, string leaf, IncomingRequest request, CallContext context)
    {
        var version = leaf.EndsWith(".json", StringComparison.Ordinal) ? leaf[..^".json".Length] : leaf;
        return Reply.Json(new Registration(Visible(id, context), RootOf(request)).Leaf(Release(id, version, context)));
    }

    private Reply Download(string id, string version, string file, CallContext context)
    {
        var release = Release(id, version, context);
        return file.Equals(release.PackageFile(), StringComparison.OrdinalIgnoreCase)
            ? Reply.File(_store.FilePath(id, release.PackageFile()))
            : throw new RefusedException(404, "Not found.");
    }

    private NuGetRelease Release(string id, string version, CallContext context) =>
        Visible(id, context).Version(Normal(version)) ?? throw new RefusedException(404, "Not found.");

    private NuGetPackage Visible(string id, CallContext context) =>
        _store.Find(id)?.AsOf(context.Now) is { Versions.IsEmpty: false } package ? package : throw new RefusedException(404, "Not found.");

    private IEnumerable<NuGetPackage> All(CallContext context) => _store.All().Select(package => package.AsOf(context.Now));
}
