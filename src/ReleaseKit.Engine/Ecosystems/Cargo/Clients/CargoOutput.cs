using System.Text.RegularExpressions;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Cargo.Clients;

/// <summary>What cargo said, for messages and for decisions; its exit code is 101 for everything.</summary>
internal static partial class CargoOutput
{
    private const int LinesShown = 20;

    /// <summary>The last lines of both outputs, each behind a bar, so that a CI service takes none of them for a command.</summary>
    public static string Tail(ProcessResult result)
    {
        var lines = $"{result.Output}\n{result.Error}".Split('\n')
            .Select(line => CommandText.WithoutUserInfo(CommandText.Printable(line.TrimEnd()))).Where(line => line.Length > 0);
        return string.Concat(lines.TakeLast(LinesShown).Select(line => $"\n  | {line}"));
    }

    /// <summary>Whether an upload was refused because the version is taken: cargo's own words, crates.io's, and those of a conflict.</summary>
    public static bool SaysTaken(ProcessResult result) =>
        Mentions(result, "already exists on", "is already uploaded", "already been uploaded") || Status(result) == 409;

    /// <summary>Whether there was no token, or the registry refused it.</summary>
    public static bool SaysUnauthorized(ProcessResult result) =>
        Status(result) is 401 or 403 || Mentions(result, "no token found", "cargo login", "token rejected for");

    /// <summary>Whether it failed for a reason that passes: an overloaded registry or a broken connection.</summary>
    public static bool SaysTransient(ProcessResult result) =>
        Status(result) is 408 or 425 or 429 or >= 500 ||
        Connection().IsMatch(result.Error) ||
        Mentions(result, "spurious network error", "failed to download from", "download of config.json failed");

    private static int? Status(ProcessResult result) =>
        StatusLine().Match(result.Error) is { Success: true } match ? int.Parse(match.Groups["status"].Value, System.Globalization.CultureInfo.InvariantCulture) : null;

    private static bool Mentions(ProcessResult result, params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            if (result.Error.Contains(text, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex(@"(?:\(status |200 OK response, got |error code )(?<status>[1-5]\d\d)\b", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex StatusLine();

    /// <summary>libcurl's numbers for broken and timed out connections.</summary>
    [GeneratedRegex(@"^\s*\[(5|6|7|16|18|28|35|52|55|56|92)\] ", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Connection();
}
