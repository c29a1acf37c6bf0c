using System.Text.RegularExpressions;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Npm.Clients;

/// <summary>What a failed client said, for messages and for decisions.</summary>
internal static partial class ClientOutput
{
    private const int LinesShown = 20;

    /// <summary>The code npm gives its errors, such as <c>E403</c> or <c>ETARGET</c>; null when it gave none.</summary>
    public static string? ErrorCode(ProcessResult result) =>
        ErrorLine().Match(result.Error) is { Success: true } match ? match.Groups["code"].Value : null;

    /// <summary>
    /// The last lines of both outputs, each behind a bar, so that a CI service takes none of them for a command; npm's pointer
    /// to its own log is left out.
    /// </summary>
    public static string Tail(ProcessResult result)
    {
        var lines = $"{result.Output}\n{result.Error}".Split('\n')
            .Select(line => CommandText.WithoutUserInfo(CommandText.Printable(line.TrimEnd())))
            .Where(line => line.Length > 0 && !line.Contains("A complete log of this run can be found in", StringComparison.Ordinal));
        return string.Concat(lines.TakeLast(LinesShown).Select(line => $"\n  | {line}"));
    }

    [GeneratedRegex(@"^npm (?:error|ERR!) code (?<code>\S+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex ErrorLine();
}
