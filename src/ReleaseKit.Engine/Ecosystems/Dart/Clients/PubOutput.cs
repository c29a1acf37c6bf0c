using System.Globalization;
using System.Text.RegularExpressions;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Dart.Clients;

/// <summary>
/// What pub said. The status of a refused upload is told in its verbose output only, whose lines begin with a level.
/// </summary>
internal static partial class PubOutput
{
    private const int LinesShown = 20;

    /// <summary>sysexits' EX_UNAVAILABLE: a broken or refused connection.</summary>
    private const int Unavailable = 69;

    /// <summary>The last lines of both outputs that are meant for people, each behind a bar, so that a CI service takes none of them for a command.</summary>
    public static string Tail(ProcessResult result) => string.Concat(Messages($"{result.Output}\n{result.Error}")
        .Select(line => CommandText.WithoutUserInfo(CommandText.Printable(line.TrimEnd()))).Where(line => line.Length > 0)
        .TakeLast(LinesShown).Select(line => $"\n  | {line}"));

    /// <summary>The status of the registry's last answer; null when there was none.</summary>
    public static int? Status(ProcessResult result) =>
        Responses().Matches($"{result.Output}\n{result.Error}") is [.., var last] ? int.Parse(last.Groups["status"].Value, CultureInfo.InvariantCulture) : null;

    /// <summary>Until when the registry asks to wait, in its words; empty when it does not.</summary>
    public static string Patience(ProcessResult result) =>
        RetryAfter().Matches($"{result.Output}\n{result.Error}") is [.., var last] ? $" Retry-After: {last.Groups["value"].Value}." : "";

    /// <summary>
    /// Whether an upload was refused because the version is taken. The protocol has no code for it; these are the words of pub.dev and
    /// of servers that follow it.
    /// </summary>
    public static bool SaysTaken(ProcessResult result) => Status(result) is 400 or 409 && $"{result.Output}{result.Error}".Contains("already exists", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the registry asked for a token, or refused it.</summary>
    public static bool SaysUnauthorized(ProcessResult result) => Status(result) is 401 or 403;

    /// <summary>Whether it failed for a reason that passes: an overloaded registry or a broken connection.</summary>
    public static bool SaysTransient(ProcessResult result) => Status(result) is 408 or 425 or 429 or >= 500 || result.ExitCode == Unavailable;

    private static IEnumerable<string> Messages(string output)
    {
        var isShown = true;
        foreach (var line in output.Split('\n'))
        {
            if (line.StartsWith("---- Log transcript", StringComparison.Ordinal))
            {
                isShown = false;
            }
            else if (line.StartsWith("---- End log transcript", StringComparison.Ordinal))
            {
                isShown = true;
            }
            else if (Level().Match(line) is { Success: true } level)
            {
                isShown = level.Groups["level"].Value is "MSG" or "ERR" or "WARN";
                if (isShown)
                {
                    yield return line[level.Length..];
                }
            }
            else if (isShown)
            {
                yield return line.StartsWith("    | ", StringComparison.Ordinal) ? line[6..] : line;
            }
        }
    }

    [GeneratedRegex(@"^(?<level>FINE|MSG|ERR|WARN|IO|SLVR) *: ", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Level();

    [GeneratedRegex(@"^IO  : HTTP response (?<status>[1-5]\d\d)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex Responses();

    [GeneratedRegex(@"^    \| retry-after: (?<value>[\w ,:]{1,40}?)\r?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant | RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex RetryAfter();
}
