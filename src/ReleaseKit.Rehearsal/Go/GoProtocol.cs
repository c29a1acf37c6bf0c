using System.Text.Json.Nodes;
using ReleaseKit.Core.Versions;
using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Rehearsal.Storage;

namespace ReleaseKit.Rehearsal.Go;

/// <summary>
/// The protocol of <c>GOPROXY</c> below <c>/go/</c>. Real proxies take nothing: they fetch what a tag names. Here an archive is
/// put where it will be read, <c>PUT module/@v/version.zip</c>, and the other files of the version are made of it.
/// </summary>
internal sealed class GoProtocol(ProtocolServices services) : IRegistryProtocol
{
    private const string Versions = "@v/";

    private readonly PackageStore<GoModule> _store = new(services.Storage, "go", GoJson.Default.GoModule);

    public string Ecosystem => "go";

    public string Root => "go";

    public string ClientPath => "go/";

    public async Task<RegistryCall> ReadAsync(IncomingRequest request, CancellationToken cancellation)
    {
        if (request.Segments is not [.. var path, var last] || path.Length == 0 || GoPath.Unescape(string.Join('/', path)) is not { } module || !GoPath.IsModule(module))
        {
            throw new RefusedException(404, "not found");
        }

        return (request.Method, last) switch
        {
            ("GET", "@latest") => new RegistryCall(Operation.Read, module, context => Info(Latest(module, context))),
            ("GET", "@v/list") => new RegistryCall(Operation.Read, module, context => List(Visible(module, context))),
            ("GET", _) when Part(last, ".info") is { } version => new RegistryCall(Operation.Read, module, context => Info(Release(module, version, context))),
            ("GET", _) when Part(last, ".mod") is { } version => new RegistryCall(Operation.Read, module, context => File(module, Release(module, version, context), "mod", "text/plain; charset=utf-8")),
            ("GET", _) when Part(last, ".zip") is { } version => new RegistryCall(Operation.Download, module, context => File(module, Release(module, version, context), "zip", "application/zip")),
            ("PUT", _) when Part(last, ".zip") is { } version => await ReadUploadAsync(request, module, version, cancellation),
            _ => throw new RefusedException(404, "not found"),
        };
    }

    public string? PresentedToken(IncomingRequest request)
    {
        string? header = request.Headers.Authorization;
        return header?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true ? header["Bearer ".Length..].Trim() : null;
    }

    public Reply Unauthorized(bool presented) => Refuse(presented ? 403 : 401, presented ? "this token may not upload" : "an upload needs a token");

    public Reply Refuse(int status, string message) => Reply.Text(status, message + "\n");

    private async Task<RegistryCall> ReadUploadAsync(IncomingRequest request, string module, string version, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        var content = body.ToArray();
        return new RegistryCall(Operation.Upload, module, context => Accept(module, version, content, context))
        {
            Subject = UploadSubject.Of(version[1..], $"{version}.zip", content),
        };
    }

    private Reply Accept(string module, string version, byte[] content, CallContext context) => _store.Change(module, current =>
    {
        var known = current ?? new GoModule(module, []);
        var release = new GoRelease(version, UploadSubject.Of(version, null, content).Sha256!, context.Now, context.VisibleFrom);
        if (known.Version(version) is { } existing)
        {
            return existing.Sha256 == release.Sha256 ? ((GoModule?)null, new Reply(200)) : throw new RefusedException(409, $"{module}@{version} exists with other content");
        }

        _store.WriteFile(module, $"{version}.mod", GoArchive.ReadManifest(content, module, version));
        _store.WriteFile(module, $"{version}.zip", content);
        return (known with { Versions = known.Versions.Add(release) }, new Reply(201) { Stored = true });
    });

    private Reply File(string module, GoRelease release, string part, string type) => Reply.File(_store.FilePath(module, $"{release.Version}.{part}"), type);

    private GoModule Visible(string module, CallContext context) =>
        _store.Find(module)?.AsOf(context.Now) is { Versions.IsEmpty: false } known ? known : throw new RefusedException(404, $"not found: module {module}: no matching versions");

    private GoRelease Release(string module, string version, CallContext context) =>
        Visible(module, context).Version(version) ?? throw new RefusedException(404, $"not found: {module}@{version}: unknown revision");

    /// <summary>The highest release, or the highest prerelease where there is no release.</summary>
    private GoRelease Latest(string module, CallContext context)
    {
        var versions = Visible(module, context).Versions;
        return versions.LastOrDefault(v => !GoVersion.Parse(v.Version).IsPrerelease) ?? versions[^1];
    }

    private static Reply List(GoModule module) => Reply.Text(200, string.Concat(module.Versions.Select(v => v.Version + "\n")));

    private static Reply Info(GoRelease release) =>
        Reply.Json(new JsonObject { ["Version"] = release.Version, ["Time"] = release.Published.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ") });

    /// <summary>The version that a name such as <c>@v/v1.0.0.zip</c> is about; null when it is of another kind.</summary>
    private static string? Part(string name, string extension) =>
        name.StartsWith(Versions, StringComparison.Ordinal) && name.EndsWith(extension, StringComparison.Ordinal) && name.Length > Versions.Length + extension.Length &&
        GoPath.Unescape(name[Versions.Length..^extension.Length]) is { } text && text[0] == 'v' && GoVersion.TryParse(text, out _) ? text : null;
}
