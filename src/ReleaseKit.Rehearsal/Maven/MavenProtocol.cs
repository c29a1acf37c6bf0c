using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using ReleaseKit.Rehearsal.Serving;
using ReleaseKit.Rehearsal.Storage;

namespace ReleaseKit.Rehearsal.Maven;

/// <summary>
/// A Maven repository of releases below <c>/maven/</c>: files are put and got by their path in the layout. A file of a release is
/// never written twice; lists of versions are made of what is there, whatever a client puts in their place.
/// </summary>
internal sealed class MavenProtocol(ProtocolServices services) : IRegistryProtocol
{
    private readonly PackageStore<MavenModule> _store = new(services.Storage, "maven", MavenJson.Default.MavenModule);

    public string Ecosystem => "maven";

    public string Root => "maven";

    public string ClientPath => "maven/";

    public async Task<RegistryCall> ReadAsync(IncomingRequest request, CancellationToken cancellation)
    {
        if (MavenPath.Parse(request.Segments) is not { } path)
        {
            throw new RefusedException(404, "not found");
        }

        return request.Method switch
        {
            "GET" => new RegistryCall(IsFact(path) ? Operation.Read : Operation.Download, path.Module, context => Serve(path, context)),
            "PUT" => Put(path, await ReadBodyAsync(request, cancellation)),
            _ => throw new RefusedException(405, "Files are read with GET and HEAD, and written with PUT."),
        };
    }

    public string? PresentedToken(IncomingRequest request)
    {
        string? header = request.Headers.Authorization;
        return header?.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) == true ? BasicCredentials.Password(header[6..].Trim())
            : header?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true ? header[7..].Trim()
            : null;
    }

    public Reply Unauthorized(bool presented) =>
        Refuse(401, presented ? "this credential may not upload" : "an upload needs a credential") with { Challenge = "Basic realm=\"ReleaseKit rehearsal\"" };

    public Reply Refuse(int status, string message) => Reply.Text(status, message + "\n") with { Reason = message };

    /// <summary>Poms, lists and checksums tell about files; the others are what is downloaded.</summary>
    private static bool IsFact(MavenPath path) => path.IsMetadata || path.Checksum is not null || path.File.EndsWith(".pom", StringComparison.Ordinal);

    private static async Task<byte[]> ReadBodyAsync(IncomingRequest request, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellation);
        return body.ToArray();
    }

    private RegistryCall Put(MavenPath path, byte[] content) => path switch
    {
        { Checksum: { } algorithm } => new RegistryCall(Operation.Change, path.Module, _ => Compare(path, algorithm, content)),
        { IsMetadata: true } => new RegistryCall(Operation.Change, path.Module, context => TakeMetadata(path, content, context)),
        _ => new RegistryCall(Operation.Upload, path.Module, context => Accept(path, content, context)) { Subject = UploadSubject.Of(path.Version, path.File, content) },
    };

    private Reply Accept(MavenPath path, byte[] content, CallContext context) => _store.Change(path.Module, current =>
    {
        var module = current ?? new MavenModule(path.Module, []);
        if (!path.IsMutable && module.File(path.Version, path.File) is not null)
        {
            throw new RefusedException(409, $"{path.File} is there already, and files of releases are not replaced");
        }

        _store.WriteFile(path.Module, path.StoredName, content);
        return (module.With(new MavenFile(path.Version, path.File, context.Now, context.VisibleFrom)), new Reply(201) { Stored = true });
    });

    /// <summary>Takes what describes snapshots and plugins as it is; the list of versions is made anew whenever somebody asks.</summary>
    private Reply TakeMetadata(MavenPath path, byte[] content, CallContext context) =>
        path.Version.Length == 0 && !Encoding.UTF8.GetString(content).Contains("<plugins>", StringComparison.Ordinal) ? new Reply(201) : Accept(path, content, context) with { Stored = false };

    private Reply Compare(MavenPath path, string algorithm, byte[] content)
    {
        if (!path.IsMetadata && _store.Find(path.Module)?.File(path.Version, path.File) is not null)
        {
            var stated = Encoding.UTF8.GetString(content).Trim();
            var actual = Digest(algorithm, File.ReadAllBytes(_store.FilePath(path.Module, path.StoredName)));
            return stated.Equals(actual, StringComparison.OrdinalIgnoreCase) ? new Reply(201) : throw new RefusedException(409, $"the {algorithm} of {path.File} is {actual}");
        }

        return new Reply(201);
    }

    private Reply Serve(MavenPath path, CallContext context)
    {
        var module = _store.Find(path.Module)?.AsOf(context.Now) ?? throw NotFound();
        var made = path is { IsMetadata: true, Version.Length: 0 } ? MavenMetadata.Of(module) : null;
        if (made is null && module.File(path.Version, path.File) is null)
        {
            throw NotFound();
        }

        var stored = _store.FilePath(path.Module, path.StoredName);
        return path.Checksum is { } algorithm ? Reply.Text(200, Digest(algorithm, made ?? File.ReadAllBytes(stored)))
            : made is not null ? new Reply(200) { ContentType = "application/xml", Body = made }
            : Reply.File(stored, path.File.EndsWith(".pom", StringComparison.Ordinal) ? "application/xml" : "application/octet-stream");
    }

    private static RefusedException NotFound() => new(404, "not found");

    [SuppressMessage("Security", "CA5350", Justification = "The layout has it; it protects against accidents only.")]
    [SuppressMessage("Security", "CA5351", Justification = "As above.")]
    private static string Digest(string algorithm, byte[] content) => Convert.ToHexStringLower(algorithm switch
    {
        "md5" => MD5.HashData(content),
        "sha1" => SHA1.HashData(content),
        "sha256" => SHA256.HashData(content),
        _ => SHA512.HashData(content),
    });
}
