using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Rehearsal.Faults;
using ReleaseKit.Rehearsal.Forges;
using ReleaseKit.Rehearsal.Storage;

namespace ReleaseKit.Rehearsal.Serving;

/// <summary>The registry's own pages: <c>/_health</c>, <c>/_log</c>, <c>/_forges</c> and <c>/_faults</c>.</summary>
internal sealed class AdminPages(IReadOnlyList<IRegistryProtocol> protocols, IReadOnlyList<ForgeProtocol> forges, UploadLog log, FaultTable faults)
{
    public async Task<Reply> AnswerAsync(IncomingRequest request, CancellationToken cancellation) => (request.Method, request.Segments) switch
    {
        ("GET", ["_health"]) => Health(request.BaseUrl),
        ("GET", ["_log"]) => Bytes(JsonSerializer.SerializeToUtf8Bytes(log.Entries, StorageJson.Default.IReadOnlyListUploadLogEntry)),
        ("GET", ["_forges"]) => Reply.Json(Forges()),
        ("GET", ["_faults"]) => Reply.Json(faults.Describe()),
        ("PUT", ["_faults"]) => await ReplaceFaultsAsync(request, cancellation),
        (_, ["_health" or "_log" or "_faults" or "_forges"]) => throw new RefusedException(405, $"{request.Method} is not possible here."),
        _ => throw new RefusedException(404, $"There is nothing here; the registries are {string.Join(", ", protocols.Select(p => $"/{p.Root}/"))}."),
    };

    /// <summary>Everything the forges hold, by forge and repository.</summary>
    private JsonObject Forges()
    {
        var all = new JsonObject();
        foreach (var forge in forges)
        {
            all[forge.Root] = forge.Describe();
        }

        return all;
    }

    private Reply Health(string baseUrl)
    {
        var registries = new JsonObject();
        foreach (var protocol in protocols)
        {
            registries[protocol.Ecosystem] = $"{baseUrl}/{protocol.ClientPath}";
        }

        return Reply.Json(new JsonObject { ["status"] = "ok", ["registries"] = registries });
    }

    private async Task<Reply> ReplaceFaultsAsync(IncomingRequest request, CancellationToken cancellation)
    {
        using var reader = new StreamReader(request.Body);
        try
        {
            faults.Replace(FaultFile.Parse(await reader.ReadToEndAsync(cancellation), "the request"));
        }
        catch (ReleaseException wrong)
        {
            throw new RefusedException(400, wrong.Message);
        }

        return Reply.Json(faults.Describe());
    }

    private static Reply Bytes(byte[] json) => new(200) { ContentType = "application/json", Body = json };
}
