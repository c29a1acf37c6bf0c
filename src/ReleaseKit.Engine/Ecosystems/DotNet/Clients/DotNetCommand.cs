using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Ecosystems.DotNet.Clients;

/// <summary>How every run of the <c>dotnet</c> client is set up: in English, without greetings or telemetry.</summary>
internal static partial class DotNetCommand
{
    /// <summary>The executable's name.</summary>
    public const string Name = "dotnet";

    private const int ShownLines = 30;

    private static readonly ImmutableDictionary<string, string?> Quiet = ImmutableDictionary<string, string?>.Empty
        .Add("DOTNET_NOLOGO", "1")
        .Add("DOTNET_CLI_TELEMETRY_OPTOUT", "1")
        .Add("DOTNET_SKIP_FIRST_TIME_EXPERIENCE", "1")
        .Add("DOTNET_GENERATE_ASPNET_CERTIFICATE", "false")
        .Add("DOTNET_CLI_UI_LANGUAGE", "en")
        .Add("NUGET_CLI_LANGUAGE", "en");

    /// <summary>A request to run <c>dotnet</c>; every exit code is an answer, so that the caller can say what failed.</summary>
    public static ProcessRequest Create(string workingDirectory, string? transcript, params ImmutableArray<string> arguments) => new()
    {
        FileName = Name,
        Arguments = arguments,
        WorkingDirectory = workingDirectory,
        Environment = Quiet,
        ExpectedExitCodes = [.. Enumerable.Range(-255, 511).Where(code => code != 0)],
        TranscriptPath = transcript,
    };

    /// <summary>The request with further variables; null removes one.</summary>
    public static ProcessRequest With(this ProcessRequest request, IEnumerable<KeyValuePair<string, string?>> variables) =>
        request with { Environment = ImmutableDictionary.CreateRange(request.Environment).SetItems(variables) };

    /// <summary>The request with a credential in one of the child's variables.</summary>
    public static ProcessRequest WithSecret(this ProcessRequest request, string variable, Secret secret) =>
        request with { Secrets = ImmutableDictionary<string, Secret>.Empty.Add(variable, secret) };

    /// <summary>What to show of a failed run: its errors where it names some, otherwise the end of its output.</summary>
    public static string Failure(ProcessResult result)
    {
        var lines = $"{result.Output}\n{result.Error}".Split('\n').Select(line => DisplayText.Line(line).Trim()).Where(line => line.Length > 0).Distinct().ToArray();
        var errors = lines.Where(line => Error().IsMatch(line)).ToArray();
        var shown = (errors.Length > 0 ? errors : lines).TakeLast(ShownLines).ToArray();
        return shown.Length == 0 ? $"It said nothing; its exit code was {result.ExitCode}." : string.Join('\n', shown);
    }

    /// <summary>Whether either output holds the text.</summary>
    public static bool Says(ProcessResult result, string text) =>
        result.Output.Contains(text, StringComparison.Ordinal) || result.Error.Contains(text, StringComparison.Ordinal);

    [GeneratedRegex(@"(^|\W)error(\s+[A-Z]+\d+)?\s*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Error();
}
