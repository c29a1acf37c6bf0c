using System.Text.RegularExpressions;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Python.Clients;

/// <summary>By which words of twine's and uv's an upload failed for a reason that passes.</summary>
internal static partial class UploadSigns
{
    public static bool AreTransient(ProcessResult result) => Status().IsMatch(result.Error) || Status().IsMatch(result.Output) || Connection().IsMatch(result.Error) || Connection().IsMatch(result.Output);

    /// <summary>twine: <c>HTTPError: 503 Service Unavailable from …</c>; uv: <c>… with status code 503</c>.</summary>
    [GeneratedRegex(@"(?:HTTPError:|status code:?|HTTP status (?:server|client) error \()\s*(?:408|425|429|500|502|503|504|52[0-4])\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Status();

    /// <summary>requests and urllib3 under twine, reqwest under uv.</summary>
    [GeneratedRegex(
        @"\b(?:ConnectionError|ConnectTimeout|ReadTimeout|ChunkedEncodingError|ProtocolError|RemoteDisconnected|ConnectionResetError|NewConnectionError|BrokenPipeError)\b|" +
        "Connection aborted|Connection reset by peer|Connection refused|Max retries exceeded|Read timed out|operation timed out|error sending request for url|connection closed before message completed",
        RegexOptions.CultureInvariant)]
    private static partial Regex Connection();
}
