using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Rehearsal.Faults;
using ReleaseKit.Rehearsal.Forges;
using ReleaseKit.Rehearsal.Storage;
using ReleaseKit.Rehearsal.Trust;

namespace ReleaseKit.Rehearsal.Serving;

/// <summary>The way of every request: understand it, play the faults, check the token, answer, log, send.</summary>
internal sealed class RequestPipeline(
    IReadOnlyList<IRegistryProtocol> protocols, IReadOnlyList<ForgeProtocol> forges, RequiredToken token, TrustedIssuer trust, FaultTable faults, UploadLog log,
    RequestLog requests, TimeProvider clock)
{
    private readonly Dictionary<string, IRegistryProtocol> _protocols = protocols.Concat(forges).ToDictionary(p => p.Root, StringComparer.Ordinal);
    private readonly FaultMiddleware _faults = new(clock);
    private readonly AdminPages _admin = new(protocols, forges, log, faults);

    public async Task ServeAsync(HttpContext context)
    {
        try
        {
            var reply = await requests.KeepAsync(context, () => RespondAsync(context));
            if (reply is null)
            {
                context.Abort();
                return;
            }

            await ReplyWriter.SendAsync(context, reply);
        }
        catch (Exception gone) when (context.RequestAborted.IsCancellationRequested && gone is IOException or OperationCanceledException)
        {
            // The client left; there is nobody to answer.
        }
    }

    private async Task<Reply?> RespondAsync(HttpContext context)
    {
        IRegistryProtocol? protocol = null;
        try
        {
            var request = IncomingRequest.Of(context);
            if (request.Segments is [var root, ..] && _protocols.TryGetValue(root, out protocol))
            {
                return await RespondAsync(protocol, request.Below(), context.RequestAborted);
            }

            if (request.Segments is ["_identity"])
            {
                return trust.Identify(request);
            }

            if (request.Segments is ["_trust"])
            {
                return Reply.Json(trust.Report());
            }

            return await _admin.AnswerAsync(request, context.RequestAborted);
        }
        catch (RefusedException refusal)
        {
            return Refuse(protocol, refusal.Status, refusal.Message);
        }
        catch (BadHttpRequestException malformed)
        {
            return Refuse(protocol, malformed.StatusCode, malformed.Message);
        }
        catch (Exception defect) when (defect is not OperationCanceledException and not IOException { InnerException: OperationCanceledException })
        {
            return Refuse(protocol, 500, InternalCodes.Unexpected.Create(defect.ToString()).ToString());
        }
    }

    private async Task<Reply?> RespondAsync(IRegistryProtocol protocol, IncomingRequest request, CancellationToken cancellation)
    {
        var call = await protocol.ReadAsync(request, cancellation);
        var rule = faults.Take(protocol.Ecosystem, call);
        var now = clock.GetUtcNow();
        var context = new CallContext(now, rule?.VisibleFrom(now) ?? now);
        var decided = new Reply(0);
        var sent = await _faults.PlayAsync(rule, protocol, () => decided = Decide(protocol, request, call, context), cancellation);
        if (call.Operation == Operation.Upload)
        {
            var (version, file, sha256, size) = call.Subject;
            log.Add(new UploadLogEntry(
                protocol.Ecosystem, call.Package, version, file, sha256, size, sent?.Status ?? 0, decided.Stored, context.Warnings));
        }

        return sent;
    }

    private Reply Decide(IRegistryProtocol protocol, IncomingRequest request, RegistryCall call, CallContext context)
    {
        try
        {
            var presented = protocol.PresentedToken(request);
            var open = call.Operation == Operation.Exchange || (!protocol.GuardsReads && call.Operation is (Operation.Read or Operation.Download));
            return open || Admits(protocol, request, call, presented) ? call.Answer(context) : protocol.Unauthorized(presented is not null);
        }
        catch (RefusedException refusal)
        {
            return protocol.Refuse(refusal.Status, refusal.Message);
        }
        catch (JsonException malformed)
        {
            return protocol.Refuse(400, $"The request's JSON is not what the protocol says: {malformed.Message}");
        }
    }

    /// <summary>Where somebody is trusted, nobody may upload without being so, or without the token.</summary>
    private bool Admits(IRegistryProtocol protocol, IncomingRequest request, RegistryCall call, string? presented) => !trust.IsOn
        ? token.Admits(presented)
        : (token != RequiredToken.None && token.Admits(presented)) || trust.Admits(protocol.Ecosystem, presented, call.Package) ||
            (protocol.IdentityAudience(request) is { } audience && trust.AdmitsIdentity(presented, audience));

    private static Reply Refuse(IRegistryProtocol? protocol, int status, string message) =>
        protocol?.Refuse(status, message) ?? Reply.Text(status, message + "\n");
}
