using System.Text.RegularExpressions;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Clients;

/// <summary>By which words of <c>dotnet nuget push</c> an upload failed for a reason that passes.</summary>
internal static partial class UploadSigns
{
    public static bool AreTransient(ProcessResult result) => Signs().IsMatch(result.Output) || Signs().IsMatch(result.Error);

    /// <summary>The client says <c>Response status code does not indicate success: 503 (Service Unavailable).</c>, or what .NET says of a connection.</summary>
    [GeneratedRegex(
        @"does not indicate success: (?:408|425|429|500|502|503|504|52[0-4])\b|" +
        "The response ended prematurely|Connection reset by peer|Connection refused|Broken pipe|An error occurred while sending the request|Error while copying content to a stream|" +
        "Unable to read data from the transport connection|timed out|has been canceled|was canceled",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Signs();
}
