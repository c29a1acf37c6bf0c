using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Forges;

/// <summary>What the loopback forges share: requests with a body of JSON, pages, versions of what is read, and states kept.</summary>
internal abstract class ForgeProtocol(ForgeShelf shelf) : IRegistryProtocol
{
    public string Ecosystem => Root;

    public string Root => shelf.Forge;

    public abstract string ClientPath { get; }

    public bool GuardsReads => true;

    protected ForgeShelf Shelf => shelf;

    /// <summary>Whether pull requests are closed when their branch is deleted.</summary>
    protected virtual bool ClosesWithoutBranch => true;

    public async Task<RegistryCall> ReadAsync(IncomingRequest request, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content, cancellation);
        var call = new ForgeCall(request, content.ToArray());
        var (path, rest) = Split(request.Segments);
        if (path is null)
        {
            throw new RefusedException(404, "Not Found");
        }

        var isRead = request.Method == "GET";
        return new RegistryCall(isRead ? Operation.Read : Operation.Change, $"{request.Method} {string.Join('/', rest)}", _ =>
        {
            var repository = shelf.Find(path) ?? throw new RefusedException(404, "Not Found");
            return Versioned(call, repository.Answer(!isRead, ClosesWithoutBranch, () => Answer(repository, call, rest)));
        });
    }

    public abstract string? PresentedToken(IncomingRequest request);

    public abstract Reply Unauthorized(bool presented);

    public abstract Reply Refuse(int status, string message);

    /// <summary>Everything the forge holds, by repository.</summary>
    public JsonObject Describe()
    {
        var all = new JsonObject();
        foreach (var repository in shelf.All)
        {
            all[repository.Path] = JsonObject.Create(repository.Describe());
        }

        return all;
    }

    /// <summary>The repository that the segments name, and the segments below it; null when they name none.</summary>
    protected abstract (string? Path, string[] Below) Split(string[] segments);

    /// <summary>Answers a request about a repository; may throw <see cref="RefusedException"/>.</summary>
    protected abstract Reply Answer(LoopbackRepository repository, ForgeCall call, string[] path);

    /// <summary>The token after a word in the header <c>Authorization</c>, or the password of Basic.</summary>
    protected static string? Authorization(IncomingRequest request, params string[] words)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? BasicCredentials.Password(header["Basic ".Length..].Trim())
            : words.FirstOrDefault(word => header.StartsWith(word + " ", StringComparison.OrdinalIgnoreCase)) is { } found ? header[(found.Length + 1)..].Trim() : null;
    }

    /// <summary>The last statuses, one for each name.</summary>
    protected static IEnumerable<StatusData> LastStatuses(LoopbackRepository repository, string commit) =>
        repository.Data.Statuses.Where(s => s.Commit == commit).GroupBy(s => s.Name).Select(g => g.MaxBy(s => s.Id)!);

    private static Reply Versioned(ForgeCall call, Reply reply)
    {
        if (call.Method != "GET" || reply.Status != 200 || reply.FilePath is not null)
        {
            return reply;
        }

        var version = $"\"{Convert.ToHexStringLower(SHA256.HashData(reply.Body))[..32]}\"";
        var headers = new Dictionary<string, string>(reply.Headers) { ["ETag"] = version };
        return call.Header("If-None-Match") == version ? new Reply(304) { Headers = headers } : reply with { Headers = headers };
    }
}
