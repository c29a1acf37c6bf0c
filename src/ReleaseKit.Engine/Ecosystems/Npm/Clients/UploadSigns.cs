using System.Collections.Frozen;
using System.Collections.Immutable;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Npm.Clients;

/// <summary>By which words of npm's an upload failed for a reason that passes.</summary>
internal static class UploadSigns
{
    /// <summary>npm's codes: <c>E</c> and the status, or what Node.js says of a connection.</summary>
    private static readonly FrozenSet<string> Codes = FrozenSet.Create(
        StringComparer.Ordinal,
        "E408", "E425", "E429", "E500", "E502", "E503", "E504", "E520", "E521", "E522", "E523", "E524",
        "ECONNRESET", "ECONNREFUSED", "ECONNABORTED", "EPIPE", "ETIMEDOUT", "ESOCKETTIMEDOUT", "ERR_SOCKET_TIMEOUT", "ENETUNREACH", "EHOSTUNREACH", "EAI_AGAIN",
        "ERR_STREAM_PREMATURE_CLOSE", "UND_ERR_SOCKET");

    /// <summary>What stands in messages without a code.</summary>
    private static readonly ImmutableArray<string> Texts = ["socket hang up", "network timeout at", "network socket disconnected", "Premature close"];

    public static bool AreTransient(string? code, ProcessResult result) =>
        (code is not null && Codes.Contains(code)) || Texts.Any(text => result.Error.Contains(text, StringComparison.OrdinalIgnoreCase));
}
