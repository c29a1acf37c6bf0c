using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.Python.Clients;

/// <summary>Reads what Python clients say when they fail.</summary>
internal static partial class ClientOutput
{
    /// <summary>Every code but success: the caller judges the answer itself.</summary>
    public static ImmutableArray<int> AnyExitCode { get; } = [.. Enumerable.Range(-255, 511).Where(code => code != 0)];

    /// <summary>The last lines that say something; errors come after the normal output.</summary>
    public static string Tail(ProcessResult result, int lines = 20)
    {
        var said = Styling().Replace($"{result.Output}\n{result.Error}", "").Split('\n').Select(line => DisplayText.Line(line).TrimEnd()).Where(line => line.Length > 0).ToArray();
        return said.Length == 0 ? $"It said nothing; its exit code was {result.ExitCode}." : string.Join('\n', said[^Math.Min(lines, said.Length)..]);
    }

    /// <summary>Whether either output mentions the text, whatever its case.</summary>
    public static bool Mentions(ProcessResult result, string text) =>
        result.Output.Contains(text, StringComparison.OrdinalIgnoreCase) || result.Error.Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Colours: some clients give them even to a file.</summary>
    [GeneratedRegex(@"\e\[[0-9;?]*[A-Za-z]", RegexOptions.CultureInvariant)]
    private static partial Regex Styling();
}
