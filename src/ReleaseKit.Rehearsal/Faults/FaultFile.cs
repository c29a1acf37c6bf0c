using System.Text.Json;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Rehearsal.Forges;
using ReleaseKit.Rehearsal.Serving;

namespace ReleaseKit.Rehearsal.Faults;

/// <summary>Reads fault tables, <c>{"rules":[…]}</c>; a rule that means nothing is refused with <c>RK-REHEARSAL-FAULTS</c>.</summary>
internal static class FaultFile
{
    private static readonly int[] Statuses = [401, 403, 409, 429, 500, 502, 503, 504];

    public static IReadOnlyList<FaultRule> Load(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseException(RehearsalServerCodes.Faults.Create($"the fault table '{path}' cannot be read: {failure.Message}"), failure);
        }
    }

    public static IReadOnlyList<FaultRule> Parse(string json, string source)
    {
        FaultRules? table;
        try
        {
            table = JsonSerializer.Deserialize(json, FaultJson.Default.FaultRules);
        }
        catch (JsonException malformed)
        {
            throw Wrong($"{source}: {malformed.Message}");
        }

        var rules = table?.Rules ?? throw Wrong($"{source}: give an object with a 'rules' list.");
        for (var i = 0; i < rules.Count; i++)
        {
            if (Objection(rules[i]) is { } objection)
            {
                throw Wrong($"{source}: rules[{i}]: {objection}");
            }
        }

        return rules;
    }

    /// <summary>Why a rule makes no sense, or null; shared with tables made in code.</summary>
    public static string? Objection(FaultRule rule)
    {
        var readsOnly = rule.Operation is Operation.Read or Operation.Download;
        var answersOtherwise = rule.Status is not null || rule.Reset;
        return rule switch
        {
            { Ecosystem: { } name } when !RegistryProtocols.Ecosystems.Contains(name) && !ForgeProtocols.Names.Contains(name) =>
                $"'{name}' is not an ecosystem; the ecosystems are {string.Join(", ", RegistryProtocols.Ecosystems)}, and the forges {string.Join(", ", ForgeProtocols.Names)}.",
            { Status: { } status } when !Statuses.Contains(status) => $"status {status} is not one of {string.Join(", ", Statuses)}.",
            { Status: not null, Reset: true } => "give either 'status' or 'reset'.",
            { Times: <= 0 } or { RateLimitReset: < 0 } or { RetryAfter: < 0 } or { LatencyMs: < 0 } or { Truncate: < 0 } or { IndexDelayMs: < 0 } => "numbers must not be negative, nor 'times' zero.",
            { RetryAfter: not null } when rule.Status is not (403 or 429 or 503) => "'retryAfter' needs status 403, 429 or 503.",
            { RateLimitReset: not null } when rule.Status is not (403 or 429) => "'rateLimitReset' needs status 403 or 429.",
            { Message: not null, Status: null } => "'message' needs a 'status'.",
            { After: true } when !answersOtherwise => "'after' needs a 'status' or 'reset'.",
            { Truncate: not null } or { WrongDigest: true } when !readsOnly || answersOtherwise => "'truncate' and 'wrongDigest' need operation read or download, and neither status nor reset.",
            { IndexDelayMs: not null } or { NeverIndexed: true } when rule.Operation != Operation.Upload => "'indexDelayMs' and 'neverIndexed' need operation upload.",
            { IndexDelayMs: not null } or { NeverIndexed: true } when answersOtherwise && !rule.After => "an upload that is refused is never indexed; add 'after' or drop one.",
            { IndexDelayMs: not null, NeverIndexed: true } => "give either 'indexDelayMs' or 'neverIndexed'.",
            { LatencyMs: null, Truncate: null, WrongDigest: false, IndexDelayMs: null, NeverIndexed: false } when !answersOtherwise => "it has no effect.",
            _ => null,
        };
    }

    private static ReleaseException Wrong(string message) => new(RehearsalServerCodes.Faults.Create(message));
}
