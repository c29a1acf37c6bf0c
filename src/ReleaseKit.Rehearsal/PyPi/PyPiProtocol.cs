using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Rehearsal.Storage;

namespace ReleaseKit.Rehearsal.PyPi;

/// <summary>PyPI's upload, index and JSON protocols below <c>/pypi/</c>.</summary>
internal sealed class PyPiProtocol(ProtocolServices services) : IRegistryProtocol
{
    private readonly PackageStore<PyPiProject> _store = new(services.Storage, "pypi", PyPiJson.Default.PyPiProject);
    private readonly string? _upstream = services.UpstreamPyPi?.AbsoluteUri.TrimEnd('/');

    public string Ecosystem => "python";

    public string Root => "pypi";

    public string ClientPath => "pypi/simple/";

    public async Task<RegistryCall> ReadAsync(IncomingRequest request, CancellationToken cancellation) => (request.Method, request.Segments) switch
    {
        ("POST", ["legacy"]) => await ReadUploadAsync(request, cancellation),
        (_, ["legacy"]) => throw new RefusedException(405, "Files are uploaded here by POST."),
        ("GET", ["_", "oidc", "audience"]) => new RegistryCall(Operation.Exchange, null, _ => Reply.Json(new JsonObject { ["audience"] = Audience })),
        ("POST", ["_", "oidc", "mint-token"]) => await ReadExchangeAsync(request, cancellation),
        ("GET", ["simple"]) => new RegistryCall(Operation.Read, null, context => SimpleIndex.Root(Projects(context), request)),
        ("GET", ["simple", var name]) => new RegistryCall(Operation.Read, Known(name), context => Index(name, request, context)),
        ("GET", ["pypi", var name, "json"]) => new RegistryCall(Operation.Read, Known(name), context => Facts(name, null, request, context)),
        ("GET", ["pypi", var name, var version, "json"]) => new RegistryCall(Operation.Read, Known(name), context => Facts(name, version, request, context)),
        ("GET", ["files", var name, var file]) => new RegistryCall(Operation.Download, Known(name), context => Download(name, file, context)),
        _ => throw new RefusedException(404, "Not Found"),
    };

    private const string Audience = "pypi";

    private async Task<RegistryCall> ReadExchangeAsync(IncomingRequest request, CancellationToken cancellation)
    {
        var body = await JsonNode.ParseAsync(request.Body, cancellationToken: cancellation);
        return new RegistryCall(Operation.Exchange, null, _ =>
        {
            try
            {
                var (token, expires) = services.Trust.Exchange(Ecosystem, null, (string?)body?["token"], Audience, 422);
                return Reply.Json(new JsonObject { ["success"] = true, ["token"] = token, ["expires"] = expires.ToUnixTimeSeconds() });
            }
            catch (RefusedException refusal)
            {
                return Reply.Json(new JsonObject { ["message"] = "Token request failed", ["errors"] = new JsonArray(new JsonObject { ["code"] = "invalid-publisher", ["description"] = refusal.Message }) }, refusal.Status);
            }
        });
    }

    public string? PresentedToken(IncomingRequest request)
    {
        string? header = request.Headers.Authorization;
        return header?.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) == true ? BasicCredentials.Password(header[6..].Trim()) : null;
    }

    public Reply Unauthorized(bool presented) => Refuse(403, "Invalid or non-existent authentication information.");

    /// <summary>The sentence is also the reason phrase: that is where upload clients look for it.</summary>
    public Reply Refuse(int status, string message) => Reply.Text(status, $"{status} {message}\n") with { Reason = message };

    private static string Known(string name) =>
        PythonName.IsValid(name) ? PythonName.Normalize(name) : throw new RefusedException(400, $"'{name}' is not a project name.");

    private async Task<RegistryCall> ReadUploadAsync(IncomingRequest request, CancellationToken cancellation)
    {
        string? name = null;
        try
        {
            var form = await request.ReadFormAsync(cancellation);
            name = PythonName.IsValid(form["name"].ToString()) ? PythonName.Normalize(form["name"].ToString()) : null;
            var part = form.Files["content"] ?? throw new RefusedException(400, "Upload payload does not have a file.");
            using var content = new MemoryStream((int)part.Length);
            await part.CopyToAsync(content, cancellation);
            var upload = PyPiUpload.Read(form, content.ToArray(), part.FileName);
            return new RegistryCall(Operation.Upload, upload.Project, context => Accept(upload, context))
            {
                Subject = new UploadSubject(upload.File.Version, upload.File.FileName, upload.File.Sha256, upload.File.Size),
            };
        }
        catch (RefusedException refusal)
        {
            return RegistryCall.BadUpload(name, refusal);
        }
    }

    private Reply Accept(PyPiUpload upload, CallContext context) => _store.Change(upload.Project, current =>
    {
        var project = current ?? new PyPiProject(upload.Project, upload.Title, []);
        if (project.Files.FirstOrDefault(file => file.FileName == upload.File.FileName) is { } existing)
        {
            // The very same bytes again are fine, whoever sends them: an interrupted upload may be repeated.
            return existing.Sha256 == upload.File.Sha256
                ? ((PyPiProject?)null, new Reply(200))
                : throw new RefusedException(400, $"File already exists ('{existing.FileName}', with sha256 hash '{existing.Sha256}').");
        }

        if (upload.File.Kind == DistributionName.Source && project.Files.Any(file => file.Kind == DistributionName.Source && file.Version == upload.File.Version))
        {
            throw new RefusedException(400, "Only one sdist may be uploaded per release.");
        }

        _store.WriteFile(upload.Project, upload.File.FileName, upload.Content);
        if (upload.Metadata is { } metadata)
        {
            _store.WriteFile(upload.Project, upload.File.MetadataFileName, metadata);
        }

        var stored = upload.File with { Uploaded = context.Now, VisibleFrom = context.VisibleFrom };
        return (project with { Files = project.Files.Add(stored) }, new Reply(200) { Stored = true });
    });

    private Reply Index(string name, IncomingRequest request, CallContext context)
    {
        var normal = PythonName.Normalize(name);
        if (name != normal || !request.EndsWithSlash)
        {
            return Reply.Redirect($"{request.BaseUrl}/pypi/simple/{normal}/", StatusCodes.Status301MovedPermanently);
        }

        return _store.Find(normal) is null && _upstream is not null && request.IsPackageClient
            ? Reply.Redirect($"{_upstream}/{normal}/")
            : SimpleIndex.Project(Visible(normal, context), request);
    }

    private Reply Facts(string name, string? version, IncomingRequest request, CallContext context) =>
        Reply.Json(JsonApi.Document(Visible(PythonName.Normalize(name), context), version, request.BaseUrl));

    private Reply Download(string name, string file, CallContext context)
    {
        var project = Visible(PythonName.Normalize(name), context);
        var known = project.Files.Any(f => f.FileName == file || (f.MetadataSha256 is not null && f.MetadataFileName == file));
        return known ? Reply.File(_store.FilePath(project.Name, file)) : throw new RefusedException(404, "Not Found");
    }

    private PyPiProject Visible(string name, CallContext context) =>
        _store.Find(name)?.AsOf(context.Now) is { Files.IsEmpty: false } project ? project : throw new RefusedException(404, "Not Found");

    private List<string> Projects(CallContext context) =>
        [.. _store.All().Where(project => !project.AsOf(context.Now).Files.IsEmpty).Select(project => project.Name).Order(StringComparer.Ordinal)];
}
